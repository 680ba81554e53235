"""What passes the ceiling is turned down smoothly, for a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voice_coach.sound.files import Pcm
from voice_coach.sound.spectrum import Mono
from voice_coach.units import db_to_gain, frames

CEILING = db_to_gain(-3.0)
"""True peak of a clip. The ear that a cue leans to gets 1.55 dB more: that leaves 0.45 dB of the
way to -1 dBTP for a bed."""
_STEP = frames(0.005)
_BEFORE, _AFTER = 2, 3
"""Neighbours that tell what lies half-way after a sample."""
_SWING = 2 * (3 + 25 + 150) / 256
"""How far above its neighbours the wave may swing between them: their weights, all with one sign."""


def limited(clip: Mono) -> Mono:
    """Return a clip, shape (frames,), whose wave stays under `CEILING` between samples, too."""
    if np.abs(clip).max(initial=0) * _SWING <= CEILING:
        return clip
    peaks = _peaks(clip)
    if peaks.max() <= CEILING:
        return clip
    gain = np.pad(CEILING / np.maximum(peaks, CEILING), 1, constant_values=1)
    least = np.minimum(np.minimum(gain[:-2], gain[1:-1]), gain[2:])
    middles = (np.arange(len(least)) + 0.5) * _STEP
    turned = clip * np.interp(np.arange(len(clip)), middles, least)
    return np.asarray(turned, np.float32)


def true_heights(clip: Mono) -> Mono:
    """Return the height of the wave at and half-way after each sample.

    Voices sound below 12 kHz: at 48 kHz six neighbours tell the middle of two to within 0.1 dB, by
    the half-way coefficients of Lagrange's interpolation of fifth order.
    """
    return _heights(np.pad(clip, (_BEFORE, _AFTER)))


def _peaks(clip: Mono) -> Mono:
    """Return the height of each step; that of its samples alone where no more can pass `CEILING`.

    Few steps come near it: to look between all samples would take half of a clip's making.
    """
    steps = np.pad(clip, (0, -len(clip) % _STEP)).reshape(-1, _STEP)
    peaks = np.maximum(steps.max(axis=1), -steps.min(axis=1))
    around = np.pad(peaks, 1)
    highest = np.maximum(np.maximum(around[:-2], around[2:]), peaks)
    near = np.pad(steps.reshape(-1), (_BEFORE, _AFTER))
    windows = sliding_window_view(near, _BEFORE + _STEP + _AFTER)[::_STEP]
    suspect = highest * _SWING > CEILING
    peaks[suspect] = _heights(windows[suspect]).max(axis=1)
    return np.asarray(peaks, np.float32)


def _heights(near: Mono) -> Mono:
    """Return the heights of what stands between `_BEFORE` and `_AFTER` samples, along the last axis."""
    count = near.shape[-1] - _BEFORE - _AFTER
    one, two, three = (
        near[..., at : at + count] + near[..., 5 - at : 5 - at + count] for at in range(3)
    )
    middle = (3 * one - 25 * two + 150 * three) / 256
    inner = near[..., _BEFORE : _BEFORE + count]
    return np.asarray(np.maximum(np.abs(inner), np.abs(middle)), np.float32)


TRUE_PEAK_CEILING = -2.0
"""Decibels of full scale that no peak passes, between the samples too."""
STEP = 256
"""Frames that are turned down together, 5 ms; blocks are whole multiples, but for the last."""
_FULL = 32768
_SUSPECT = db_to_gain(TRUE_PEAK_CEILING - 3.0) * _FULL
"""Under it the samples tell enough: what lies between them is 3 dB higher at most, up to 12 kHz."""
_TAPS = 16
_PHASES = 4
Gains = NDArray[np.float32]
"""One for each step, 0 to 1."""


def limited_true_peak(blocks: Iterable[Pcm]) -> Iterator[Pcm]:
    """Yield the same blocks, turned down smoothly for the few milliseconds that pass `CEILING`.

    Blocks without such a peak are passed on as they are.
    """
    held: Pcm | None = None
    before = own = np.ones(0, np.float32)
    for block in blocks:
        after = _wanted(block, held)
        if held is not None:
            yield _turned(held, before, own, after)
        held, before, own = block, own, after
    if held is not None:
        yield _turned(held, before, own, np.ones(0, np.float32))


def _turned(block: Pcm, before: Gains, own: Gains, after: Gains) -> Pcm:
    """Turn a block down; each step as far as its neighbours ask for, with ramps between."""
    around = np.concatenate([_last(before), own, _first(after)])
    if around.min() >= 1:
        return block
    least = np.minimum(np.minimum(around[:-2], around[1:-1]), around[2:])
    middles = (np.arange(len(least)) - 0.5) * STEP
    gain = np.interp(np.arange(len(block)), middles, least).astype(np.float32)
    return np.asarray(np.rint(block * gain[:, np.newaxis]), np.int16)


def _last(gains: Gains) -> Gains:
    return np.concatenate([np.ones(2, np.float32), gains])[-2:]


def _first(gains: Gains) -> Gains:
    return np.concatenate([gains, np.ones(2, np.float32)])[:2]


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
        gains[step] = min(1, db_to_gain(TRUE_PEAK_CEILING) * _FULL / peak)
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
