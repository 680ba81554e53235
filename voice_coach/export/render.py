"""A session's samples in order, mixed on all processors."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, cast

import numpy as np

from voice_coach.atomic import temporary_folder
from voice_coach.export.recording import Format, Quality, Recording
from voice_coach.export.tags import tags_of
from voice_coach.picture.cover import cover
from voice_coach.plan.program import Program
from voice_coach.sound.clips import SoundEvent
from voice_coach.sound.files import Pcm
from voice_coach.sound.limiter import limit_blocks
from voice_coach.sound.mixer import Mixer

BLOCK = 1 << 16
"""Frames mixed at a time."""
WINDOW = 8 * BLOCK
"""Frames mixed by one thread, about 11 s."""
AHEAD = 4
"""Windows mixed ahead of what is written."""
LEAD = 2 * WINDOW
"""Frames by which the making of clips is ahead of the mixing."""

Progress = Callable[[int], None]
"""Called with how many more frames are done."""


def render_blocks(mixer: Mixer) -> Iterator[Pcm]:
    """Yield a session's samples in order, `BLOCK` frames at a time.

    All processors mix, each its windows: numpy and soxr let threads run side by side. Clips are
    made ahead of that: else two threads whose windows share a clip would wait for one of them.
    """
    length = mixer.timeline.length
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        mixed: deque[Future[list[Pcm]]] = deque()
        for start in range(0, length, WINDOW):
            for event in _soon(mixer, start):
                pool.submit(mixer.make, event)
            mixed.append(pool.submit(_window, mixer, start, min(start + WINDOW, length)))
            if len(mixed) > AHEAD:
                yield from mixed.popleft().result()
        while mixed:
            yield from mixed.popleft().result()


def _soon(mixer: Mixer, start: int) -> list[SoundEvent]:
    """Return what begins `LEAD` after a window does; after the first one, all until then, too."""
    first = start + LEAD if start else 0
    return mixer.beginning(first, start + LEAD + WINDOW - first)


def _window(mixer: Mixer, start: int, stop: int) -> list[Pcm]:
    return [mixer.pcm(at, min(BLOCK, stop - at)) for at in range(start, stop, BLOCK)]


def mono(blocks: Iterable[Pcm]) -> Iterator[Pcm]:
    """Yield blocks of one channel, the mean of both; shape (frames, 1)."""
    for block in blocks:
        whole = np.rint(block.mean(axis=1, dtype=np.float32, keepdims=True))
        yield whole.astype(np.int16)


def counted(blocks: Iterable[Pcm], progress: Progress) -> Iterator[Pcm]:
    """Yield the same blocks; report each when the next one is asked for."""
    for block in blocks:
        yield block
        progress(len(block))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file is to be written."""

    quality: Quality = Quality.NORMAL
    mono: bool = False
    date: str = ""
    """The day in its tags, as ``2026-02-28``."""
    by: str = ""
    """The artist in its tags; empty: the program."""
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
        blocks = limit_blocks(blocks)
    return Recording(
        timeline.length,
        blocks,
        tags_of(program, encoding.date, by=encoding.by),
        timeline.chapters(),
        lambda: encoding.cover or cover(program.techniques[0].heading.area.value),
        1 if encoding.mono else 2,
        encoding.quality,
    )


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
    """Return whether it is a file on a disk, under the name that it gives."""
    try:
        return os.path.isfile(file.name) and os.path.samestat(
            os.stat(file.name), os.fstat(file.fileno())
        )
    except (OSError, TypeError, AttributeError):
        return False
