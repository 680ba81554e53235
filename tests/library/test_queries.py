"""What people type finds what they mean: two tables, one older and one younger than the search."""

from pathlib import Path

import pytest
from library.queries import Query, read

from voice_coach.library import catalog, finder
from voice_coach.library.shelf import Shelf
from voice_coach.script.model import Heading

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
BEFORE = read(HERE / "queries.txt")
AFTER = read(HERE / "held_out.txt")


KNOWN: dict[str, finder.Answer] = {}


def answer(typed: str, shelf: Shelf) -> finder.Answer:
    """What is answered; each query is asked once."""
    if typed not in KNOWN:
        KNOWN[typed] = finder.search(typed, shelf)
    return KNOWN[typed]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The shipped sessions."""
    found = (heading for entry, heading in catalog.headings() if not entry.own)
    return Shelf(catalog.whole({h.slug: h for h in found if isinstance(h, Heading)}).values())


def failing(queries: list[Query], shelf: Shelf) -> list[str]:
    """What does not find what it should, and what it finds instead."""
    answers = {query: answer(query.typed, shelf) for query in queries}
    found = {q: [match.heading.slug for match in a.matches] for q, a in answers.items()}
    return [
        f"{q.typed}: {found[q][:3]}" for q, a in answers.items() if not q.holds(found[q], a.advice)
    ]


def test_the_tables_name_sessions(shelf: Shelf) -> None:
    """What is wanted exists, and the older table has its 150 queries."""
    assert len(BEFORE) >= 150
    assert len(AFTER) >= 80
    for query in (*BEFORE, *AFTER):
        assert query.first | query.others <= set(shelf.headings), query.typed


def test_95_of_100_find_what_they_mean(shelf: Shelf) -> None:
    """Of the queries written before the search, 95 in 100 find what is wanted."""
    wrong = failing(BEFORE, shelf)
    assert len(wrong) <= 0.05 * len(BEFORE), "\n".join(wrong)


def test_words_nobody_had_in_mind(shelf: Shelf) -> None:
    """Of the queries written after it, it keeps what it found at first: 85 in 100."""
    wrong = failing(AFTER, shelf)
    assert len(wrong) <= 0.15 * len(AFTER), "\n".join(wrong)


def test_what_an_author_calls_it(shelf: Shelf) -> None:
    """Whatever stands among a session's keywords finds that session, unless it is a red flag."""
    missing = [
        (slug, word)
        for slug, heading in shelf.headings.items()
        for word in heading.keywords
        if slug not in [match.heading.slug for match in answer(word, shelf).matches]
    ]
    assert set(missing) <= {("collarbone", "tight chest muscles"), ("temples-one-hand", "weak arm")}


def test_every_red_flag_is_seen(shelf: Shelf) -> None:
    """No query that needs help finds a session, be it spelt right or wrong."""
    flags = [query for query in (*BEFORE, *AFTER) if query.told]
    assert len(flags) >= 30
    assert failing(flags, shelf) == []
    slips = ["numb lg", "chest pian", "worst hedache", "tinglng in my legs", "suden headache"]
    assert [typed for typed in slips if answer(typed, shelf).matches] == []


def test_sore_and_fine_people_are_not_frightened(shelf: Shelf) -> None:
    """No query that wants a session is answered with an alarm."""
    answers = {q.typed: answer(q.typed, shelf) for q in BEFORE if not q.told}
    assert [typed for typed, a in answers.items() if a.advice and not a.matches] == []
