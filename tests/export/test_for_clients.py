"""What a session says, and shows, of whoever gives it to a client."""

from __future__ import annotations

import json
from pathlib import Path

import mutagen
import pytest
from conftest import DATA
from rig.command import Coach

from voice_coach.picture.raster import encode

TINY = DATA / "tiny.yaml"
SAID = ("--voice", "tone", "--preamble", "short")
WORDS = ("--greeting", "Hello Maria, for {duration}.", "--closing", "Until Tuesday, Maria.")


def spoken(coach: Coach, *options: str) -> list[str]:
    """The words of a session, in order."""
    ran = coach("show", TINY, *SAID, *options, "--json")
    assert ran.returncode == 0, ran.stderr
    return [word["text"] for step in json.loads(ran.stdout)["steps"] for word in step["words"]]


def test_greeting_and_closing_leave_out_no_caution(coach: Coach) -> None:
    """A greeting comes first, a closing stands for the closing words; all else stays as it was."""
    plain, own = spoken(coach), spoken(coach, *WORDS)
    assert own[0] == "Hello Maria, for a minute."
    assert own[1:-2] == plain[:-2]
    assert (own[-2], plain[-2]) == ("Until Tuesday, Maria.", "Notice how you feel now.")
    assert own[-1] == plain[-1]


@pytest.mark.parametrize("option", ["--greeting", "--closing"])
@pytest.mark.parametrize("words", ["x" * 301, "{side}", "a\u202eb", "..."])
def test_words_that_can_not_be_spoken_are_refused(coach: Coach, option: str, words: str) -> None:
    """Words that no script could hold are refused in a line."""
    ran = coach("export", TINY, *SAID, option, words)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert not list(coach.folder.iterdir())


def test_name_and_cover_are_in_the_file(coach: Coach) -> None:
    """The name and the picture that were given are those that a player shows; both can be kept."""
    import numpy as np

    picture = encode(np.full((8, 8, 3), 200, np.uint8))
    (coach.folder / "logo.png").write_bytes(picture)
    options = ("--by", "Anna Berg", "--cover", "logo.png", "--format", "flac")
    assert coach("export", TINY, *SAID, *options, "--save").returncode == 0
    (coach.folder / "tiny.flac").unlink()
    again = coach("export", TINY, *SAID, cwd=coach.folder.parent)
    assert again.returncode == 0, again.stderr
    found = mutagen.File(coach.folder.parent / "tiny.flac")
    assert found["artist"] == ["Anna Berg"]
    assert found.pictures[0].data == picture


@pytest.mark.parametrize(("data", "told"), [(b"GIF89a", "not a PNG"), (None, "no such file")])
def test_a_cover_that_is_none_is_refused(coach: Coach, data: bytes | None, told: str) -> None:
    """What is no PNG, or not there, is refused before anything is spoken or written."""
    if data:
        (coach.folder / "x.png").write_bytes(data)
    ran = coach("export", TINY, *SAID, "--cover", "x.png", "-o", "y.wav")
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert told in ran.stderr
    assert not (coach.folder / "y.wav").exists()


def test_a_file_that_is_replaced_is_told(coach: Coach) -> None:
    """The line that tells of a file says where it stands in place of another."""
    first, second = (coach("export", TINY, *SAID, "-o", "x.wav").stdout for _ in range(2))
    assert "(replaced)" not in first
    assert "(replaced)" in second
    assert Path(coach.folder / "x.wav").exists()


def test_a_voice_of_another_language_is_told(coach: Coach) -> None:
    """A voice for Spanish would read English by Spanish rules: a line says so."""
    ran = coach("export", TINY, "--preamble", "short", "--voice", "es", "-o", "x.wav")
    assert ran.returncode == 0
    assert "es is a voice for es" in ran.stderr
    ran = coach("export", TINY, "--preamble", "short", "--voice", "en-gb+f2", "-o", "y.wav")
    assert (ran.returncode, ran.stderr) == (0, "")
