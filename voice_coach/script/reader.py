"""A script file to what it says: `Technique`, or the `Heading` of a routine."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from voice_coach.errors import CoachError, ScriptError
from voice_coach.script import document
from voice_coach.script.kinds.base import Kind, Report
from voice_coach.script.model import Heading, Technique


def read(path: Path) -> Technique | Heading:
    """Read a script: a technique whole, of a routine its heading.

    Raises:
        ScriptError: with every problem found, each with its place.
        CoachError: the file can not be opened.
    """
    from voice_coach.script.language import SCRIPT

    text = document.decode(_bytes(path), str(path))
    found = _build(document.parse(text, str(path)), SCRIPT)
    if isinstance(found, Technique):
        return replace(found, heading=_with_slug(found.heading, path))
    return _with_slug(found, path)


def read_heading(path: Path) -> Heading:
    """Read only what stands above a technique's steps; a routine's heading holds all of it.

    Raises:
        ScriptError, CoachError: as `read`.
    """
    from voice_coach.script.language import HEAD, ROUTINE

    top = document.parse(document.decode(_bytes(path), str(path)), str(path), stop_before="steps")
    kind = ROUTINE if any(key.text == "play" for key, _ in top.entries) else HEAD
    return _with_slug(_build(top, kind), path)


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
        raise CoachError(f"{path} can not be read ({why}); check its name and rights.") from None
