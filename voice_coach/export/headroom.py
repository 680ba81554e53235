"""Room above the mix for lossy formats: what they decode to swings a little higher than what went in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from voice_coach.sound.pcm import Pcm
from voice_coach.units import db_to_gain

CEILING = -2.0
"""Decibels of full scale that no peak passes, between the samples too."""
STEP = 256
"""Frames that are turned down together, 5 ms; blocks are whole multiples, but for the last."""
_FULL = 32768
_SUSPECT = db_to_gain(CEILING - 3.0) * _FULL
"""Under it the samples tell enough: what lies between them is 3 dB higher at most, up to 12 kHz."""
_TAPS = 16
_PHASES = 4
Gains = NDArray[np.float32]
"""One for each step, 0 to 1."""


def limited(blocks: Iterable[Pcm]) -> Iterator[Pcm]:
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
        gains[step] = min(1, db_to_gain(CEILING) * _FULL / peak)
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
