"""The program's own words: lengths as people say them, risks in one sentence, sides by name."""

import pytest

from voice_coach.plan import phrases
from voice_coach.plan.phrases import (
    ENGLISH,
    duration_words,
    minutes_words,
    risk_words,
    side_words,
    step_words,
)
from voice_coach.script.terms import Posture, Risk, Side

DURATIONS = {
    1: "a minute", 2: "two minutes", 5: "five minutes", 12: "twelve minutes",
    14: "a quarter of an hour", 16: "a quarter of an hour", 17: "seventeen minutes",
    22: "twenty-two minutes", 30: "half an hour", 40: "forty minutes",
    45: "three quarters of an hour", 50: "fifty minutes", 60: "an hour",
    75: "an hour and a quarter", 90: "an hour and a half", 100: "an hour and forty minutes",
    120: "two hours", 600: "ten hours", 1440: "twenty-four hours",
}  # fmt: skip


@pytest.mark.parametrize(("minutes", "words"), DURATIONS.items())
def test_durations_are_said_as_people_say_them(minutes: int, words: str) -> None:
    """Each length fits after "about", "take" and "for"."""
    assert duration_words(minutes) == words


def test_risks_share_a_sentence_or_have_their_own() -> None:
    """Those to leave it out with are one list; the others follow; each is told once."""
    assert risk_words([]) == []
    assert risk_words([Risk.THIN_BONES]) == ["Leave this one out with thin bones."]
    assert risk_words([Risk.TINGLING, Risk.THIN_BONES, Risk.NECK_INJURY, Risk.THIN_BONES]) == [
        "Leave this one out after a neck injury, or with thin bones.",
        ENGLISH.risks[Risk.TINGLING],
    ]


def test_every_term_has_its_words() -> None:
    """Each risk, posture and side has its words, and no risk has two kinds of them."""
    assert set(ENGLISH.after) | set(ENGLISH.risks) == set(Risk)
    assert not set(ENGLISH.after) & set(ENGLISH.risks)
    assert set(ENGLISH.endings) == set(Posture)
    assert set(ENGLISH.sides) == set(Side)
    assert phrases.phrases() is ENGLISH


def test_a_side_is_called_by_its_language() -> None:
    """What stands in a script is not what is spoken: another language has other names."""
    import msgspec.structs

    other = msgspec.structs.replace(
        ENGLISH, sides={Side.LEFT: "linke", Side.RIGHT: "rechte"}, side="{Side} Seite."
    )
    assert side_words(Side.LEFT, other) == "Linke Seite."
    assert side_words(Side.RIGHT) == "Right side."


def test_where_the_session_stands() -> None:
    """Steps and minutes are told in whole sentences."""
    assert step_words(3, 12) == "Step 3 of 12."
    assert [minutes_words(n) for n in (0, 1, 4)] == [
        "Less than a minute to go.", "1 minute to go.", "4 minutes to go.",
    ]  # fmt: skip
