"""The installed package as a user meets it: run on every Python, from a built wheel, by `tox`."""

from __future__ import annotations

import json
import re
import wave
from importlib import metadata
from pathlib import Path

import pytest
from rig.command import Coach

import voice_coach

pytestmark = pytest.mark.slow

SHORT = Path(__file__).parents[1] / "data" / "short.yaml"


def test_a_session_is_exported_whole(coach: Coach) -> None:
    """A shipped session is spoken and exported; the file has the length that was planned."""
    exported = coach("export", "temples", "--length", "short")
    assert (exported.returncode, exported.stderr) == (0, "")
    shown = json.loads(coach("show", "temples", "--length", "short", "--json").stdout)
    with wave.open(str(coach.folder / "temples.wav")) as file:
        assert file.getnframes() == round(shown["seconds"] * 48_000)


def test_it_plays_to_the_end(coach: Coach) -> None:
    """A session plays to its end, silently and in real time."""
    brief = ("--from", "Last", "--preamble", "short", "--ending", "none")
    played = coach("play", SHORT, "--through", "silent", *brief)
    assert played.returncode == 0
    assert "Rest both hands." in played.stdout


def test_the_library_came_along(coach: Coach) -> None:
    """All shipped scripts are listed."""
    listed = json.loads(coach("list", "--json").stdout)["sessions"]
    assert len(listed) >= 28


@pytest.mark.nightly
def test_the_library_is_right(coach: Coach) -> None:
    """The whole library passes its own check, spoken by the voice that came along; `tox` runs this, too."""
    ran = coach("check", "--strict")
    assert ran.returncode == 0, ran.stdout


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


def test_licences_came_along(coach: Coach) -> None:
    """The notice names every package that comes along, and each text that it points to is there."""
    notice = coach("voices", "licences").stdout
    asked = metadata.requires("voice-coach") or []
    shipped = [text for text in asked if not re.search("extra == .(dev|test)", text)]
    names = {re.split(r"[^\w-]", text)[0] for text in shipped}
    assert {"hibari-tts", "onnxruntime", "espeakng-loader", "av"} <= names
    told = set(re.findall(r"[\w-]+", notice))
    assert names - told == set()
    texts = set(re.findall(r"[\w.-]+\.txt", notice)) - {"ThirdPartyNotices.txt"}
    assert len(texts) >= 6
    assert [text for text in texts if len(licence(text)) < 1000] == []
    assert "Kokoro-82M" in licence("hibari-tts-NOTICE.txt")


def licence(name: str) -> str:
    """A text as it came with the wheel; in a checkout, as it will."""
    checkout = Path(voice_coach.__file__).parents[1] / "licences" / name
    if checkout.is_file():
        return checkout.read_text("utf-8")
    files = metadata.files("voice-coach") or []
    found = [file for file in files if file.name == name and ".dist-info" in str(file)]
    return found[0].read_text("utf-8") if found else ""


def test_what_a_site_is_made_of_came_along() -> None:
    """Templates, scripts and style lie beside the code that reads them."""
    site = Path(voice_coach.__file__).parent / "site"
    kinds = {
        path.suffix for folder in ("templates", "assets") for path in (site / folder).iterdir()
    }
    assert {".html", ".js", ".css"} <= kinds
