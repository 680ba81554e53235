"""Sentences to one take: the silence around each cut off, pauses between, no click at a join."""

from __future__ import annotations

import math
from collections.abc import Sequence

from voice_coach.speech.trim import Trim, trimmed

_DEFAULT = Trim()
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
