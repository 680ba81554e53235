"""Peaks are turned down smoothly, and only where they are."""

import numpy as np
import pytest

from voice_coach.sound.limiter import CEILING, limited, true_heights
from voice_coach.units import RATE, frames

AT = np.arange(2 * RATE)
HUM = np.asarray(0.12 * np.sin(AT * 2 * np.pi * 300 / RATE), np.float32)


def test_what_is_under_the_ceiling_stays() -> None:
    """A clip without a peak is the same object, untouched."""
    assert limited(HUM) is HUM


def test_a_peak_is_turned_down_smoothly() -> None:
    """A sharp peak comes under the ceiling without a click; 20 ms away nothing changes."""
    raw = np.asarray(HUM + 0.9 * np.exp(-(((AT - RATE) / 40) ** 2)), np.float32)
    found = limited(raw)
    assert CEILING * 0.9 < np.abs(found).max() <= CEILING * 1.0001
    far = np.abs(AT - RATE) > frames(0.02)
    assert np.array_equal(found[far], raw[far])
    ratio = found[~far] / np.where(np.abs(raw[~far]) > 0.01, raw[~far], np.nan)
    assert np.nanmax(np.abs(np.diff(ratio))) < 0.01


@pytest.mark.parametrize("hertz", [440.0, 4000.0, 11_000.0])
def test_heights_between_samples(hertz: float) -> None:
    """The wave is measured between samples, too: within 0.1 dB of eight-fold oversampling."""
    wave = np.asarray(0.5 * np.sin(AT[:4800] * 2 * np.pi * hertz / RATE + 0.4), np.float32)
    inside = slice(200, -200)
    from scipy.signal import resample_poly

    true = np.abs(resample_poly(wave, 8, 1))[8 * 200 : -8 * 200].max()
    found = true_heights(wave)[inside].max()
    assert 20 * np.log10(found / true) == pytest.approx(0, abs=0.1)


def test_a_peak_between_samples_is_found_in_any_step() -> None:
    """Where samples stay under the ceiling and the wave between them does not, it is turned down."""
    for at in range(2400, 2400 + frames(0.005), 7):
        wave = np.zeros(4800, np.float32)
        wave[at : at + 2] = 0.95 * CEILING
        assert true_heights(wave).max() > CEILING > np.abs(wave).max()
        assert true_heights(limited(wave)).max() <= CEILING * 1.001


@pytest.mark.parametrize("clip", [np.zeros(0, np.float32), np.zeros(10, np.float32)])
def test_nothing_is_nothing(clip: np.ndarray) -> None:
    """An empty or silent clip stays what it is."""
    assert np.array_equal(limited(clip), clip)
