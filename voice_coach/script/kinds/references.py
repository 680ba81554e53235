"""Kinds that name something else: another script, a sound file beside the script."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msgspec import Struct

from voice_coach.errors import printable
from voice_coach.script.document import Node
from voice_coach.script.kinds.kind import Report, Schema
from voice_coach.script.kinds.scalars import Text
from voice_coach.script.model import Reference

MAX_SOUND_BYTES = 20 * 1024 * 1024
SOUND_SUFFIXES = (".wav", ".flac", ".ogg")

_NAME = Text(80)
_FILE = Text(200)


class ScriptName(Struct, frozen=True):
    """The name of a script, which the library looks up."""

    def read(self, node: Node, report: Report) -> Reference | None:
        """Return the name with its place."""
        name = _NAME.read(node, report)
        if name is None:
            return None
        if Path(name).name != name:
            report.add(node, f'"{printable(name)}": name a technique, not a path')
            return None
        return Reference(node.place, name)

    def schema(self) -> Schema:
        """Text; what it names is not told."""
        return _NAME.schema()


class SoundFile(Struct, frozen=True):
    """An author's own sound, which must lie in the script's folder."""

    def read(self, node: Node, report: Report) -> str | None:
        """Return its full path."""
        file = _FILE.read(node, report)
        if file is None:
            return None
        folder = Path(os.path.realpath(Path(node.place.file).parent))
        full = Path(os.path.realpath(folder / file))
        fault = _fault(full, folder)
        if fault:
            report.add(node, f'the sound "{printable(file)}" {fault}')
            return None
        return str(full)

    def schema(self) -> Schema:
        """Text; what it names is not told."""
        return _FILE.schema()


def _fault(full: Path, folder: Path) -> str:
    if folder not in full.parents:
        return "lies outside the script's folder; copy it beside the script"
    if full.suffix.lower() not in SOUND_SUFFIXES:
        return f"is not one of {', '.join(SOUND_SUFFIXES)}"
    try:
        about = full.stat()
    except (OSError, ValueError):
        about = None
    if about is None or not stat.S_ISREG(about.st_mode):
        return "is not there, or not a plain file"
    if about.st_size > MAX_SOUND_BYTES:
        return "is over 20 MiB; chimes are short"
    return ""
