"""Loudness as ITU-R BS.1770-4 measures it, in numpy alone.

The K-weighting is applied in the frequency domain, by the response of the standard's two filters
(table 1 and 2, given for 48 kHz) at each frequency. That serves any sample rate and needs no
filter loop; the phase does not matter for power.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Mono = NDArray[np.float32]
"""Shape (frames,)."""

BLOCK = 0.4
"""Seconds of a gating block; blocks overlap by three quarters."""
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_STEREO = 2.0
"""Power of a mono clip that sounds in both channels."""

_FILTERS = (
    (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    ),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""(b, a) of the shelf and of the high-pass at 48 kHz."""


def loudness(clip: NDArray[np.float32], rate: int) -> float:
    """Return the integrated loudness in LUFS of a clip as delivered in stereo.

    Shorter than one gating block, the clip counts as one block. Silence is -inf.

    Args:
        clip: shape (frames,), mono that sounds in both channels, or (frames, 2).
        rate: in Hz.
    """
    power = _powers(clip, rate)
    levels = _lufs(power)
    heard = power[levels > _ABSOLUTE_GATE]
    if heard.size == 0:
        return -np.inf
    gate = float(_lufs(heard.mean(keepdims=True))[0]) + _RELATIVE_GATE
    return float(_lufs(heard[_lufs(heard) > gate].mean(keepdims=True))[0])


def loudest(clip: NDArray[np.float32], rate: int, seconds: float = BLOCK) -> float:
    """Return the loudness in LUFS of the loudest stretch of `seconds`; `clip` as for `loudness`."""
    return float(_lufs(_powers(clip, rate, seconds).max(keepdims=True))[0])


def gain_to(target: float, clip: Mono, rate: int) -> float:
    """Return the factor that brings a clip to `target` LUFS; 1 for silence."""
    level = loudness(clip, rate)
    return 1.0 if np.isinf(level) else float(10 ** ((target - level) / 20))


def _powers(clip: NDArray[np.float32], rate: int, seconds: float = BLOCK) -> NDArray[np.float64]:
    """Return the power of each block, summed over both channels."""
    if clip.ndim == 1:
        return _block_powers(_weighted(clip, rate), rate, seconds) * _STEREO
    left, right = (_block_powers(_weighted(one, rate), rate, seconds) for one in clip.T)
    return left + right


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-20))


def _weighted(clip: Mono, rate: int) -> NDArray[np.float32]:
    size = fast_size(len(clip) + rate // 20)  # room for the filters' ringing
    spectrum = np.fft.rfft(clip, size)
    spectrum *= _response(size, rate)
    return np.fft.irfft(spectrum, size)[: len(clip)].astype(np.float32)


def fast_size(size: int) -> int:
    """Return the next size that transforms fast: a power of two times 2, 3 or 4."""
    power = 1 << max(0, size.bit_length() - 2)
    return next(n * power for n in (2, 3, 4) if n * power >= size)


@lru_cache(maxsize=16)
def _response(size: int, rate: int) -> NDArray[np.float32]:
    """Return the K-weighting's magnitude at each frequency of a spectrum of `size` at `rate` Hz."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / rate) / 48_000)
    response = np.ones(len(z))
    for b, a in _FILTERS:
        response *= np.abs(np.polyval(b[::-1], z) / np.polyval(a[::-1], z))
    return response.astype(np.float32)  # a spectrum of single precision stays one


def _block_powers(signal: Mono, rate: int, seconds: float) -> NDArray[np.float64]:
    size, hop = round(seconds * rate), round(BLOCK * rate / 4)
    if len(signal) <= size:
        return (
            np.array([np.mean(np.square(signal, dtype=np.float64))]) if len(signal) else np.zeros(1)
        )
    sums = np.concatenate(([0.0], np.cumsum(np.square(signal, dtype=np.float64))))
    starts = np.arange(0, len(signal) - size + 1, hop)
    powers: NDArray[np.float64] = (sums[starts + size] - sums[starts]) / size
    return powers
