"""A session that is played again at each save: what a save brings, and who has the last word."""

import threading
from pathlib import Path

import pytest
from rig.server import until

from voice_coach.plan.program import Narration, Preamble
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.session import rehearsal
from voice_coach.session.open import Session, open_session
from voice_coach.session.play import loop_of, player_of
from voice_coach.session.rehearsal import Editing, WatchedFile, _watching
from voice_coach.session.spec import OutputSpec, SessionSpec, VoiceSpec

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"


@pytest.fixture
def editing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editing:
    """A script that was saved and is not looked at yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = tmp_path / "mine.yaml"
    path.write_text(TINY.read_text())
    spec = SessionSpec(
        names=(str(path),),
        voice=VoiceSpec(name="tone"),
        narration=Narration(preamble=Preamble.SHORT),
    )
    found = Editing(WatchedFile(path), open_session(spec))
    path.write_text(TINY.read_text() + "# saved\n")
    return found


@pytest.fixture
def loop(editing: Editing) -> PlaybackLoop:
    """The loop that plays it."""
    return loop_of(player_of(editing.session, 0), OutputSpec(through="silent"))


def test_what_is_saved_is_played(editing: Editing, loop: PlaybackLoop) -> None:
    """A save that can be played is found."""
    with _watching(editing, loop):
        until(lambda: editing.next is not None)


def test_stopped_while_a_save_is_opened_it_stays_stopped(
    editing: Editing, loop: PlaybackLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who stops it has the last word, and does not wait until what was saved is spoken."""
    begun, go, opened = threading.Event(), threading.Event(), threading.Event()

    def slowly(spec: SessionSpec) -> Session:
        begun.set()
        go.wait(60)
        opened.set()
        return editing.session

    monkeypatch.setattr(rehearsal, "open_session", slowly)
    before = threading.enumerate()
    with _watching(editing, loop):
        (watching,) = (
            thread
            for thread in threading.enumerate()
            if thread not in before and thread.name.endswith("(watch)")
        )
        assert begun.wait(60)
        loop.player.ended.set()
    assert not opened.is_set()
    go.set()
    watching.join(60)
    assert not watching.is_alive()
    assert editing.next is None
