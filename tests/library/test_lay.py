"""What people typed who had not seen the search: flags, figures of speech, and requests."""

from pathlib import Path

import pytest

from voice_coach.library import catalog, finder
from voice_coach.library.finder import Answer
from voice_coach.library.flags import Kind
from voice_coach.library.shelf import Shelf
from voice_coach.script.model import Heading

pytestmark = pytest.mark.slow

LAY = Path(__file__).parent / "lay"
STRICTNESS = {None: 0, Kind.ASK: 1, Kind.EXCLUDE: 2, Kind.URGENT: 3, Kind.EMERGENCY: 4}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The shipped sessions."""
    found = (heading for entry, heading in catalog.headings() if not entry.own)
    return Shelf(catalog.whole({h.slug: h for h in found if isinstance(h, Heading)}).values())


def answers(shelf: Shelf, name: str) -> list[tuple[list[str], Answer]]:
    """The columns of each line of a table, and the answer to its first."""
    lines = (LAY / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line[:1] != "#"]
    return [(row, finder.search(row[0], shelf)) for row in rows]


def test_no_flag_is_missed(shelf: Shelf) -> None:
    """Each flag is recognised, never as less than it is, and 95 in 100 as just what they are."""
    found = [(row[0], Kind(row[1]), a.kind) for row, a in answers(shelf, "flags.tsv")]
    less = [(typed, kind) for typed, wanted, kind in found if STRICTNESS[kind] < STRICTNESS[wanted]]
    assert less == []
    assert sum(wanted is kind for _, wanted, kind in found) >= 0.95 * len(found)


def test_nobody_is_frightened(shelf: Shelf) -> None:
    """At least 9 in 10 harmless phrases raise no flag."""
    alarms = [(row[0], a.kind) for row, a in answers(shelf, "harmless.txt") if a.kind]
    assert len(alarms) <= 6, alarms


def test_requests_find_something(shelf: Shelf) -> None:
    """No more than 5 in 100 requests are refused, and none of more than 5 is asked about a word."""
    found = answers(shelf, "requests.tsv")
    refused = [row[0] for row, a in found if a.forbids or not a.matches]
    assert len(refused) <= 0.05 * len(found), refused
    assert sum(bool(a.unknown) for _, a in found) <= 0.05 * len(found)
