"""A mixed session to the recording that a format writes, and to where it goes."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from voice_coach.export.chapters import chapters_of
from voice_coach.export.headroom import limited
from voice_coach.export.recording import Format, Quality, Recording
from voice_coach.export.render import Progress, counted, mono, render_blocks
from voice_coach.export.tags import tags_of
from voice_coach.picture.cover import cover
from voice_coach.plan.program import Program
from voice_coach.sound.mixer import Mixer
from voice_coach.temporary import temporary_folder


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is to be written."""

    quality: Quality = Quality.NORMAL
    mono: bool = False
    date: str = ""
    """The day that its tags tell, as ``2026-02-28``."""
    by: str = ""
    """Whom its tags name as the one who made it; empty: the program."""
    cover: bytes = b""
    """A picture, as PNG; empty: that of its part of the body."""


def prepare(
    program: Program, mixer: Mixer, form: Format, encoding: Encoding, progress: Progress
) -> Recording:
    """Return the recording of a session; it is mixed as its blocks are asked for."""
    timeline = mixer.timeline
    blocks = counted(render_blocks(mixer), progress)
    if encoding.mono:
        blocks = mono(blocks)
    if form.bit_rates:
        blocks = limited(blocks)
    return Recording(
        timeline.length,
        blocks,
        tags_of(program, encoding.date, by=encoding.by),
        chapters_of(timeline),
        lambda: encoding.cover or cover(program.techniques[0].heading.area.value),
        1 if encoding.mono else 2,
        encoding.quality,
    )


def sources(program: Program, scripts: Iterable[Path], bed: str) -> list[Path]:
    """Return every file that a session is made of: scripts, own sounds, an own bed."""
    found = [*scripts]
    for part in program.techniques:
        found.append(Path(part.heading.place.file))
        found += [Path(file) for _, file in part.chimes]
    if os.path.isfile(os.path.expanduser(bed)):
        found.append(Path(bed).expanduser())
    return list(dict.fromkeys(found))


@contextlib.contextmanager
def fitting(form: Format, file: BinaryIO) -> Iterator[BinaryIO]:
    """Yield a file that the format can write: this one, or one whose bytes go there at the end."""
    if form.streams or _has_own_name(file):
        yield file
        return
    with temporary_folder() as folder:
        with (folder / "file").open("xb") as whole:
            yield cast("BinaryIO", whole)
        with (folder / "file").open("rb") as read:
            shutil.copyfileobj(read, file)


def _has_own_name(file: BinaryIO) -> bool:
    """Tell whether it lies on a disk, alone, under the name that it gives."""
    try:
        return os.path.isfile(file.name) and os.path.samestat(
            os.stat(file.name), os.fstat(file.fileno())
        )
    except (OSError, TypeError, AttributeError):
        return False
