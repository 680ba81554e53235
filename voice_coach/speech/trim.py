"""The silence around a take, cut off. Plain Python: the child that speaks loads no numpy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from voice_coach.units import db_to_gain


class Trim(NamedTuple):
    """What counts as silence around a sentence, and how much of it stays."""

    before: float = -50.0
    """Decibels under the loudest sample; what is lower before the first sound is silence."""
    after: float = -50.0
    """The same, after the last."""
    keep_before: float = 0.015
    """Seconds kept, so that no consonant is lost."""
    keep_after: float = 0.030


_DEFAULT = Trim()
_MAGNITUDE = bytes(min(high, 255 - high) for high in range(256))
"""High byte of a 16-bit sample to that of its magnitude, one less where it is negative."""
_BLOCK = 256
_CHUNK = 1 << 15
"""Bytes looked at in one go: what is larger, each fork would have to ask the system for anew."""


def trimmed(pcm: bytes | bytearray, rate: int, trim: Trim = _DEFAULT) -> memoryview:
    """Return a take without the silence around it; `pcm` is 16-bit mono, `rate` in Hz."""
    samples = memoryview(pcm).cast("h")
    loudest = _loudest(pcm, samples)
    starts = range(0, len(samples), _BLOCK)
    if not (first := _over(loudest * db_to_gain(trim.before), samples, starts)):
        return memoryview(b"")
    last = _over(loudest * db_to_gain(trim.after), samples, reversed(starts))
    begin = max(0, first[0] - round(trim.keep_before * rate))
    return memoryview(pcm)[2 * begin : 2 * (last[-1] + 1 + round(trim.keep_after * rate))]


def _over(limit: float, samples: memoryview[int], starts: Iterable[int]) -> list[int]:
    """Return where samples over a limit stand in the first of the blocks that has any."""
    for start in starts:
        block = samples[start : start + _BLOCK]
        if block.tobytes().strip(b"\0") and (max(block) > limit or min(block) < -limit):
            return [start + index for index, value in enumerate(block) if abs(value) > limit]
    return []


def _loudest(pcm: bytes | bytearray, samples: memoryview[int]) -> int:
    """Return the largest magnitude; only samples with the largest high byte are looked at.

    A take has 60,000 samples: looking at each costs as much as speaking it.
    """
    loudest = 0
    for start in range(0, len(pcm), _CHUNK):
        high = pcm[start + 1 : start + _CHUNK : 2].translate(_MAGNITUDE)
        top = next(value for value in range(127, -1, -1) if value in high)
        at = high.find(top) if (top + 1) * 256 > loudest else -1
        while at >= 0:
            loudest = max(loudest, abs(samples[start // 2 + at]))
            at = high.find(top, at + 1)
    return loudest
