"""The pages about the library are true of the scripts that ship."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rig.command import Coach

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(path.stem for path in (ROOT / "scripts").glob("*.yaml"))
WANTED = {
    "forehead": "2/3/4", "skull-base": "2/3/4", "brow": "2/3/4", "temples": "2/3/4",
    "forehead-to-ears": "2/3/4", "neck-roll": "3/4/6", "eyes-mouth": "2/3/4", "jaw": "3/4/6",
    "chin-nose": "2/3/4", "chest-belly": "3/5/7", "blades-arms": "3/5/6", "scalp": "2/4/5",
    "face-down": "3/4/6", "back-of-shoulder": "3/5/7", "collarbone": "3/4/6",
    "neck-braid": "3/4/5", "upper-back": "4/6/8", "side-neck": "3/4/6",
    "shoulder-squeeze": "3/4/6", "lower-back": "6/10/13", "headache": "9/16/22",
    "neck": "10/16/23", "back": "9/15/21", "shoulders": "9/16/23", "face": "10/17/24",
    "wind-down": "9/15/21", "full": "20/35/45",
}  # fmt: skip
"""Minutes short/standard/long that the library sets out to have."""


def test_the_page_is_made_from_the_scripts() -> None:
    """docs/library.md is what its program prints today."""
    printed = subprocess.run(
        [sys.executable, ROOT / "docs" / "library.py"], capture_output=True, text=True, check=True
    ).stdout
    assert (ROOT / "docs" / "library.md").read_text() == printed


def _text(slug: str) -> str:
    return (ROOT / "scripts" / f"{slug}.yaml").read_text()


@pytest.mark.parametrize("slug", [slug for slug in SCRIPTS if "\nplay:" not in _text(slug)])
def test_every_technique_has_its_sentence(slug: str) -> None:
    """docs/sources.md names every technique, and each script names the article it comes from."""
    assert f"`{slug}`" in (ROOT / "docs" / "sources.md").read_text()
    assert re.search(r"^sources: \[00[02]_[0-9a-f]+\.txt", _text(slug), re.MULTILINE)


def test_all_that_was_asked_for_is_there() -> None:
    """The twenty techniques, the prone variant and the seven routines ship."""
    assert set(SCRIPTS) == {*WANTED, "face-down-prone"}


@pytest.mark.parametrize(("slug", "minutes"), WANTED.items())
def test_lengths(coach: Coach, slug: str, minutes: str) -> None:
    """Short, standard and long come within 10 % of what the library sets out to have."""
    for length, wanted in zip(("short", "standard", "long"), minutes.split("/"), strict=True):
        shown = json.loads(coach("show", slug, "--length", length, "--json").stdout)
        assert shown["seconds"] / 60 == pytest.approx(float(wanted), rel=0.1)


@pytest.mark.parametrize("length", ["short", "standard", "long"])
def test_the_library_obeys_its_own_rules(coach: Coach, length: str) -> None:
    """`coach check --strict` finds nothing in any shipped script, at any length."""
    checked = coach("check", "--strict", "--length", length)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("guide", ["full", "brief", "chimes"])
@pytest.mark.parametrize("slug", WANTED)
def test_cautions_and_exits_are_always_spoken(coach: Coach, slug: str, guide: str) -> None:
    """Whatever the guide, every caution is spoken, and the session ends with its closing words."""
    shown = json.loads(coach("show", slug, "--guide", guide, "--json").stdout)
    said = {word["text"] for step in shown["steps"] for word in step["words"]}
    cautions = {text for part in shown["techniques"] for text in part["cautions"]}
    assert cautions <= said
    assert any("complete" in text for text in said)
