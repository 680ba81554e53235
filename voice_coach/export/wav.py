"""A session as WAV: 48 kHz, stereo, 16 bit; RF64 where it outgrows 4 GiB."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

from voice_coach.sound.mixer import Mixer, Pcm
from voice_coach.units import RATE

BLOCK = 1 << 16
"""Frames mixed at a time."""
WINDOW = 8 * BLOCK
"""Frames mixed by one thread, about 11 s."""
AHEAD = 4
"""Windows mixed ahead of what is written."""
_FRAME = 4
"""Bytes: two channels of two bytes."""
_RIFF_MOST = 0xFFFF_FFFF - 36

Progress = Callable[[int], None]
"""Told how many more frames are done."""


def header(frames: int) -> bytes:
    """Return the header of a WAV file of `frames`, known before the first one is written.

    Up to 4 GiB it is plain RIFF; beyond, RF64 with its 64-bit sizes (EBU Tech 3306). It is our
    own because the length is known here: the same bytes go to a file and down a pipe, where no
    writer can come back to fill in sizes.
    """
    data = frames * _FRAME
    form = b"fmt " + _le(16, 4) + _le(1, 2) + _le(2, 2) + _le(RATE, 4) + _le(RATE * _FRAME, 4)
    form += _le(_FRAME, 2) + _le(16, 2)
    if data <= _RIFF_MOST:
        return b"RIFF" + _le(36 + data, 4) + b"WAVE" + form + b"data" + _le(data, 4)
    sizes = b"ds64" + _le(28, 4) + _le(72 + data, 8) + _le(data, 8) + _le(frames, 8) + _le(0, 4)
    filler = b"\xff" * 4
    return b"RF64" + filler + b"WAVE" + sizes + form + b"data" + filler


def write(mixer: Mixer, file: BinaryIO, progress: Progress = lambda frames: None) -> int:
    """Write a whole session; returns the number of bytes.

    Raises:
        OSError: as `file` raises it.
    """
    length = mixer.timeline.length
    head = header(length)
    file.write(head)
    for block in blocks(mixer):
        file.write(_little(block).data)
        progress(len(block))
    return len(head) + length * _FRAME


def blocks(mixer: Mixer) -> Iterator[Pcm]:
    """Yield a session's samples in order, `BLOCK` frames at a time.

    All processors mix, each its windows: numpy and soxr let threads run side by side.
    """
    length = mixer.timeline.length
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        mixed: deque[Future[list[Pcm]]] = deque()
        for start in range(0, length, WINDOW):
            mixed.append(pool.submit(_window, mixer, start, min(start + WINDOW, length)))
            if len(mixed) > AHEAD:
                yield from mixed.popleft().result()
        while mixed:
            yield from mixed.popleft().result()


def _window(mixer: Mixer, start: int, stop: int) -> list[Pcm]:
    return [mixer.pcm(at, min(BLOCK, stop - at)) for at in range(start, stop, BLOCK)]


def _little(block: Pcm) -> Pcm:
    return block.byteswap() if sys.byteorder == "big" else block


def _le(value: int, size: int) -> bytes:
    return value.to_bytes(size, "little")
