"""Peaks above a ceiling are turned down smoothly, for a few milliseconds.

Sound is cut into steps of 5 ms. Each is measured, and wants a gain that brings its peak under the
ceiling. It gets the least of what it and its two neighbours want, with straight ramps from the
middle of one step to that of the next (`_gain_curve`): so the gain is down before a peak begins, and
a click would need a jump, which a ramp never makes.

A peak is the highest swing of the wave, which may fall between two samples. It is measured in two
ways. A clip of a voice is made a thousand times in a session, sounds below 12 kHz, and has room above
its ceiling: six neighbours show enough of its wave (`limit_clip`). The mix of a whole session holds
anything, and a lossy encoder adds to it: it is measured as the standard does (`limit_blocks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voice_coach.sound.files import Pcm
from voice_coach.sound.spectrum import Mono
from voice_coach.units import db_to_gain, frames

Gains = NDArray[np.float32]
"""One for each step, 0 to 1."""


def _gain_curve(
    wanted: NDArray[np.floating], first: int, step: int, count: int
) -> NDArray[np.float64]:
    """Return the gain of each of `count` frames.

    Args:
        wanted: what each step wants by itself, with one more before and after those returned for.
        first: the step of which `wanted[1]` is the gain; frame 0 begins step 0.
        step: its length in frames.
        count: frames of the curve.
    """
    least = np.minimum(np.minimum(wanted[:-2], wanted[1:-1]), wanted[2:])
    middles = (np.arange(len(least)) + (first + 0.5)) * step
    return np.asarray(np.interp(np.arange(count), middles, least), np.float64)


CLIP_CEILING = db_to_gain(-3.0)
"""True peak of a clip. The channel that a cue leans to gets 1.55 dB more: that leaves 0.45 dB of the
way to -1 dBTP for a bed."""
_STEP = frames(0.005)
_BEFORE, _AFTER = 2, 3
"""Neighbours from which the point half-way to the next sample is interpolated."""
_SWING = 2 * (3 + 25 + 150) / 256
"""How far above its neighbours the wave may swing between them: their weights, all with one sign."""


def limit_clip(clip: Mono) -> Mono:
    """Return a clip, shape (frames,), whose true peak is at most `CLIP_CEILING`.

    One without a higher peak is returned as it is, not copied.
    """
    if np.abs(clip).max(initial=0) * _SWING <= CLIP_CEILING:
        return clip
    peaks = _peaks(clip)
    if peaks.max() <= CLIP_CEILING:
        return clip
    wanted = np.pad(CLIP_CEILING / np.maximum(peaks, CLIP_CEILING), 1, constant_values=1)
    return np.asarray(clip * _gain_curve(wanted, 0, _STEP, len(clip)), np.float32)


def true_heights(clip: Mono) -> Mono:
    """Return the height of the wave at and half-way after each sample.

    Voices sound below 12 kHz: at 48 kHz six neighbours give the middle of two to within 0.1 dB, by
    the half-way coefficients of Lagrange's interpolation of fifth order.
    """
    return _heights(np.pad(clip, (_BEFORE, _AFTER)))


def _peaks(clip: Mono) -> Mono:
    """Return the height of each step; that of its samples alone where no more can pass the ceiling.

    Few steps come near it: to look between all samples would take half of a clip's making.
    """
    steps = np.pad(clip, (0, -len(clip) % _STEP)).reshape(-1, _STEP)
    peaks = np.maximum(steps.max(axis=1), -steps.min(axis=1))  # a copy of |steps| would cost more
    around = np.pad(peaks, 1)
    highest = np.maximum(np.maximum(around[:-2], around[2:]), peaks)
    near = np.pad(steps.reshape(-1), (_BEFORE, _AFTER))
    windows = sliding_window_view(near, _BEFORE + _STEP + _AFTER)[::_STEP]
    suspect = highest * _SWING > CLIP_CEILING
    peaks[suspect] = _heights(windows[suspect]).max(axis=1)
    return np.asarray(peaks, np.float32)


def _heights(near: Mono) -> Mono:
    """Return the heights of all but the outer `_BEFORE` and `_AFTER` samples, along the last axis."""
    count = near.shape[-1] - _BEFORE - _AFTER
    one, two, three = (
        near[..., at : at + count] + near[..., 5 - at : 5 - at + count] for at in range(3)
    )
    middle = (3 * one - 25 * two + 150 * three) / 256
    inner = near[..., _BEFORE : _BEFORE + count]
    return np.asarray(np.maximum(np.abs(inner), np.abs(middle)), np.float32)


MIX_CEILING = -2.0
"""Decibels of full scale that no peak of the mix passes in a lossy file."""
STEP = 256
"""Frames that are turned down together, 5 ms; blocks are whole multiples, but for the last."""
_FULL = 32768
_SUSPECT = db_to_gain(MIX_CEILING - 3.0) * _FULL
"""Below it the samples suffice: between them the wave is 3 dB higher at most, up to 12 kHz."""
_TAPS = 16
_PHASES = 4


def limit_blocks(blocks: Iterable[Pcm]) -> Iterator[Pcm]:
    """Yield the same blocks, with all peaks brought under `MIX_CEILING`.

    Each is held back until the next one is known, for its last steps need the gain of what follows.
    Blocks without a higher peak are passed on as they are.
    """
    held: Pcm | None = None
    before = own = np.ones(0, np.float32)
    for block in blocks:
        # `block` is the one after `held`: with its gains known, `held` can be turned down and leave.
        after = _wanted(block, held)
        if held is not None:
            yield _turned_down(held, before, own, after)
        held, before, own = block, own, after
    if held is not None:
        yield _turned_down(held, before, own, np.ones(0, np.float32))


def _turned_down(block: Pcm, before: Gains, own: Gains, after: Gains) -> Pcm:
    """Turn a block down by the gains that it wants and that its neighbours at both ends want.

    Two steps of each neighbour: the middle of the nearest is where the ramp from ours ends, and its
    gain depends on the one beyond it.
    """
    quiet = np.ones(2, np.float32)
    around = np.concatenate([quiet, before])[-2:], own, np.concatenate([after, quiet])[:2]
    wanted = np.concatenate(around)
    if wanted.min() >= 1:
        return block
    gain = _gain_curve(wanted, -1, STEP, len(block)).astype(np.float32)
    return np.asarray(np.rint(block * gain[:, np.newaxis]), np.int16)


def _wanted(block: Pcm, before: Pcm | None) -> Gains:
    """Return how far each step has to be turned down by itself.

    What swings between a block and the one `before` counts to the first step of the later one.
    """
    padded = np.pad(block, ((0, -len(block) % STEP), (0, 0)))
    steps = padded.reshape(-1, STEP * block.shape[1])
    loudest = np.maximum(steps.max(axis=1).astype(np.int32), -steps.min(axis=1).astype(np.int32))
    gains = np.ones(len(steps), np.float32)
    around = np.pad(padded, ((_TAPS, _TAPS), (0, 0)))
    if before is not None:
        around[:_TAPS] = before[-_TAPS:]
    for step in np.flatnonzero(loudest > _SUSPECT):
        peak = true_peak(around[step * STEP : (step + 1) * STEP + 2 * _TAPS])
        gains[step] = min(1, db_to_gain(MIX_CEILING) * _FULL / peak)
    return gains


def true_peak(samples: Pcm) -> float:
    """Return the highest swing of samples of shape (frames, channels), four times oversampled.

    As BS.1770-4 measures it. The first and the last `_TAPS / 2` frames are context alone.
    """
    windows = sliding_window_view(samples.astype(np.float32), _TAPS, axis=0)
    return float(np.abs(windows @ _KERNEL).max(initial=0))


def _kernel() -> NDArray[np.float32]:
    """Return weights of shape (taps, phases): the samples, and three points between each two."""
    at = np.arange(_TAPS)[:, np.newaxis] - (_TAPS / 2 - 1) - np.arange(_PHASES) / _PHASES
    window = np.cos(np.pi * at / (_TAPS + 1)) ** 2
    kernel = np.sinc(at) * window
    return np.asarray(kernel / kernel.sum(axis=0), np.float32)


_KERNEL = _kernel()
