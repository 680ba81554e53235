"""Words that the voice would say wrongly."""

import pytest

from voice_coach.plan.timeline import Line
from voice_coach.speech.delivery import Delivery
from voice_coach.speech.engines.espeak import DEFAULT, FAMILY
from voice_coach.speech.lexicon import entries, respelled
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Utterance

assert FAMILY.lexicon is not None
FILE = FAMILY.lexicon


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Close your eyes.", "cloze your eyes."),
        ("Now close your eyes, and rest.", "Now cloze your eyes, and rest."),
        ("Let your eyes close.", "Let your eyes cloze."),
        ("Wind down.", "wined down."),
        ("Keep the elbow close to you.", "Keep the elbow close to you."),
        ("The window, downwind.", "The window, downwind."),
        ("Her eyes closed.", "Her eyes closed."),
        ("Disclose your eyes.", "Disclose your eyes."),
        ("Close your eyes. Let your eyes close.", "cloze your eyes. Let your eyes cloze."),
        ("", ""),
    ],
)
def test_phrases_are_respelled(written: str, read: str) -> None:
    """A phrase of the lexicon is respelled wherever it stands whole; all else stays as written."""
    assert respelled(written, FILE) == read


def test_every_entry_does_something() -> None:
    """Each entry stands in small letters, differs from its reading, and needs no second pass."""
    assert entries(FILE)
    for written, read in entries(FILE).items():
        assert written == written.lower().strip() != read == read.strip()
        assert respelled(written, FILE) == read
        assert respelled(read, FILE) == read


def test_each_line_of_the_file_is_an_entry_or_a_comment() -> None:
    """Nothing in the file is passed over in silence, and no phrase stands twice."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line.strip() and not line.startswith("#")]
    assert all(line.count("=") == 1 for line in told)
    assert len(told) == len(entries(FILE))


def test_every_entry_is_heard() -> None:
    """Each respelling changes what the default voice says: none is there for nothing."""
    pairs = list(entries(FILE).items())
    wanted = [Utterance((t,), DEFAULT, FAMILY.rate) for pair in pairs for t in pair]
    takes = {utterance.text: take for utterance, take in Synthesizer(FAMILY).speak(wanted)}
    assert [pair for pair in pairs if takes[pair[0]] == takes[pair[1]]] == []


def test_only_the_voice_sees_it() -> None:
    """The voice gets the respelling; the line, which captions show, keeps the script's words."""
    line = Line("Close your eyes.")
    assert Delivery(FAMILY, DEFAULT, 116).utterance(line).text == "cloze your eyes."
    assert line.text == "Close your eyes."
