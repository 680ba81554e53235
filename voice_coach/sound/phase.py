"""A voice's peaks lowered by phase alone: the spectrum, and so the sound of it, stays.

A synthetic voice puts all harmonics of a pulse at one moment. Spread over a few milliseconds, as
radio stations do before their limiters, the same loudness needs lower peaks. No listening test was
made; `docs/sound.md` has what was measured.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

CORNER = 800.0
"""Hz."""
SECTIONS = 20
"""Together they hold back the lowest frequencies by 8 ms, those at `CORNER` by 4 ms. Fewer leave
more than one cue in twenty to the limiter."""


@lru_cache(maxsize=32)
def spread(size: int, rate: int) -> NDArray[np.complex64]:
    """Return the response of first-order all-passes in a row, at each frequency of a transform.

    A lead of about half their delay keeps each word in place. It is chosen so that the phase at
    the highest frequency is a whole number of half turns; else the response would ring.

    Args:
        size: of the transform.
        rate: in Hz.
    """
    turn = np.fft.rfftfreq(size) * 2  # in half turns a sample
    lag = 2 * SECTIONS * np.arctan(turn * (rate / 2 / CORNER))
    middle = round(rate * SECTIONS / (2 * np.pi * CORNER))
    lead = lag[-1] + np.pi * (middle - round(lag[-1] / np.pi))
    return np.asarray(np.exp(1j * (turn * lead - lag)), np.complex64)
