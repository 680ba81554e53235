"""Peaks are turned down smoothly, and only where they are: in a clip, and in a whole mix."""

import numpy as np
import pytest
from sound.measuring import true_peak

from voice_coach.sound.limiter import (
    CLIP_CEILING,
    MIX_CEILING,
    limit_blocks,
    limit_clip,
    true_heights,
)
from voice_coach.units import RATE, frames

AT = np.arange(2 * RATE)
HUM = np.asarray(0.12 * np.sin(AT * 2 * np.pi * 300 / RATE), np.float32)


def test_what_is_under_the_ceiling_stays() -> None:
    """A clip without a peak is the same object, untouched."""
    assert limit_clip(HUM) is HUM


def test_a_peak_is_turned_down_smoothly() -> None:
    """A sharp peak comes under the ceiling without a click; 20 ms away nothing changes."""
    raw = np.asarray(HUM + 0.9 * np.exp(-(((AT - RATE) / 40) ** 2)), np.float32)
    found = limit_clip(raw)
    assert CLIP_CEILING * 0.9 < np.abs(found).max() <= CLIP_CEILING * 1.0001
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
        wave[at : at + 2] = 0.95 * CLIP_CEILING
        assert true_heights(wave).max() > CLIP_CEILING > np.abs(wave).max()
        assert true_heights(limit_clip(wave)).max() <= CLIP_CEILING * 1.001


@pytest.mark.parametrize("clip", [np.zeros(0, np.float32), np.zeros(10, np.float32)])
def test_nothing_is_nothing(clip: np.ndarray) -> None:
    """An empty or silent clip stays what it is."""
    assert np.array_equal(limit_clip(clip), clip)


BLOCK = 1 << 16


def through(samples: np.ndarray) -> np.ndarray:
    """Samples through the limiter, block by block."""
    blocks = (samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK))
    found = list(limit_blocks(blocks))
    return np.concatenate(found) if found else samples


def tone(hertz: float, level: float, length: int = 3 * BLOCK + 777) -> np.ndarray:
    """A tone in both channels; its level is that of its swing between the samples."""
    wave = level * np.sin(2 * np.pi * hertz * np.arange(length) / RATE + 0.7)
    return np.rint(np.stack([wave, wave / 2], axis=1) * 32767).astype(np.int16)


@pytest.mark.parametrize("hertz", [100, 997, 6000, 11_900])
def test_a_mix_stays_under_its_ceiling(hertz: float) -> None:
    """A tone of full scale comes out at the ceiling, where the samples miss its peaks, too."""
    peak = true_peak(through(tone(hertz, 1.0)) / np.float32(32768), 8)
    assert MIX_CEILING - 0.6 < peak <= MIX_CEILING + 0.1


def test_a_soft_mix_passes_as_it_is() -> None:
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
    assert true_peak(out / np.float32(32768), 8) <= MIX_CEILING + 0.1
    far = np.abs(np.arange(len(samples)) - at) > RATE // 50
    assert np.array_equal(out[far], samples[far])


def test_a_mix_is_turned_down_smoothly() -> None:
    """The gain moves by less than 0.5 dB from one sample to the next: nothing clicks."""
    samples = np.full((3 * BLOCK, 2), 3000, np.int16)
    samples[BLOCK + 100 : BLOCK + 120] = 32767
    gain = through(samples)[:, 0] / samples[:, 0]
    decibels = 20 * np.log10(gain)
    assert np.abs(np.diff(decibels)).max() < 0.5


def test_no_blocks() -> None:
    """No blocks are no blocks."""
    assert list(limit_blocks(())) == []
