"""What the files of a session are made of."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from voice_coach.errors import VoiceError
from voice_coach.session.open import Session
from voice_coach.session.spec import MixSpec, SessionSpec, VoiceSpec
from voice_coach.session.write import FileSpec, inputs_of, key_of, open_for_files
from voice_coach.speech.engines import espeak
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"
ROUTINE = "coach: 1\ntitle: {name}\nsummary: S.\narea: back\nplay: [{inner}]\n"


@pytest.fixture
def outer(tmp_path: Path) -> SessionSpec:
    """A routine that plays a routine that plays a technique, with a bed of the listener's."""
    (tmp_path / "tiny.yaml").write_text(TINY.read_text())
    (tmp_path / "inner.yaml").write_text(ROUTINE.format(name="Inner", inner="tiny"))
    (tmp_path / "outer.yaml").write_text(ROUTINE.format(name="Outer", inner="inner"))
    (tmp_path / "sea.flac").write_bytes(b"sea")
    return SessionSpec(
        names=(str(tmp_path / "outer.yaml"),), mix=MixSpec(bed=str(tmp_path / "sea.flac"))
    )


def test_every_file_that_is_read_is_known(outer: SessionSpec, tmp_path: Path) -> None:
    """Scripts at any depth, a bed and a cover of one's own are among the inputs of the files."""
    cover = tmp_path / "cover.png"
    read = inputs_of(Session(outer), FileSpec(cover=str(cover)))
    names = ("outer.yaml", "inner.yaml", "tiny.yaml", "sea.flac", "cover.png")
    assert sorted(set(read)) == sorted(tmp_path / name for name in names)


@pytest.mark.parametrize("name", ["outer.yaml", "inner.yaml", "tiny.yaml", "sea.flac"])
def test_the_key_changes_with_every_input(outer: SessionSpec, tmp_path: Path, name: str) -> None:
    """A change to any file that a session reads changes the key of what is made from it."""
    before = key_of(Session(outer), FileSpec())
    assert key_of(Session(outer), FileSpec()) == before
    with (tmp_path / name).open("a") as file:
        file.write("# changed\n")
    assert key_of(Session(outer), FileSpec()) != before


def test_a_key_starts_no_voice(
    outer: SessionSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking what a file is made of starts no voice, even where nothing was ever spoken."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    started: list[str] = []
    monkeypatch.setattr(Synthesizer, "prewarm", lambda self, voice: started.append(voice))
    key_of(Session(outer), FileSpec())
    assert started == []
    _ = Session(SessionSpec(names=outer.names, voice=VoiceSpec(name="tone"))).narrator
    assert started == ["tone"]


def test_a_voice_that_breaks_fails_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are made in the voice that their key names, or not at all."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    speak = Synthesizer.speak

    def broken(
        self: Synthesizer, utterances: Sequence[Utterance]
    ) -> Iterator[tuple[Utterance, Take]]:
        if self.family is not espeak.FAMILY:
            raise VoiceError("It broke.")
        return speak(self, utterances)

    monkeypatch.setattr(Synthesizer, "speak", broken)
    monkeypatch.setattr(Synthesizer, "prewarm", lambda self, voice: None)
    with pytest.raises(VoiceError, match="It broke"):
        open_for_files(SessionSpec(names=(str(TINY),)))
