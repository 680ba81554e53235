"""Measures on recorded samples: where a known sound stands, where it is loud, where it is quiet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOUD = 200
"""Of 32768: far above the floor of the player, far below any cue."""


def lag(recorded: NDArray[np.int16], known: NDArray[np.int16]) -> int:
    """Return where `known` (frames, 2) stands in `recorded` (frames, 2): its first frame."""
    x, y = recorded[:, 0].astype(float), known[:, 0].astype(float)
    size = 1 << (len(x) + len(y)).bit_length()
    match = np.fft.irfft(np.fft.rfft(x, size) * np.conj(np.fft.rfft(y, size)), size)
    return int(np.argmax(match[: len(x)]))


def loud_at(recorded: NDArray[np.int16], threshold: int = LOUD) -> NDArray[np.intp]:
    """Return the frames at which either channel is over a threshold."""
    return np.flatnonzero(np.abs(recorded.astype(np.int32)).max(axis=1) > threshold)


def quiet_from(recorded: NDArray[np.int16], threshold: int = LOUD) -> int:
    """Return the first frame after the last loud one."""
    loud = loud_at(recorded, threshold)
    return int(loud[-1]) + 1 if loud.size else 0
