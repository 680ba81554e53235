"""Words that the voice has no sound for: every way to hear a session reports them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rig.command import Coach

pytestmark = pytest.mark.slow

SCRIPT = """\
coach: 1
title: Mute
summary: Some of it is silent.
area: hands
position: sitting
safety: short
{cautions}
steps:
  - say: Open your hand.
  - say: {cue}
"""
VOICE = ("--voice", "heart", "--preamble", "short", "--ending", "none")
NO_SOUND = re.compile(r'mute\.yaml:\d+:\d+: the voice \S+ has no sound for "([^"]*)"')


def mute(coach: Coach, cue: str = "Rest.", caution: str = "") -> Path:
    """Write a script with a cue and a caution; return its path."""
    path = coach.folder / "mute.yaml"
    cautions = f'cautions: ["{caution}"]' if caution else ""
    path.write_text(SCRIPT.format(cue=cue, cautions=cautions), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("export", "mute.yaml", "-o", "mute.wav"),
        ("export", "mute.yaml", "--folder", "files"),
        ("site", "mute.yaml", "-o", "public"),
    ],
    ids=["export", "folder", "site"],
)
def test_silent_words_are_reported(coach: Coach, command: tuple[str, ...]) -> None:
    """A cue that is silent is reported on standard error, and the file is made."""
    mute(coach, cue="揉捏。")
    done = coach(*command, *VOICE)
    assert NO_SOUND.findall(done.stderr) == ["揉捏。"]
    assert done.returncode == 0


@pytest.mark.parametrize("words", ["揉捏。", "Keep away from 日本語."])
def test_a_silent_caution_stops_a_file(coach: Coach, words: str) -> None:
    """A caution that is silent, wholly or in part, is an error for each file; the old one stays."""
    mute(coach, caution=words)
    old = coach.folder / "mute.wav"
    old.write_bytes(b"old")
    for command in (("-o", old), ("--folder", "files")):
        done = coach("export", "mute.yaml", *command, *VOICE)
        assert done.returncode == 1
        assert set(NO_SOUND.findall(done.stderr)) == {words}
        assert "a listener must hear it" in done.stderr
        assert old.read_bytes() == b"old"
    done = coach("site", "mute.yaml", "-o", "public", *VOICE)
    assert (done.returncode, set(NO_SOUND.findall(done.stderr))) == (1, {words})


def test_a_silent_caution_is_shown(coach: Coach) -> None:
    """A session goes on with its caution on the screen, and says on standard error that it is silent."""
    mute(coach, caution="揉捏。")
    process = coach.start("play", "mute.yaml", "--through", "silent", "--no-history", *VOICE)
    try:
        assert process.stderr
        assert process.stdout
        assert NO_SOUND.findall(process.stderr.readline()) == ["揉捏。"]
        assert any("揉捏。" in line for line in process.stdout)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_letters_of_other_languages_that_sound(coach: Coach) -> None:
    """Words in other letters that the voice does speak are not reported."""
    mute(coach, cue="Think of the letter α.", caution="Привет.")
    done = coach("export", "mute.yaml", "-o", "mute.wav", *VOICE)
    assert (done.returncode, done.stderr) == (0, "")
