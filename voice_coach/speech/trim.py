"""The silence around a take, cut off. Plain Python: the child that speaks loads no numpy."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.units import db_to_gain

KEEP_BEFORE = 0.015
KEEP_AFTER = 0.030
"""Seconds kept around the sound, so that no consonant is lost."""
_SILENT = db_to_gain(-50.0)
"""Of the loudest sample: -50 dB."""
_MAGNITUDE = bytes(min(high, 255 - high) for high in range(256))
"""High byte of a 16-bit sample to that of its magnitude, one less where it is negative."""
_BLOCK = 256
_CHUNK = 1 << 15
"""Bytes looked at in one go: what is larger, each fork would have to ask the system for anew."""


def trimmed(pcm: bytes | bytearray, rate: int) -> memoryview:
    """Return a take without the silence around it; `pcm` is 16-bit mono, `rate` in Hz."""
    samples = memoryview(pcm).cast("h")
    limit = _loudest(pcm, samples) * _SILENT
    starts = range(0, len(samples), _BLOCK)
    if not (first := _over(limit, samples, starts)):
        return memoryview(b"")
    last = _over(limit, samples, reversed(starts))
    begin = max(0, first[0] - round(KEEP_BEFORE * rate))
    return memoryview(pcm)[2 * begin : 2 * (last[-1] + 1 + round(KEEP_AFTER * rate))]


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
