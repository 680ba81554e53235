"""An author's own words for a pronunciation: for the voice, not for the eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_coach.library import catalog
from voice_coach.plan.arrange import arrange
from voice_coach.plan.context import respelled
from voice_coach.plan.program import Narration, build_program
from voice_coach.plan.slots import SpeechSlot

SCRIPT = """coach: 1
title: {title}
summary: S.
area: body
position: sitting
say-as: {{psoas: {read}, psoas major: {read} maker}}
steps:
  - say: The psoas.
  - say: "{{title}}"
"""
ROUTINE = """coach: 1
title: Both of psoas
summary: S.
area: body
play: [one, two]
"""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The psoas.", "The so-az."),
        ("PSOAS, psoas", "so-az, so-az"),
        ("Psoas major.", "so-az maker."),
        ("psoases, xpsoas", "psoases, xpsoas"),
        ("", ""),
    ],
)
def test_whole_words_are_respelled(text: str, read: str) -> None:
    """A phrase is replaced where it stands whole, the longest first, in capitals or not."""
    respellings = (("psoas", "so-az"), ("psoas major", "so-az maker"))
    assert respelled(text, respellings) == read
    assert respelled(text, ()) == text


def spoken(path: Path) -> dict[str, list[str]]:
    """What the voice reads for each text of a script that is not read as it stands."""
    program = build_program([catalog.load(path)])
    slots = arrange(program, Narration(), 1.0, 1)
    lines = [slot.line for slot in slots if isinstance(slot, SpeechSlot) and slot.line]
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.spoken:
            found.setdefault(line.text, []).append(line.spoken)
    return found


def test_a_script_respells_its_own_words(tmp_path: Path) -> None:
    """Intro, title and steps are read as the script says; the texts stay as written."""
    file = tmp_path / "one.yaml"
    file.write_text(SCRIPT.format(title="Psoas", read="so-az"))
    assert spoken(file) == {
        "Psoas. About a minute.": ["so-az. About a minute."],
        "The psoas.": ["The so-az."],
        "Psoas": ["so-az"],
    }


def test_each_technique_of_a_routine_has_its_own(tmp_path: Path) -> None:
    """In a routine each technique is read as its script says; what is common, as the first does."""
    for name, read in (("one", "first"), ("two", "second")):
        (tmp_path / f"{name}.yaml").write_text(SCRIPT.format(title=name, read=read))
    (tmp_path / "both.yaml").write_text(ROUTINE)
    found = spoken(tmp_path / "both.yaml")
    assert found["The psoas."] == ["The first.", "The second."]
    assert found["Both of psoas. About a minute."] == ["Both of first. About a minute."]
