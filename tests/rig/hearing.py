"""Measures on recorded samples: where a known sound stands, where it is loud, where it is quiet."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LOUD = 200
"""Of 32768: far above the floor of the player, far below any cue."""


def read(path: Path) -> NDArray[np.int16]:
    """Return the samples of a stereo WAV file, shape (frames, 2)."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


GAP = 48
"""Frames: by chance two of the floor's are zero now and then, but never so many."""


def gaps(recorded: NDArray[np.int16]) -> list[int]:
    """Return the length of each run of true silence, in frames: the player never makes any."""
    edges = np.flatnonzero(np.diff(recorded.any(axis=1), prepend=True, append=True))
    return [int(length) for length in np.diff(edges)[::2] if length >= GAP]


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
