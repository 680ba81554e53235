"""The place of an unfinished session."""

import json
import os
from pathlib import Path

import pytest

from voice_coach.session import bookmark
from voice_coach.session.spec import MixSpec, SessionSpec

SPEC = SessionSpec(names=("brow",), mix=MixSpec(bed="rain"), start="3")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def test_what_is_kept_is_found() -> None:
    """The session is found as it was, but for where it begins and how loud it was."""
    bookmark.keep(SPEC, cue=7, volume=10, now=lambda: 1000.0)
    found = bookmark.find(now=lambda: 2000.0)
    assert found is not None
    assert (found.cue, found.start, found.volume) == (7, "", 10)
    assert (found.names, found.mix) == (SPEC.names, SPEC.mix)


@pytest.mark.parametrize("later", [-90_000.0, 86_401.0])
def test_it_is_offered_for_a_day(later: float) -> None:
    """A place older than a day, or from a clock that was put back, is not offered."""
    bookmark.keep(SPEC, cue=7, volume=100, now=lambda: 1_000_000.0)
    assert bookmark.find(now=lambda: 1_000_000.0 + later) is None


def test_a_finished_session_is_forgotten() -> None:
    """After the end there is nothing to take up."""
    bookmark.keep(SPEC, cue=7, volume=100)
    bookmark.forget()
    bookmark.forget()
    assert bookmark.find() is None


def damaged() -> list[str]:
    """Whatever may stand in the file: nothing, half of it, another version's, another type's."""
    whole = {"spec": json.loads(SPEC.to_json()), "at": 1e12}
    other = [
        {**whole, "spec": {**whole["spec"], "reverb": 1}},
        {**whole, "spec": {**whole["spec"], "names": 7}},
        {**whole, "spec": {**whole["spec"], "narration": {"guide": "terse"}}},
        {**whole, "spec": {**whole["spec"], "volume": 1_000_000}},
        {**whole, "spec": {**whole["spec"], "mix": {"bed_volume": -1}}},
        {**whole, "spec": None},
        {**whole, "at": "soon"},
        {"names": ["brow"], "choices": {}, "mix": {}, "cue": 3, "at": 1e12},
        {},
        [],
        7,
    ]
    text = json.dumps(whole)
    return [*map(json.dumps, other), "", text[:20], text + "x", "\0" * 40, "\ufffd"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_none() -> None:
    """A pipe in the bookmark's place is not waited for, nor is endless nesting followed."""
    bookmark.file().parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(bookmark.file())
    assert bookmark.find() is None
    bookmark.file().unlink()
    bookmark.file().write_text('{"at":' * 200_000)
    assert bookmark.find() is None


def test_a_damaged_place_is_none() -> None:
    """A file that is damaged, or another version's, is as good as none."""
    bookmark.file().parent.mkdir(parents=True)
    for text in damaged():
        bookmark.file().write_text(text)
        assert bookmark.find(now=lambda: 1e12) is None, text


def test_where_nothing_can_be_kept(state: Path) -> None:
    """A state folder that can not be written ends no session."""
    (state / "voice-coach").touch()
    bookmark.keep(SPEC, cue=7, volume=100)
    assert bookmark.find() is None


def test_a_name_of_any_bytes_is_kept() -> None:
    """A script whose name is not UTF-8 is resumed like any other."""
    spec = SessionSpec(names=("/b\udcff.yaml",))
    bookmark.keep(spec, cue=7, volume=100)
    found = bookmark.find()
    assert found is not None
    assert (found.names, found.cue) == (spec.names, 7)
