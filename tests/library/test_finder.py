"""Search by the words people use, and by what they do not want."""

import pytest

from voice_coach.errors import Place
from voice_coach.library import finder
from voice_coach.script.model import Heading
from voice_coach.script.terms import Area


def heading(slug: str, *keywords: str, title: str = "") -> Heading:
    """A session with these keywords."""
    return Heading(Place("x", 1, 1), slug, title or slug, "S.", Area.BODY, keywords=keywords)


def slugs(wanted: str, *headings: Heading) -> list[str]:
    """What is found, nearest first."""
    return [match.heading.slug for match in finder.answer(wanted, headings).matches]


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


def placed(slug: str, area: Area, *keywords: str) -> Heading:
    """A session of an area."""
    return Heading(Place("x", 1, 1), slug, slug, "S.", area, keywords=keywords)


NECK = placed("neck", Area.NECK, "neck", "stiff neck")
JAW = placed("jaw", Area.FACE, "jaw", "in bed")
BACK = placed("back", Area.BACK, "back", "stiff back")


@pytest.mark.parametrize(
    "typed",
    [
        "anything but my neck", "not my neck", "no neck please", "everything except the neck",
        "don't touch my neck", "leave my neck alone", "without the neck", "my neck is off limits",
    ],
)  # fmt: skip
def test_what_is_not_wanted(typed: str) -> None:
    """Whatever way it is put, a part of the body that is not wanted is left out."""
    assert slugs(typed, NECK, JAW, BACK) == ["back", "jaw"]


def test_two_places_give_a_choice() -> None:
    """Two parts of the body, and no session for both: the best for each comes first, and none is clear."""
    found = finder.answer("neck and back", [NECK, JAW, BACK])
    assert [match.heading.slug for match in found.matches] == ["neck", "back"]
    assert not found.clear


def test_no_session_for_bed_says_so() -> None:
    """Where none for that part can be done in bed, what comes nearest is offered as that."""
    assert finder.answer("back in bed", [NECK, JAW, BACK]).elsewhere == "this in bed"
    assert finder.answer("jaw in bed", [NECK, JAW, BACK]).elsewhere == ""


def test_an_unknown_word_is_never_clear() -> None:
    """A session that fits is offered, and is not clear enough to begin by itself."""
    found = finder.answer("neck xylograph", [NECK])
    assert [match.heading.slug for match in found.matches] == ["neck"]
    assert (found.unknown, found.clear) == (("xylograph",), False)
    assert finder.answer("neck", [NECK]).clear


def test_a_condition_leaves_what_is_safe() -> None:
    """A blood thinner's brand leaves bare hands, with a word first; nothing begins by itself."""
    ball = Heading(
        Place("x", 1, 1),
        "ball",
        "Ball",
        "S.",
        Area.BACK,
        keywords=("back",),
        needs=("tennis ball",),
    )
    found = finder.answer("back, on xarelto", [BACK, ball])
    assert [match.heading.slug for match in found.matches] == ["back"]
    assert "blood thinners" in found.advice
    assert not found.clear
