"""The page's search and `coach list WORDS` give the same answers: what they warn of, and what they find."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from library.phrases import misspelled
from library.queries import read
from rig.command import Coach
from rig.sites import serving

from voice_coach.library import advice, catalog, finder
from voice_coach.library.shelf import Shelf
from voice_coach.script.model import Heading
from voice_coach.session.record import FileState, Record, Step, Words
from voice_coach.session.spec import SessionSpec
from voice_coach.site.about import gather
from voice_coach.site.build import KINDS
from voice_coach.site.files import shell
from voice_coach.site.pages import index_page
from voice_coach.site.spec import SiteSpec, items_of

pytestmark = pytest.mark.slow

TABLES = Path(__file__).parents[1] / "library"
ODD = [
    "", " ", "?!", "7", "12", "up to 20", "half an hour for my head", "3.5", "a 5", "İstanbul neck",
    "Rücken", "плечи", "½ hour", "neck\tpain\n10 min", "neck\u00a0pain", "\x1cneck\x85pain\ufeff",
    "can’t sleep", "CHEST PAIN", "constructor", "__proto__ pain", "toString", "the neck", "𝐜hest pain",
    "no pillow", "without scarves", "chest pian", "suden headache", "back of my head", "neck " * 40,
]  # fmt: skip

SPARED = [
    "anything but my neck", "not my neck", "no neck please", "leave my jaw alone", "everything except back",
    "face but no jaw", "head, don't touch my neck or shoulders", "my jaw is off limits", "neck and back",
    "lower back in bed", "not just my neck", "shoulders without the arms", "jaw 5 min", "forty five minutes",
]  # fmt: skip
LAY = ("requests.tsv", "flags.tsv", "harmless.txt")

FILES = tuple(FileState(f"audio/x{kind}", 1) for kind in KINDS)
"""Of a session that was rendered."""


def typed() -> list[str]:
    """Everything people were seen to type, all that is warned of, 300 misspellings, and odd input."""
    chance = random.Random(1)
    queries = [q.typed for name in ("queries.txt", "held_out.txt") for q in read(TABLES / name)]
    lay = [line.split("\t")[0] for name in LAY for line in _lines(TABLES / "lay" / name)]
    phrases = [chance.choice(text.split(",")).strip() for text in advice.phrases().values()]
    others = chance.sample(phrases, len(phrases))
    flags = [f"{one} {other}" for one, other in zip(phrases, others, strict=True)]
    known = [*queries, *lay, *phrases]
    wrong = [misspelled(chance.choice(known), chance) for _ in range(300)]
    return [*queries, *lay, *phrases, *flags, *wrong, *SPARED, *ODD]


def _lines(table: Path) -> list[str]:
    return [line for line in table.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


@pytest.fixture
def library_site(tmp_path: Path) -> Path:
    """The list of a site of all shipped sessions, as if they had been rendered."""
    step = Step(0, "Sit", "Sit", "", (Words(0, "Sit."),))
    record = Record(key="", files=FILES, length=60_000, steps=(step,))
    site = SiteSpec(SessionSpec(names=()))
    items = items_of(site)
    look, files = shell()
    page = index_page(site, gather(items, [record] * len(items)), look).encode()
    for path, data in {**files, "index.html": page}.items():
        target = tmp_path / "public" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return tmp_path / "public"


def test_one_search_on_both_sides(browser: Any, coach: Coach, library_site: Path) -> None:
    """Whatever is typed, the page gives the advice of `coach list`, and its sessions in its order."""
    queries = typed()
    with serving(coach, library_site) as served:
        page = browser.new_page()
        page.goto(served.url)
        answers = page.evaluate("(queries) => queries.map((query) => answer(query))", queries)
        page.close()
    headings = {h.slug: h for _, h in catalog.headings() if isinstance(h, Heading)}
    shelf = Shelf(catalog.whole(headings).values())
    different = []
    for query, shown in zip(queries, answers, strict=True):
        listed = finder.search(query, shelf)
        wanted = {
            "advice": listed.advice,
            "kind": listed.kind.value if listed.kind else "",
            "unknown": list(listed.unknown),
            "elsewhere": listed.elsewhere,
            "slugs": [match.heading.slug for match in listed.matches],
        }
        if shown != wanted:
            different.append((query, shown, wanted))
    assert different == []
    assert sum(not shown["slugs"] and bool(shown["advice"]) for shown in answers) > 300
