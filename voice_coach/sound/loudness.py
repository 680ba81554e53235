"""Loudness as ITU-R BS.1770-4 measures it, in numpy alone.

The K-weighting is applied in the frequency domain, by the response of the standard's two filters
(table 1 and 2, given for 48 kHz) at each frequency. That serves any sample rate and needs no
filter loop; the phase does not matter for power.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voice_coach.sound.spectrum import Mono, Spectrum, spectrum
from voice_coach.units import db_to_gain

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
    return _gated(_powers(clip, rate))


def loudest(clip: NDArray[np.float32], rate: int, seconds: float = BLOCK) -> float:
    """Return the loudness in LUFS of the loudest stretch of `seconds`; `clip` as for `loudness`."""
    return float(_lufs(_powers(clip, rate, seconds).max(keepdims=True))[0])


def gain_to(target: float, weighted: Mono, rate: int) -> float:
    """Return the factor that brings a mono clip to `target` LUFS; 1 for silence.

    Args:
        target: in LUFS.
        weighted: the clip, K-weighted: shape (frames,).
        rate: in Hz.
    """
    level = _gated(_block_powers(weighted, rate, BLOCK) * _STEREO)
    return 1.0 if np.isinf(level) else db_to_gain(target - level)


def k_weighted(clip: Spectrum) -> Mono:
    """Return a clip as the standard weighs it: shape (frames,)."""
    return clip.through(_response).clip()


def _gated(power: NDArray[np.float64]) -> float:
    """Return the loudness in LUFS of all blocks that pass both gates."""
    heard = power[_lufs(power) > _ABSOLUTE_GATE]
    if heard.size == 0:
        return -np.inf
    # Twice, as the standard has it: the relative gate is set by the blocks above the absolute one.
    gate = float(_lufs(heard.mean(keepdims=True))[0]) + _RELATIVE_GATE
    return float(_lufs(heard[_lufs(heard) > gate].mean(keepdims=True))[0])


def _powers(clip: NDArray[np.float32], rate: int, seconds: float = BLOCK) -> NDArray[np.float64]:
    """Return the power of each block, summed over both channels."""
    if clip.ndim == 1:
        return _channel(clip, rate, seconds) * _STEREO
    left, right = (_channel(one, rate, seconds) for one in clip.T)
    return left + right


def _channel(clip: Mono, rate: int, seconds: float) -> NDArray[np.float64]:
    return _block_powers(k_weighted(spectrum(clip, rate)), rate, seconds)


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-20))


@lru_cache(maxsize=32)
def _response(size: int, rate: int) -> NDArray[np.float32]:
    """Return the K-weighting's magnitude at each frequency of a spectrum of `size` at `rate` Hz."""
    turn = np.fft.rfftfreq(size, 1 / rate) * (np.pi / 48_000)
    phi = np.sin(turn) ** 2
    power = np.ones(len(phi))
    for b, a in _FILTERS:
        power *= _power(b, phi) / _power(a, phi)
    return np.sqrt(power).astype(np.float32)


def _power(c: tuple[float, float, float], phi: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return |c0 + c1/z + c2/z^2|^2 on the unit circle, by phi = sin(w/2)^2.

    Multiplied out, and with cos(w) = 1 - 2 phi; in this form nothing cancels at low frequencies.
    """
    mixed = c[0] * c[1] + 4 * c[0] * c[2] + c[1] * c[2]
    return (c[0] + c[1] + c[2]) ** 2 - 4 * mixed * phi + 16 * c[0] * c[2] * phi * phi


def _block_powers(signal: Mono, rate: int, seconds: float) -> NDArray[np.float64]:
    """Return the mean square of each stretch of `seconds`, one every quarter of a `BLOCK`."""
    hop = round(BLOCK * rate / 4)
    count, whole = round(4 * seconds / BLOCK), len(signal) // hop
    if whole < count:
        return np.array([np.square(signal, dtype=np.float64).mean() if len(signal) else 0.0])
    hops = signal[: whole * hop].reshape(whole, hop)
    powers = np.einsum("ij,ij->i", hops, hops).astype(np.float64) / hop
    stretches = np.lib.stride_tricks.sliding_window_view(powers, count)
    return np.asarray(stretches.mean(axis=1), np.float64)
