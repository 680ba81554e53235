"""What goes to a voice and what comes back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from voice_coach.units import RATE, db_to_gain


class Utterance(Struct, frozen=True):
    """Sentences to speak in a row."""

    sentences: tuple[str, ...]
    voice: str
    rate: int
    """Words a minute, as the engine counts them."""
    pause: float = 0.0
    """Seconds of silence between two sentences."""

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(self.sentences)


class Take(Struct, frozen=True):
    """What was spoken, without the silence around it."""

    rate: int
    """In Hz."""
    pcm: bytes
    """Signed 16 bit, little-endian, mono."""

    @property
    def frames(self) -> int:
        """Frames it takes on a timeline, at `units.RATE`; rounded up."""
        return frames_of(len(self.pcm), self.rate)


def frames_of(size: int, rate: int) -> int:
    """Return the frames on a timeline of `size` bytes of PCM at `rate` Hz; rounded up."""
    samples = size // 2
    return (samples * RATE + rate - 1) // rate


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
"""Bytes looked at in one go: for anything larger, each fork would have to ask the system for memory."""


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
    """Return the indices of the samples over a limit in the first block that has any."""
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


FADE = 0.005
"""Seconds in which a sentence that meets a pause comes up and goes down."""


def joined(sentences: Sequence[bytearray], pause: float, rate: int, trim: Trim = _DEFAULT) -> bytes:
    """Return sentences in a row, or nothing if one of them is silent.

    Args:
        sentences: 16-bit mono PCM; changed here.
        pause: seconds between two.
        rate: in Hz.
        trim: what of each is silence.
    """
    parts = [trimmed(pcm, rate, trim) for pcm in sentences]
    if not all(parts):
        return b""
    if len(parts) == 1:
        return bytes(parts[0])
    for part in parts:
        _fade(part.cast("h"), round(FADE * rate))
    return bytes(2 * round(pause * rate)).join(parts)


def _fade(samples: memoryview[int], count: int) -> None:
    """Fade both ends by raised cosines, in place."""
    for index in range(min(count, len(samples) // 2)):
        level = 0.5 - 0.5 * math.cos(math.pi * (index + 0.5) / count)
        for at in (index, -1 - index):
            samples[at] = round(samples[at] * level)
