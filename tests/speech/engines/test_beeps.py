"""The voice "tone": beeps of known length."""

import array

import pytest

from voice_coach.speech.engines.beeps import FAMILY, RATE
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance


def beep(text: str, rate: int = 120) -> Take:
    """What the tone makes of a text."""
    ((_, take),) = Synthesizer(FAMILY).speak([Utterance((text,), "tone", rate)])
    return take


def samples(take: Take) -> list[int]:
    """The samples of a take."""
    return list(array.array("h", take.pcm))


@pytest.mark.parametrize(
    ("text", "rate", "seconds"),
    [("One", 60, 1.0), ("One two", 120, 1.0), ("One two three", 60, 3.0), ("Well, yes.", 240, 0.5)],
)
def test_length_follows_the_words(text: str, rate: int, seconds: float) -> None:
    """A beep lasts one share of a minute for each word."""
    take = beep(text, rate)
    assert take.rate == RATE
    assert len(take.pcm) == 2 * round(seconds * RATE)
    assert take.frames == pytest.approx(seconds * 48_000, abs=2)


def test_sentences_have_a_pause_between() -> None:
    """Each sentence has its beep, with silence of the pause's length between two."""
    wanted = Utterance(("One two", "Three"), "tone", 120, 0.4)
    ((_, take),) = Synthesizer(FAMILY).speak([wanted])
    first, pause = len(beep("One two").pcm), 2 * round(0.4 * RATE)
    assert not any(take.pcm[first : first + pause])
    assert len(take.pcm) == first + pause + len(beep("Three").pcm)


def test_same_words_same_beep() -> None:
    """The beep has the same bytes each time."""
    assert beep("One two") == beep("One two")


def test_pitch() -> None:
    """It is a tone of 330 Hz: twice as many changes of sign a second."""
    values = samples(beep("One two"))
    turns = sum((a < 0) != (b < 0) for a, b in zip(values, values[1:], strict=False))
    assert turns == pytest.approx(660, abs=4)


def test_it_begins_and_ends_in_silence() -> None:
    """It swells from nothing and fades to nothing, without a click."""
    values = samples(beep("One two three"))
    assert values[0] == values[-1] == 0
    assert max(map(abs, values[:22])) < 400
    assert max(map(abs, values[-22:])) < 400
    assert max(abs(b - a) for a, b in zip(values, values[1:], strict=False)) < 1000
    assert max(map(abs, values)) == pytest.approx(8000, rel=0.01)


def test_it_is_no_other_engine() -> None:
    """Its takes are kept apart from a voice's, and its version is told."""
    assert FAMILY.identity("tone") == "tone 3"


def test_every_utterance_gets_a_beep() -> None:
    """Each utterance comes back, in order."""
    wanted = [Utterance((text,), "tone", 120) for text in ("One", "Two words", "Three whole words")]
    found = list(Synthesizer(FAMILY).speak(wanted))
    assert [utterance for utterance, _ in found] == wanted
    assert [len(take.pcm) // RATE for _, take in found] == [1, 2, 3]
