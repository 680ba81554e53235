"""Words that the voice would say wrongly."""

import os
from pathlib import Path

import pytest

from voice_coach.errors import UsageError
from voice_coach.plan import context
from voice_coach.plan.timeline import Line
from voice_coach.speech.engines.espeak import DEFAULT, FAMILY
from voice_coach.speech.lexicon import entries, own, shipped, user_file
from voice_coach.speech.narrator import Delivery, make_narrator
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Utterance

assert FAMILY.lexicon is not None
FILE = FAMILY.lexicon


def respelled(text: str, file: Path) -> str:
    """Return text as a voice with that lexicon is given it."""
    return context.respelled(text, shipped(file))


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


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own file, in a folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    user_file().parent.mkdir()
    return user_file()


def test_the_users_words_stand_above_those_that_ship(words: Path) -> None:
    """The user's own readings reach every voice, and win over what ships for its engine."""
    assert make_narrator("en-us+f5").delivery.words == own() == ()
    words.write_text("\ufeff# mine\nPsoas = so-az   # a muscle\n\nwind down = slow down\n")
    delivery = make_narrator("en-us+f5").delivery
    said = delivery.utterance(Line("The psoas, PSOAS. Wind down. Close your eyes."))
    assert said.sentences == ("The so-az, so-az.", "slow down.", "cloze your eyes.")
    assert make_narrator("tone").delivery.utterance(Line("Psoas.")).sentences == ("so-az.",)


@pytest.mark.parametrize("line", ["psoas", "= x", "psoas =", "psoas = -", "p = " + "x" * 300])
def test_a_line_that_is_no_entry_is_told(words: Path, line: str) -> None:
    """A line without a word or a reading is refused, with its number and what to write."""
    words.write_text(f"a = b\n{line}\n")
    with pytest.raises(UsageError, match=r"lexicon.txt:2: .*psoas = so-az"):
        own()


def test_a_folder_or_pipe_in_its_place_is_named(words: Path) -> None:
    """Something that is not a file is named in the message, and the command does not wait for it."""
    words.unlink(missing_ok=True)
    os.mkfifo(words)
    with pytest.raises(UsageError, match="is not a file; remove it"):
        own()


def test_what_the_author_respells_is_read_first() -> None:
    """A line that is spoken otherwise is given to the voice so, and keeps its text."""
    delivery = Delivery(FAMILY, DEFAULT, 116, (("psoas", "other"),))
    line = Line("Your psoas.", spoken="Your so-az.")
    assert delivery.utterance(line).sentences == ("Your so-az.",)
    assert line.text == "Your psoas."
