"""Which session is meant, without a terminal: whoever calls says how to ask."""

from __future__ import annotations

import pytest

from voice_coach.errors import UsageError
from voice_coach.library.finder import Answer
from voice_coach.library.which import Listed, Meant, meant


def refuse(words: str, matches: list[Listed], found: Answer) -> Listed:
    """Fail: nothing should be asked."""
    pytest.fail(f"asked about {words}")


def test_names_are_taken_as_they_are() -> None:
    """Names and titles need no search, and nothing is reported."""
    reports: list[str] = []
    assert meant(["neck", "jaw"], reports.append, refuse) == Meant(("neck", "jaw"))
    assert meant(["lower", "back"], reports.append, refuse) == Meant(("lower-back",))
    assert reports == []


def test_clear_words_are_reported() -> None:
    """The session that words are taken for is named before it begins."""
    reports: list[str] = []
    found = meant(["my", "jaw", "hurts"], reports.append, refuse)
    assert found == Meant(("jaw",))
    (line,) = reports
    assert line.startswith('"my jaw hurts" is jaw. ')


def test_the_choice_is_the_callers() -> None:
    """Where several sessions match about as well, the one that the caller picks is meant."""
    offered: list[list[str]] = []

    def last(words: str, matches: list[Listed], found: Answer) -> Listed:
        offered.append([one.heading.slug for one in matches])
        return matches[-1]

    found = meant(["back", "pain"], print, last)
    (slugs,) = offered
    assert len(slugs) > 1
    assert found.names == (slugs[-1],)


def test_unknown_words_are_refused() -> None:
    """Words that match nothing are an error with a hint."""
    with pytest.raises(UsageError, match=r'There is no session "zzzyx"'):
        meant(["zzzyx"], print, refuse)
