"""The floor: faint noise under everything, without an end."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from voice_coach.sound.pcm import Block, Pcm, to_pcm
from voice_coach.units import db_to_gain

LEVEL = db_to_gain(-70.0)
"""RMS of the noise: a device that gets no true silence does not fall asleep."""
_LENGTH = 1 << 16
_Sample = TypeVar("_Sample", bound=np.generic)


def _noise() -> Block:
    """Return white noise: bytes of a hash are as even, and at hand before numpy's generators are."""
    data = hashlib.shake_128(b"floor").digest(_LENGTH * 4)
    values = np.frombuffer(data, "<i2").reshape(_LENGTH, 2)
    return np.asarray(values * np.float32(LEVEL * math.sqrt(3) / 32768), np.float32)


@dataclass(slots=True)
class Floor:
    """The noise, over and over: a block depends on its frame alone."""

    _noise: Block = field(default_factory=_noise, init=False)
    _pcm: Pcm = field(init=False)

    def __post_init__(self) -> None:
        self._pcm = to_pcm(self._noise)

    def block(self, start: int, count: int) -> Block:
        """Return `count` frames from `start`, to write into."""
        return np.array(_tiled(self._noise, start, count))

    def pcm(self, start: int, count: int) -> Pcm:
        """Return the same as 16-bit samples, to read."""
        return _tiled(self._pcm, start, count)


def _tiled(tile: NDArray[_Sample], start: int, count: int) -> NDArray[_Sample]:
    """Return `count` rows of an endlessly repeated tile, a view where that is possible."""
    offset = start % len(tile)
    if offset + count <= len(tile):
        return tile[offset : offset + count]
    rows = np.arange(offset, offset + count) % len(tile)
    return np.asarray(tile[rows])
