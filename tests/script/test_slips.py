"""The common slips of the pen, told at their place and in an author's words, by either YAML parser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from voice_coach.errors import ScriptError
from voice_coach.script import document, language
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.slips import Fault, slip

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: x\n"
STEPS = {
    "a colon in a text": ("- say: Left side: hold it", 10, 'quotes: - say: "Left side: hold it"'),
    "two keys in one line": ("- say: x wait: 5s", 10, "text with a colon"),
    "no space after the colon": ("- say:Hello there", 5, 'a space is missing after "say:"'),
    "no space after the dash": (
        "-say: Hello\n  - wait: 5s",
        3,
        "a space is missing after the dash",
    ),
    "an open quote": ('- say: "Hello\n  - wait: 5s', 10, 'has no closing "'),
    "an apostrophe in single quotes": (
        "- say: 'Don't press.'",
        10,
        "there is a ' inside the quotes",
    ),
    "words after a quote": ('- say: "Hello" there\n  - wait: 5s', 10, "text after"),
    "quotes inside quotes": ('- say: "Say "ah" now."\n  - wait: 5s', 10, 'there is a " inside'),
    "a placeholder first": ("- say: {side} hand up\n  - wait: 5s", 10, "begins with {"),
    "a placeholder alone": ("- say: {Side}", 10, "begins with {"),
    "a star first": ("- say: *gently* press", 10, "begins with *"),
    "an at sign first": ("- say: @home", 10, "begins with @"),
    "curly quotes": ("- say: “Left: hold”", 10, "straight"),
    "no dash": ("- say: x\n  wait: 5s", (8, 3), 'starts with "- "'),
    "too far in": ("- say: x\n    - wait: 5s", (8, 5), "starts in column 5"),
    "too far out": ("- say: x\n - wait: 5s", (8, 2), "starts in column 2"),
    "a tab": ("- hold: 20s\n\tsay: x", (8, 1), "a tab is used for indentation"),
}
HEADS = {
    "a colon in a title": ("title: Neck: the long one", 8, "text with a colon"),
    "no space in a title": ("title:Tired hands", 1, 'a space is missing after "title:"'),
    "no colon": ("title Tired hands", 1, "a colon is missing"),
    "an equals sign": ("title = Tired hands", 1, "not by ="),
    "an open bracket": ("title: T\nneeds: [ball, mat", (3, 8), "[ is not closed by ]"),
}


def problem(text: str) -> tuple[int, int, str]:
    """The one problem of a script: its line, its column, and what is told."""
    report = Report()
    try:
        language.SCRIPT.read(document.parse(text, "x.yaml"), report)
        (found,) = report.problems
    except ScriptError as fault:
        (found,) = fault.problems
    return found.place.line, found.place.column, found.message


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each of the parsers that a script may meet."""
    monkeypatch.setattr(document, "_LOADER", getattr(yaml, request.param))


@pytest.mark.parametrize("name", STEPS)
def test_slips_in_a_step(name: str) -> None:
    """A slip in a step is told where it is to be mended, without a word of the parser's."""
    line, at, told = STEPS[name]
    where = at if isinstance(at, tuple) else (7, at)
    found = problem(f"{HEAD}steps:\n  {line}\n")
    assert found[:2] == where
    assert told in found[2]
    assert "mapping" not in found[2]


@pytest.mark.parametrize("name", HEADS)
def test_slips_in_the_heading(name: str) -> None:
    """A slip above the steps, too."""
    line, at, told = HEADS[name]
    found = problem(HEAD.replace("title: T", line) + "steps:\n  - say: x\n")
    assert found[:2] == (at if isinstance(at, tuple) else (2, at))
    assert told in found[2]


def test_what_is_no_common_slip_is_left_to_the_parser() -> None:
    """Where none of them fits, the parser's own words stand at its place."""
    assert slip("a: b\n", Fault("found a strange escape", 0, 3, None)) is None
    assert "not YAML" in problem(f"%YAML 1.{'1' * 5000}\n---\n{HEAD}steps:\n  - say: x\n")[2]
