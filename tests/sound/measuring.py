"""Measures on samples by the standard meter, apart from the program's own."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

RATE = 48_000
SHORTEST = round(0.4 * RATE)
"""Frames of one gating block: nothing shorter has a loudness."""
TEN_MS = RATE // 100
EDGE = 100
"""Frames around a piece that is oversampled."""
HEARD = 10 ** (-55 / 20)
"""RMS over which something sounds: 15 dB over the floor."""

Signal = NDArray[np.floating]
"""Shape (frames, 2), or (frames,) for mono in both channels."""


def decibels(value: float) -> float:
    """A ratio of amplitudes in dB."""
    return float(20 * np.log10(max(value, 1e-12)))


def rms(samples: Signal) -> float:
    """The level of some samples in dBFS."""
    return decibels(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))))


def stereo(samples: Signal) -> NDArray[np.float64]:
    """Samples as they are delivered: mono in both channels."""
    both = samples if samples.ndim == 2 else np.stack((samples, samples), axis=1)
    return np.asarray(both, np.float64)


def lufs(samples: Signal, rate: int = RATE) -> float:
    """Integrated loudness by pyloudnorm, as delivered in stereo.

    It counts a last part of a block as a whole one, so that part is left off first; so the figure
    is that of ITU-R BS.1770-4, where blocks that are not complete do not count.
    """
    import pyloudnorm  # brings scipy: a second, which only workers that measure should pay

    hop = round(0.1 * rate)
    whole = stereo(samples)[: len(samples) // hop * hop]
    return float(pyloudnorm.Meter(rate).integrated_loudness(whole))


def powers(samples: Signal) -> NDArray[np.float64]:
    """K-weighted power of each 10 ms, both channels together; pyloudnorm's filters, at 48 kHz.

    Whole sessions are measured from it: pyloudnorm's own call needs gigabytes for half an hour.
    """
    import pyloudnorm
    import scipy.signal

    stages = [(f.passband_gain * f.b, f.a) for f in pyloudnorm.Meter(RATE)._filters.values()]
    states = [np.zeros((2, 2)) for _ in stages]
    found = []
    for at in range(0, len(samples) // TEN_MS * TEN_MS, 30 * RATE):
        part = stereo(samples[at : at + 30 * RATE])
        for index, (b, a) in enumerate(stages):
            part, states[index] = scipy.signal.lfilter(b, a, part, axis=0, zi=states[index])
        part = part[: len(part) // TEN_MS * TEN_MS]
        found.append(np.square(part).reshape(-1, 2 * TEN_MS).sum(axis=1) / TEN_MS)
    return np.concatenate(found)


def momentary(samples: Signal) -> NDArray[np.float64]:
    """Loudness in LUFS of each 400 ms, every 10 ms; there is silence around."""
    return _lufs(_blocks(powers(np.pad(stereo(samples), ((SHORTEST, SHORTEST), (0, 0))))))


def gated(power: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS of what `powers` gives."""
    blocks = _blocks(power)[::10]
    for gate in (-70.0, -10.0):
        least = gate if gate < -50 else float(_lufs(blocks.mean(keepdims=True))[0]) + gate
        blocks = blocks[_lufs(blocks) > least]
    return float(_lufs(blocks.mean(keepdims=True))[0])


def _blocks(power: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.concatenate(([0.0], np.cumsum(power)))
    return (sums[40:] - sums[:-40]) / 40


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-12))


def true_peak(samples: Signal, times: int = 4) -> float:
    """Highest level between samples in dBTP, oversampled; 4 times is what BS.1770-4 tells.

    Only the tenths of a second that reach within 3 dB of the highest sample are oversampled.
    """
    import scipy.signal

    starts = np.arange(0, len(samples), 10 * TEN_MS)
    peaks = np.array([np.abs(samples[at : at + 10 * TEN_MS]).max() for at in starts])
    found = float(peaks.max())
    for at in starts[peaks >= found * 10 ** (-3 / 20)]:
        first = max(0, at - EDGE)
        part = samples[first : at + 10 * TEN_MS + EDGE]
        swing = np.abs(scipy.signal.resample_poly(part, times, 1, axis=0))
        # Where a piece is cut the filter rings; the signal's own ends belong to it.
        own = swing[(at - first) * times :][: 10 * TEN_MS * times]
        found = max(found, float(own.max()))
    return decibels(found)


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP of a file, by ffmpeg."""
    told = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true"]
        + ["-f", "null", "-"],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stderr
    summary = told[told.rindex("Summary:") :]
    level, peak = (re.findall(rf"{name}:\s+(\S+) ", summary)[0] for name in ("I", "Peak"))
    return float(level), float(peak)


def levels(samples: Signal) -> NDArray[np.float64]:
    """RMS of each 10 ms, both channels together, as a factor."""
    whole = samples[: len(samples) // TEN_MS * TEN_MS].reshape(-1, TEN_MS * samples[0].size)
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", whole, whole) / whole.shape[1]), np.float64)


def longest_quiet(samples: Signal) -> float:
    """The longest time in seconds in which nothing but the floor sounds."""
    sounding = np.flatnonzero(levels(samples) > HEARD)
    edges = np.concatenate(([-1], sounding, [len(samples) // TEN_MS]))
    return float(np.diff(edges).max() - 1) * 0.01


def first_sound(samples: Signal, threshold: float = HEARD) -> float:
    """When something first sounds, in seconds."""
    return float(np.argmax(levels(samples) > threshold)) * 0.01


def step(samples: Signal) -> float:
    """The largest difference from one sample to the next, as a share of full scale."""
    return float(np.abs(np.diff(np.asarray(samples, np.float64), axis=0)).max(initial=0.0))


def read(path: Path) -> NDArray[np.float32]:
    """A file's samples, shape (frames, 2); it has to be 48 kHz."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE
    return np.asarray(samples)
