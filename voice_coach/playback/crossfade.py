"""No step in the signal: what sounded falls away under what follows, and a volume glides."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from voice_coach.sound.chimes import rise
from voice_coach.sound.files import Block
from voice_coach.units import db_to_gain, frames

FADE = frames(0.010)
STEP = 2.0
"""Decibels of a press of louder or softer."""
QUIETEST = -30.0

RISE = rise(FADE)[:, None]
_FALL = np.ascontiguousarray(RISE[::-1])


@dataclass(slots=True)
class FadeOut:
    """What falls away."""

    _left: Block = field(default_factory=lambda: np.zeros((0, 2), np.float32), init=False)

    def add_falling(self, sound: Block) -> None:
        """Add at most `FADE` frames, falling, to whatever comes next."""
        falling = sound * _FALL[: len(sound)]
        longer, shorter = sorted((falling, self._left), key=len, reverse=True)
        self._left = longer.copy()
        self._left[: len(shorter)] += shorter

    def mix_into(self, out: Block) -> None:
        """Add what is left to a block; the next block gets what did not fit."""
        part = self._left[: len(out)]
        out[: len(part)] += part
        self._left = self._left[len(part) :]


@dataclass(slots=True)
class Volume:
    """How loud it is, in dB; at most 0."""

    decibels: float = 0.0
    _gain: float = field(init=False)

    def __post_init__(self) -> None:
        self._gain = db_to_gain(self.decibels)

    def turn(self, steps: int) -> bool:
        """Turn it up by steps, or down; return False where it can go no further."""
        decibels = self.decibels + steps * STEP
        if not QUIETEST <= decibels <= 0.0:
            return False
        self.decibels = decibels
        return True

    @property
    def percent(self) -> int:
        """The same in percent of full."""
        return round(100 * db_to_gain(self.decibels))

    def gains(self, count: int) -> Block:
        """Return the factor of each of the next `count` frames: a turn glides over one block."""
        wanted = db_to_gain(self.decibels)
        gains = np.linspace(self._gain, wanted, count, dtype=np.float32)[:, None]
        self._gain = wanted
        return gains
