"""The silence around a take, cut off. Plain Python: the child that speaks loads no numpy."""

from __future__ import annotations

import array
import re
import sys
from collections.abc import Iterable

from voice_coach.units import factor

KEEP_BEFORE = 0.015
KEEP_AFTER = 0.030
"""Seconds kept around the sound, so that no consonant is lost."""
_SILENT = factor(-50.0)
"""Of the loudest sample: -50 dB."""
_MAGNITUDE = bytes(min(high, 255 - high) for high in range(256))
"""High byte of a 16-bit sample to that of its magnitude, one less where it is negative."""
_BLOCK = 256


def trimmed(pcm: bytes | bytearray, rate: int) -> bytes:
    """Cut the silence around a take; `pcm` is 16-bit mono, `rate` in Hz."""
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    limit = _loudest(pcm, samples) * _SILENT
    starts = range(0, len(samples), _BLOCK)
    if not (first := _over(limit, samples, starts)):
        return b""
    last = _over(limit, samples, reversed(starts))
    begin = max(0, first[0] - round(KEEP_BEFORE * rate))
    return bytes(memoryview(pcm)[2 * begin : 2 * (last[-1] + 1 + round(KEEP_AFTER * rate))])


def _over(limit: float, samples: array.array[int], starts: Iterable[int]) -> list[int]:
    """Return where samples over a limit stand in the first of the blocks that has any."""
    for start in starts:
        block = samples[start : start + _BLOCK]
        if max(block) > limit or min(block) < -limit:
            return [start + index for index, value in enumerate(block) if abs(value) > limit]
    return []


def _loudest(pcm: bytes | bytearray, samples: array.array[int]) -> int:
    """Return the largest magnitude; only samples with the largest high byte are looked at.

    A take has 60,000 samples: looking at each costs as much as speaking it.
    """
    high = pcm[1::2].translate(_MAGNITUDE)
    top = next((value for value in range(127, -1, -1) if value in high), 0)
    byte = re.escape(bytes([top]))
    return max((abs(samples[at.start()]) for at in re.finditer(byte, high)), default=0)
