"""No step in the signal: what was cut off falls away under what follows, and a volume glides.

A jump in the signal is a click, however soft the sound: its energy is spread over all frequencies.
A ramp of 10 ms is long enough to keep it below hearing, and short enough to seem immediate.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from voice_coach.sound.chimes import rise
from voice_coach.sound.files import Block
from voice_coach.units import db_to_gain, frames

FADE = frames(0.010)
STEP = 2.0
"""Decibels for each press of louder or softer."""
QUIETEST = -30.0

RISE = rise(FADE)[:, None]
_FALL = np.ascontiguousarray(RISE[::-1])


@dataclass(slots=True)
class FadeOut:
    """The sound that was cut off, as far as it is still to fall away."""

    _left: Block = field(default_factory=lambda: np.zeros((0, 2), np.float32), init=False)

    def add_falling(self, sound: Block) -> None:
        """Add sound, at most `FADE` frames of it, falling to nothing."""
        # Several cuts within 10 ms (a key held down) overlap: their tails are summed, not replaced,
        # or dropping the earlier one would itself be a step.
        falling = sound * _FALL[: len(sound)]
        longer, shorter = sorted((falling, self._left), key=len, reverse=True)
        self._left = longer.copy()
        self._left[: len(shorter)] += shorter

    def mix_into(self, out: Block) -> None:
        """Add what is left to a block; what does not fit goes into the next one."""
        part = self._left[: len(out)]
        out[: len(part)] += part
        self._left = self._left[len(part) :]


@dataclass(slots=True)
class Volume:
    """How loud the session is."""

    decibels: float = 0.0
    """At most 0."""
    _gain: float = field(init=False)

    def __post_init__(self) -> None:
        self._gain = db_to_gain(self.decibels)

    def turn(self, steps: int) -> bool:
        """Turn it up by a number of steps, or down; return False if it can go no further.

        The last step is as large as there is room for. A session may begin below `QUIETEST`; then
        it can only be turned up.
        """
        least = min(QUIETEST, self.decibels)
        decibels = max(least, min(0.0, self.decibels + steps * STEP))
        moved = decibels != self.decibels
        self.decibels = decibels
        return moved or not steps

    @property
    def percent(self) -> int:
        """The amplitude in percent of full."""
        return round(100 * db_to_gain(self.decibels))

    def gains(self, count: int) -> Block:
        """Return the factor of each of the next `count` frames: a turn glides over one block."""
        wanted = db_to_gain(self.decibels)
        gains = np.linspace(self._gain, wanted, count, dtype=np.float32)[:, None]
        self._gain = wanted
        return gains
