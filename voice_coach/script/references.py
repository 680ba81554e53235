"""Kinds that name something else: another script, a sound file beside the script."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from voice_coach.errors import Place, assert_never, printable
from voice_coach.script import model
from voice_coach.script.document import Node
from voice_coach.script.kinds.scalars import Report, Schema, Text
from voice_coach.script.model import Block, Cue, Reference, Say

MOST_CUES = 5_000
"""Of a session with all its rounds and sides; the densest shipped script, ten hours long, has 4,000."""

_OF_SIDES = frozenset({"side", "Side", "other", "Other"})
_OF_ROUNDS = frozenset({"round", "rounds"})


def cues(block: Block) -> int:
    """Return how many cues a block comes to at most, with all its rounds and sides."""
    return sum(_count(cue) for cue in block)


def _count(cue: Cue) -> int:
    match cue:
        case model.Rounds():
            return cue.most * cues(cue.do)
        case model.Sides():
            return len(cue.over) * cues(cue.do) + cues(cue.between or ())
        case model.Step():
            return cues(cue.do)
        case model.Hold():
            return 1 + len(cue.reminders)
        case Say() | model.Wait() | model.Ready() | model.Chime() | model.Breathe():
            return 1
        case _:
            assert_never(cue)


def misplaced(
    block: Block, unknown: frozenset[str] = _OF_SIDES | _OF_ROUNDS
) -> Iterator[tuple[Place, str]]:
    """Yield each placeholder that has no meaning where it is: its place, and why."""
    for cue in block:
        for place, text in _texts(cue):
            for name in re.findall(r"\{(\w+)\}", text):
                if name in unknown:
                    around = "sides" if name in _OF_SIDES else "rounds"
                    yield place, f'"{{{name}}}" has no meaning outside "{around}"'
        match cue:
            case model.Rounds():
                yield from misplaced(cue.do, unknown - _OF_ROUNDS)
            case model.Step():
                yield from misplaced(cue.do, unknown)
            case model.Sides():
                yield from misplaced(cue.do + (cue.between or ()), unknown - _OF_SIDES)
            case _:
                pass


def _texts(cue: Cue) -> Iterator[tuple[Place, str]]:
    """Yield what a cue itself shows or says, with its place."""
    match cue:
        case Say():
            yield from ((cue.place, text) for text in cue.every)
        case model.Hold():
            says = [cue.say] if cue.say else []
            says += [reminder.say for reminder in cue.reminders]
            yield from ((say.place, text) for say in says for text in say.every)
        case model.Step():
            yield cue.place, cue.title
        case (
            model.Wait()
            | model.Ready()
            | model.Chime()
            | model.Breathe()
            | model.Rounds()
            | model.Sides()
        ):
            pass
        case _:
            assert_never(cue)


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
        """Text: a schema cannot look at files."""
        return _NAME.schema()


class SoundFile(Struct, frozen=True):
    """An author's own sound, which must be in the script's folder."""

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
        """Text: a schema cannot look at files."""
        return _FILE.schema()


def _fault(full: Path, folder: Path) -> str:
    if folder not in full.parents:
        return "is outside the script's folder; copy it next to the script"
    if full.suffix.lower() not in SOUND_SUFFIXES:
        return f"is not one of {', '.join(SOUND_SUFFIXES)}"
    try:
        about = full.stat()
    except (OSError, ValueError):
        about = None
    if about is None or not stat.S_ISREG(about.st_mode):
        return "does not exist, or is not a regular file"
    if about.st_size > MAX_SOUND_BYTES:
        return "is over 20 MiB; chimes are short"
    return ""
