"""A script file to what it says: `Technique`, or `Routine` before its techniques are found."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from voice_coach.errors import CoachError, ScriptError
from voice_coach.script import document
from voice_coach.script.kinds.scalars import Kind, Report
from voice_coach.script.model import Heading, Routine, Technique


def read(path: Path) -> Technique | Routine:
    """Read a script: a technique whole, a routine without its techniques.

    Raises:
        ScriptError: with every problem found, each with its place.
        CoachError: the file cannot be opened.
    """
    from voice_coach.script.language import SCRIPT

    text = document.decode(_bytes(path), str(path))
    found: Technique | Routine = _build(document.parse(text, str(path)), SCRIPT)
    return replace(found, heading=_with_slug(found.heading, path))


def read_heading(path: Path) -> Heading:
    """Read only what is above a technique's steps; a routine's heading holds all of it.

    Raises:
        ScriptError, CoachError: as `read`.
    """
    from voice_coach.script.language import HEAD, ROUTINE

    top = document.parse(document.decode(_bytes(path), str(path)), str(path), stop_before="steps")
    routine = any(key.text == "play" for key, _ in top.entries)
    found = _build(top, ROUTINE if routine else HEAD)
    return _with_slug(found.heading if routine else found, path)


def _build(top: document.Mapping, kind: Kind) -> Any:
    report = Report()
    found = kind.read(top, report)
    if report.problems or found is None:
        raise ScriptError(report.problems)
    return found


def _with_slug(heading: Heading, path: Path) -> Heading:
    return replace(heading, slug=path.stem)


def _bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise CoachError(f"{path} is not a file; name a script, such as my-session.yaml.")
        with path.open("rb") as file:
            return file.read(document.MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise CoachError(f"Cannot read {path} ({why}); check its name and permissions.") from None
