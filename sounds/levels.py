"""Measure how loud a sound is, and turn floats into 16-bit samples."""

from typing import TypeAlias

import numpy as np
from numpy.polynomial.polynomial import polyval
from numpy.typing import NDArray

Signal: TypeAlias = NDArray[np.float64]
Pcm: TypeAlias = NDArray[np.int16]

WINDOW = 0.4  # seconds of one momentary loudness window, EBU Tech 3341
FULL_SCALE = 32768.0
EDGE = 1e-7  # steps of 16 bit kept free around every rounding edge

# ITU-R BS.1770-4, tables 1 and 2: (b0, b1, b2), (a0, a1, a2) of two biquads at 48 kHz.
FILTER_RATE = 48000.0
SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
HIGHPASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def k_weight(signal: Signal, rate: int) -> Signal:
    """Filter a signal of shape (n,) the way BS.1770-4 models the head and the ear.

    The signal is taken as a loop of n frames. The filters are evaluated at the true
    frequencies in Hz, so any rate up to 48 kHz gives what it gives once brought to 48 kHz.
    """
    spectrum = np.fft.rfft(signal)
    delay = np.exp(-2j * np.pi * np.fft.rfftfreq(signal.size, 1 / rate) / FILTER_RATE)
    for feedforward, feedback in (SHELF, HIGHPASS):
        spectrum = spectrum * polyval(delay, feedforward) / polyval(delay, feedback)
    return np.fft.irfft(spectrum, signal.size)


def lufs(mean_square: float) -> float:
    """LUFS of a K-weighted mean square that comes out of both channels alike (BS.1770-4)."""
    return float(-0.691 + 10 * np.log10(2 * mean_square))


def momentary(signal: Signal, rate: int) -> float:
    """Loudest 400 ms, in LUFS, of a mono signal of shape (n,) amid silence, in both channels."""
    window = round(WINDOW * rate)
    weighted = k_weight(np.pad(signal, window), rate)
    energy = np.cumsum(weighted**2)
    return lufs((energy[window:] - energy[:-window]).max() / window)


def steady(signal: Signal, rate: int) -> float:
    """Loudness, in LUFS, of a mono loop of shape (n,) played without end in both channels."""
    return lufs(float(np.mean(k_weight(signal, rate) ** 2)))


def peak(signal: Signal, rate: int) -> float:
    """Highest sample of a signal of shape (n,), in dBFS; `rate` only keeps the meters alike."""
    del rate
    return float(20 * np.log10(np.abs(signal).max()))


def to_pcm(signal: Signal) -> Pcm:
    """Round a signal of shape (n,), full scale 1.0, to 16 bit, the same on every machine.

    Sines and Fourier transforms may differ in their last bit from one processor to the
    next. So the gain steps down by a millionth until no sample lies on a rounding edge,
    where that bit would decide.
    """
    for step in range(1000):
        scaled = signal * (FULL_SCALE * (1 - step * 1e-6))
        if np.abs(scaled - np.floor(scaled) - 0.5).min() > EDGE:
            return np.rint(scaled).astype(np.int16)
    raise ValueError("a sample stays on a rounding edge at every gain")
