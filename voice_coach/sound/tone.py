"""Tone shaping of the voice: a gentle high shelf that takes the edge off a formant synthesizer.

`docs/voice.md` tells what it costs in words understood: nothing that a recogniser could measure. No
listening test was made.
"""

from __future__ import annotations

from enum import Enum

import numpy as np

from voice_coach.sound.loudness import Mono, fast_size

SHELF = 3000.0
"""Hz at which half of the cut is reached."""
CUT = -5.0
"""Decibels far above `SHELF`."""


class VoiceTone(str, Enum):
    """How the voice is shaped."""

    PLAIN = "plain"
    """As the engine makes it."""
    SOFT = "soft"
    """Less edge."""


def softened(clip: Mono, rate: int) -> Mono:
    """Return a clip through the shelf.

    The response is that of the first-order analogue shelf (s + w0 / sqrt(g)) / (s + w0 * sqrt(g))
    times g, in magnitude, without phase: it neither rings nor delays a consonant.

    Args:
        clip: float32, shape (frames,).
        rate: in Hz.
    """
    size = fast_size(len(clip) + rate // 20)
    ratio = np.fft.rfftfreq(size, 1 / rate) / SHELF
    gain = 10 ** (CUT / 20)
    response = np.sqrt((1 + gain * ratio**2) / (1 + ratio**2 / gain)).astype(np.float32)
    shaped = np.fft.irfft(np.fft.rfft(clip, size) * response, size)[: len(clip)]
    return np.asarray(shaped, np.float32)
