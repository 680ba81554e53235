"""Tone shaping of the voice: a gentle high shelf that takes the edge off a formant synthesizer.

`docs/voice.md` tells what it costs in words understood: nothing that a recogniser could measure. No
listening test was made.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voice_coach.units import db_to_gain

SHELF = 3000.0
"""Hz at which half of the cut is reached."""
CUT = -5.0
"""Decibels far above `SHELF`."""


@lru_cache(maxsize=32)
def shelf(size: int, rate: int) -> NDArray[np.float32]:
    """Return the soft tone's magnitude at each frequency of a transform of `size` at `rate` Hz.

    It is that of the first-order analogue shelf (s + w0 / sqrt(g)) / (s + w0 * sqrt(g)) times g.
    """
    ratio = np.fft.rfftfreq(size, 1 / rate) / SHELF
    gain = db_to_gain(CUT)
    power = (1 + gain * ratio**2) / (1 + ratio**2 / gain)
    return np.sqrt(power).astype(np.float32)
