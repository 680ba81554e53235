"""A session's samples in order, mixed on all processors."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from voice_coach.sound.clip_store import SoundEvent
from voice_coach.sound.mixer import Mixer
from voice_coach.sound.pcm import Pcm

BLOCK = 1 << 16
"""Frames mixed at a time."""
WINDOW = 8 * BLOCK
"""Frames mixed by one thread, about 11 s."""
AHEAD = 4
"""Windows mixed ahead of what is written."""
LEAD = 2 * WINDOW
"""Frames by which clips are made ahead of what is mixed."""

Progress = Callable[[int], None]
"""Told how many more frames are done."""


def render_blocks(mixer: Mixer) -> Iterator[Pcm]:
    """Yield a session's samples in order, `BLOCK` frames at a time.

    All processors mix, each its windows: numpy and soxr let threads run side by side. Clips are
    made ahead of that: one that lasts into the next window would keep its thread waiting.
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
    """Yield the same blocks; tell of each when the next one is asked for."""
    for block in blocks:
        yield block
        progress(len(block))
