"""Sample rate conversion: the one module that imports soxr."""

from __future__ import annotations

import numpy as np
import soxr

from voice_coach.sound.spectrum import Mono
from voice_coach.units import RATE


def at_rate(samples: Mono, rate: int) -> Mono:
    """Return a clip at `units.RATE`.

    Args:
        samples: float32, shape (frames,).
        rate: theirs, in Hz.
    """
    if rate == RATE:
        return samples
    converted: Mono = soxr.resample(samples, rate, RATE).astype(np.float32, copy=False)
    return converted
