"""The installed package as a user meets it: run on every Python, from a built wheel, by `tox`."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest
from rig.command import Coach

import voice_coach


def test_a_session_is_exported_whole(coach: Coach) -> None:
    """A shipped session is spoken and exported; the file has the length that was planned."""
    exported = coach("export", "temples", "--length", "short")
    assert (exported.returncode, exported.stderr) == (0, "")
    shown = json.loads(coach("show", "temples", "--length", "short", "--json").stdout)
    with wave.open(str(coach.folder / "temples.wav")) as file:
        assert file.getnframes() == round(shown["seconds"] * 48_000)


def test_it_plays_to_the_end(coach: Coach) -> None:
    """A session plays to its end, silently and in real time."""
    played = coach("play", "temples", "--output", "silent", "--from", "Ending", "--ending", "soft")
    assert played.returncode == 0
    assert "let your eyes open" in played.stdout


def test_the_library_came_along(coach: Coach) -> None:
    """All shipped scripts are listed, and the whole library passes its own check."""
    listed = json.loads(coach("list", "--json").stdout)
    assert len(listed) >= 28
    assert coach("check", "--strict").returncode == 0


@pytest.mark.parametrize("folder", ["scripts", "sounds"])
def test_data_lie_where_they_are_looked_for(folder: str) -> None:
    """Scripts and sounds are found, in a wheel and in a checkout."""
    from voice_coach import resources

    assert any(resources.folder(folder).iterdir())
    assert Path(voice_coach.__file__).is_file()


def test_no_generator_came_along() -> None:
    """What made the sounds stays in the checkout; every sound that it made is there."""
    from voice_coach import resources

    sounds = resources.folder("sounds")
    made = {path.name for path in (Path(__file__).parents[2] / "sounds").glob("*.flac")}
    assert {path.name for path in sounds.glob("*.flac")} == made
    if sounds.parent == Path(voice_coach.__file__).parent:  # in a wheel
        assert not list(sounds.glob("*.py"))
