"""The limiter for lossy formats: no peak above its ceiling, and nothing else touched."""

import numpy as np
import pytest
from sound.measuring import true_peak

from voice_coach.sound.limiter import TRUE_PEAK_CEILING as CEILING
from voice_coach.sound.limiter import limited_true_peak
from voice_coach.units import RATE

BLOCK = 1 << 16


def through(samples: np.ndarray) -> np.ndarray:
    """Samples through the limiter, block by block."""
    blocks = (samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK))
    found = list(limited_true_peak(blocks))
    return np.concatenate(found) if found else samples


def tone(hertz: float, level: float, length: int = 3 * BLOCK + 777) -> np.ndarray:
    """A tone in both channels; its level is that of its swing between the samples."""
    wave = level * np.sin(2 * np.pi * hertz * np.arange(length) / RATE + 0.7)
    return np.rint(np.stack([wave, wave / 2], axis=1) * 32767).astype(np.int16)


@pytest.mark.parametrize("hertz", [100, 997, 6000, 11_900])
def test_peaks_stay_under_the_ceiling(hertz: float) -> None:
    """A tone of full scale comes out at the ceiling, where the samples miss its peaks, too."""
    peak = true_peak(through(tone(hertz, 1.0)) / np.float32(32768), 8)
    assert CEILING - 0.6 < peak <= CEILING + 0.1


def test_what_is_soft_passes_as_it_is() -> None:
    """A signal under the ceiling is not touched, and keeps its length."""
    samples = tone(997, 0.7)
    assert np.array_equal(through(samples), samples)


@pytest.mark.parametrize("at", [5, BLOCK - 3, BLOCK, 2 * BLOCK + 400])
def test_a_burst_is_turned_down_and_nothing_far_from_it(at: int) -> None:
    """A burst is turned down wherever it lies; 20 ms away every sample is the same."""
    samples = tone(300, 0.3)
    samples[at : at + 200] = tone(3000, 1.0, 200)
    out = through(samples)
    assert len(out) == len(samples)
    assert true_peak(out / np.float32(32768), 8) <= CEILING + 0.1
    far = np.abs(np.arange(len(samples)) - at) > RATE // 50
    assert np.array_equal(out[far], samples[far])


def test_it_turns_smoothly() -> None:
    """The gain moves by less than 0.5 dB from one sample to the next: nothing clicks."""
    samples = np.full((3 * BLOCK, 2), 3000, np.int16)
    samples[BLOCK + 100 : BLOCK + 120] = 32767
    gain = through(samples)[:, 0] / samples[:, 0]
    decibels = 20 * np.log10(gain)
    assert np.abs(np.diff(decibels)).max() < 0.5


def test_nothing() -> None:
    """No blocks are no blocks."""
    assert list(limited_true_peak(())) == []
