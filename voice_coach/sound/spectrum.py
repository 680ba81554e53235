"""Filters in the frequency domain: one transform of a clip there, one back for each result.

A response is a magnitude alone, without phase: it neither rings nor delays a consonant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Mono = NDArray[np.float32]
"""Shape (frames,)."""
Response = Callable[[int, int], NDArray[np.float32]]
"""Takes the size of a transform and a rate in Hz; returns the magnitude at each frequency of it."""

_RINGING = 20
"""Room for what a filter spreads: one part in so many of a second."""
_NORM: Literal["ortho"] = "ortho"
"""Unlike the default, numpy carries it out in single precision there and back: twice as fast."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A clip as its frequencies."""

    bins: NDArray[np.complex64]
    """Shape (size // 2 + 1,)."""
    size: int
    rate: int
    """In Hz."""
    frames: int
    """Of the clip."""

    def through(self, response: Response) -> Spectrum:
        """Return it filtered."""
        bins = self.bins * response(self.size, self.rate)
        return Spectrum(bins, self.size, self.rate, self.frames)

    def clip(self) -> Mono:
        """Return the clip it stands for, as long as it was."""
        samples = np.fft.irfft(self.bins, self.size, norm=_NORM)[: self.frames]
        return samples.astype(np.float32, copy=False)


def spectrum(clip: Mono, rate: int) -> Spectrum:
    """Return the spectrum of a clip, shape (frames,), at `rate` Hz."""
    size = fast_size(len(clip) + rate // _RINGING)
    bins = np.fft.rfft(clip, size, norm=_NORM).astype(np.complex64, copy=False)
    return Spectrum(bins, size, rate, len(clip))


def fast_size(size: int) -> int:
    """Return the next size that transforms fast: eighths of a power of two, of small primes."""
    eighth = 1 << max(0, (size - 1).bit_length() - 4)
    return next(n * eighth for n in (8, 9, 10, 12, 15, 16) if n * eighth >= size)
