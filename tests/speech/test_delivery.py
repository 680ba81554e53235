"""How a line is delivered: sentences, pauses, rate."""

import pytest

from voice_coach.plan.timeline import Line, Pace
from voice_coach.speech.engines import beeps, espeak
from voice_coach.speech.engines.family import Family
from voice_coach.speech.narrator import Delivery

VOICE = Delivery(espeak.FAMILY, espeak.DEFAULT, 116)


def texts(text: str) -> list[str]:
    """What the voice is given for a line."""
    return list(VOICE.utterance(Line(text)).sentences)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.", ["One."]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("One, two; three: four - five.", ["One, two; three: four - five."]),
        ("About 2.5 minutes.", ["About 2.5 minutes."]),
        ("One...  Two", ["One...", "Two"]),
        ("One. ... Two.", ["One.", "Two."]),
        ('Say "yes." Then rest.', ['Say "yes.', "Then rest."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("No stop at the end", ["No stop at the end"]),
        ("\u00c9tude. \u00dcber.", ["\u00c9tude.", "\u00dcber."]),
        ("...", []),
        ("", []),
        ("?! -", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    """A line is given a sentence at a time; what holds no letter or digit is not given at all."""
    assert texts(text) == parts


@pytest.mark.parametrize(
    ("family", "text"),
    [(espeak.FAMILY, "Let your eyes cloze."), (beeps.FAMILY, "Let your eyes close.")],
)
def test_a_lexicon_is_its_engines_alone(family: Family, text: str) -> None:
    """What one engine says wrongly is respelled for it, and for no other."""
    found = Delivery(family, "x", 116).utterance(Line("Let your eyes close."))
    assert found.sentences == (text,)


@pytest.mark.parametrize(("rate", "slow"), [(113, 96), (100, 85), (60, 51), (250, 212)])
def test_a_slow_line_is_slower(rate: int, slow: int) -> None:
    """A slow line keeps its voice and loses fifteen percent of its rate."""
    delivery = Delivery(espeak.FAMILY, "en-gb+f2", rate)
    normal, slower = (
        delivery.utterance(Line("One. Two.", pace)) for pace in (Pace.NORMAL, Pace.SLOW)
    )
    assert (normal.rate, slower.rate) == (rate, slow)
    assert normal.voice == slower.voice == "en-gb+f2"


def test_a_slow_line_pauses_longer() -> None:
    """Between sentences stand 0.4 s, in a slow line 0.5 s."""
    assert VOICE.utterance(Line("x")).pause == 0.4
    assert VOICE.utterance(Line("x", Pace.SLOW)).pause == 0.5
