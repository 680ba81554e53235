"""Filters in the frequency domain: one transform of a clip there, one back for each result.

Most responses are magnitudes alone: they neither ring nor delay a consonant. A clip is
cut into overlapping blocks of one size (overlap-save; Oppenheim and Schafer, Discrete-Time Signal
Processing, 8.7.3): such a block stays in the processor's cache, and one response serves all clips.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voice_coach.units import db_to_gain

Mono = NDArray[np.float32]
"""Shape (frames,)."""
Response = Callable[[int, int], "NDArray[np.float32] | NDArray[np.complex64]"]
"""Takes the size of a transform and a rate in Hz; returns what each frequency of it is multiplied
by: a magnitude alone, or with a phase that spreads a sample by less than `_SPREAD`."""

SIZE = 8192
"""Frames of a block."""
_SPREAD = 40
"""A filter may spread a sample to either side by a second divided by this."""
_NORM: Literal["ortho"] = "ortho"
"""Unlike the default, numpy carries it out in single precision there and back: twice as fast."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A clip as its frequencies."""

    bins: NDArray[np.complex64]
    """Shape (blocks, SIZE // 2 + 1)."""
    rate: int
    """In Hz."""
    frames: int
    """Of the clip."""

    def through(self, response: Response) -> Spectrum:
        """Return it filtered."""
        return Spectrum(self.bins * response(SIZE, self.rate), self.rate, self.frames)

    def clip(self) -> Mono:
        """Return the clip with this spectrum, as long as it was."""
        # The transform is circular: what a filter spreads over one edge of a block comes in at the
        # other. Those edges are dropped; the neighbouring blocks have them right.
        spread = self.rate // _SPREAD
        blocks = np.fft.irfft(self.bins, SIZE, norm=_NORM)[:, spread : SIZE - spread]
        return blocks.reshape(-1)[: self.frames].astype(np.float32, copy=False)


def spectrum(clip: Mono, rate: int) -> Spectrum:
    """Return the spectrum of a clip, shape (frames,), at `rate` Hz, 96,000 at most."""
    spread = rate // _SPREAD
    hop = SIZE - 2 * spread
    count = max(1, -(-len(clip) // hop))
    padded = np.zeros(count * hop + 2 * spread, np.float32)
    padded[spread : spread + len(clip)] = clip
    blocks = np.lib.stride_tricks.sliding_window_view(padded, SIZE)[::hop]
    bins = np.fft.rfft(blocks, norm=_NORM).astype(np.complex64, copy=False)
    return Spectrum(bins, rate, len(clip))


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
