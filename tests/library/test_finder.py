"""Search by the words people use, and what they must know first."""

import pytest

from voice_coach.errors import Place
from voice_coach.library import finder
from voice_coach.library.advice import Advice, advice_for
from voice_coach.script.model import Heading
from voice_coach.script.terms import Area

EMERGENCIES = [
    "numb leg", "my legs feel weak", "tingling in both legs", "worst headache", "sudden headache",
    "headache after a fall", "stiff neck and fever", "chest pain", "pain in my chest", "tight chest",
    "can't breathe", "loss of bladder control", "slurred speech", "double vision", "swollen calf",
]  # fmt: skip
CARE = {
    "sciatica": "Pain down a leg",
    "migraine": "lightest touch",
    "Pregnant": "midwife",
    "I have a fever": "another day",
    "after surgery": "Ask your doctor first",
}
PLAIN = ["headache", "stiff neck", "sore back", "can't sleep", "desk", "legs up", "chest", "arms"]


def heading(slug: str, *keywords: str, title: str = "") -> Heading:
    """A session with these keywords."""
    return Heading(Place("x", 1, 1), slug, title or slug, "S.", Area.BODY, keywords=keywords)


def slugs(wanted: str, *headings: Heading) -> list[str]:
    """What is found, nearest first."""
    return [match.heading.slug for match in finder.answer(wanted, headings).matches]


def known(words: str) -> Advice:
    """The advice for some words."""
    advice = advice_for(words)
    assert advice, words
    return advice


@pytest.mark.parametrize("words", EMERGENCIES)
def test_red_flags(words: str) -> None:
    """What needs help, and not massage, finds no session and says so."""
    assert known(words).forbids
    assert "massage" in known(words).text
    assert slugs(words, heading("a", words), heading("b", "leg", "headache", "chest")) == []


@pytest.mark.parametrize(("words", "text"), CARE.items())
def test_what_asks_for_care(words: str, text: str) -> None:
    """What needs care is told beside the sessions."""
    assert text in known(words).text
    assert not known(words).forbids


@pytest.mark.parametrize("words", PLAIN)
def test_plain_complaints_need_no_advice(words: str) -> None:
    """Nobody is frightened for nothing."""
    assert advice_for(words) is None


def test_apostrophes_do_not_matter() -> None:
    """However somebody writes "can't", it is the same word."""
    one = heading("a", "can't sleep")
    for words in ("can't sleep", "cant sleep", "can’t sleep", "CAN'T SLEEP"):
        assert slugs(words, one) == ["a"]


def test_letters_of_any_language() -> None:
    """A word is whole whatever its letters are."""
    assert slugs("Rücken", heading("a", "rücken"), heading("b", "cke")) == ["a"]
    assert slugs("плечи", heading("a", "плечи")) == ["a"]


@pytest.mark.parametrize("slip", ["insomia", "hedache", "sholders", "clencing"])
def test_small_slips_are_forgiven(slip: str) -> None:
    """A letter too few or too many still finds it."""
    assert slugs(slip, heading("a", "insomnia", "headache", "shoulders", "clenching")) == ["a"]


def test_feet_once_there_is_a_session_for_them() -> None:
    """What no shipped session is for comes nearest, and says so; one of one's own is found itself."""
    full = heading("full", "whole body", "relax")
    assert finder.answer("sore toes", [full]).elsewhere == "feet"
    assert slugs("sore toes", full) == ["full"]
    mine = Heading(Place("x", 1, 1), "mine", "Mine", "S.", Area.FEET)
    assert finder.answer("sore toes", [full, mine]).elsewhere == ""
    assert slugs("sore toes", full, mine) == ["mine"]


def test_what_must_be_made_for_it() -> None:
    """A wheelchair is no part of a title: what is not made for it is not found by other words."""
    made, other = heading("a", "wheelchair", "back"), heading("b", "back", title="Back back")
    assert slugs("wheelchair back", made, other) == ["a"]
