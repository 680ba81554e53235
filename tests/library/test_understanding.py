"""What was typed is understood word by word, and what is not is named."""

import pytest

from voice_coach.library.advice import alarming
from voice_coach.library.flags import Kind
from voice_coach.library.harmless import EVERYDAY
from voice_coach.library.reading import stem
from voice_coach.library.spelling import Speller
from voice_coach.library.understanding import understand

SPELLER = Speller(["headache", "neck", "stiff", "shoulder", "back", "jaw"])


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("my neck is stiff from the laptop", ()),
        ("squeezing in my jaw", ("squeezing",)),
        ("asdfgh neck", ("asdfgh",)),
        ("tearing jaw", ("tearing",)),
        ("i wake up with a stiff neck", ()),
        ("folding clothes, stiff back", ()),
        ("12 minutes", ()),
        ("neck " * 61, ("neck",)),
    ],
)
def test_unknown_words(typed: str, unknown: tuple[str, ...]) -> None:
    """Only words of everyday life, of the library and of flags are understood."""
    assert understand(typed, SPELLER).unknown == unknown


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("stif nekc", "stiff neck"),
        ("head ache", "headache"),
        ("heada he", "headache"),
        ("backneck, please", "back neck, please"),
    ],
)
def test_slips_are_corrected(typed: str, text: str) -> None:
    """A slip of the pen becomes the word that is meant, and everything around it stays."""
    read = understand(typed, SPELLER)
    assert (read.text, read.unknown) == (text, ())


def test_a_slip_towards_a_sign_is_asked_about() -> None:
    """A word that may be a misspelled sign raises its flag, and is not taken as understood."""
    read = understand("suden headache", SPELLER)
    assert read.advice.kind is Kind.EMERGENCY
    assert (read.unknown, read.taken) == (("sudden",), "sudden")


@pytest.mark.parametrize(
    "typed", ["wake up stiff neck", "ironing clothes, neck", "weak coffee, neck"]
)
def test_words_like_signs_are_no_signs(typed: str) -> None:
    """A word that is spelled right is never taken for a sign: "wake" is not "weak"."""
    assert understand(typed, SPELLER).advice.flags == ()


def test_words_of_everyday_life_are_no_signs() -> None:
    """A misspelled word is never corrected towards a sign: none is among the words of everyday life."""
    assert [word for word in sorted(EVERYDAY) if stem(word) in alarming()] == []
