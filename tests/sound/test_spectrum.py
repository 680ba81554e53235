"""Filters in the frequency domain."""

import numpy as np
import pytest

from voice_coach.sound.spectrum import spectrum


def noise(count: int) -> np.ndarray:
    """White noise, at about -10 dBFS."""
    return (0.3 * np.random.default_rng(count).standard_normal(count)).astype(np.float32)


@pytest.mark.parametrize("rate", [22_050, 48_000])
@pytest.mark.parametrize("count", [0, 1, 999, 50_000, 131_073])
def test_there_and_back(count: int, rate: int) -> None:
    """A clip comes back as it went, to 16 bits and more, and as long."""
    clip = noise(count)
    back = spectrum(clip, rate).clip()
    assert back.dtype == np.float32
    assert back.shape == clip.shape
    assert np.abs(back - clip).max(initial=0) < 1e-5


def test_through_a_response() -> None:
    """Each frequency is turned by what the response says of it, and no other."""
    at = np.arange(48_000) / 48_000
    low, high = (np.sin(2 * np.pi * hertz * at).astype(np.float32) for hertz in (500, 5_000))

    def halved_above_2_khz(size: int, rate: int) -> np.ndarray:
        return np.where(np.fft.rfftfreq(size, 1 / rate) > 2000, 0.5, 1.0).astype(np.float32)

    found = spectrum(low + high, 48_000).through(halved_above_2_khz).clip()
    middle = slice(12_000, 36_000)
    assert np.abs(found - (low + high / 2))[middle].max() < 0.01


def test_the_end_does_not_come_round_to_the_beginning() -> None:
    """A filter that spreads the last sample spreads it past the end, not into the first."""
    clip = np.zeros(2_000, np.float32)
    clip[-1] = 1.0

    def low_pass(size: int, rate: int) -> np.ndarray:
        return (1 / (1 + (np.fft.rfftfreq(size, 1 / rate) / 300) ** 2)).astype(np.float32)

    assert np.abs(spectrum(clip, 48_000).through(low_pass).clip()[:500]).max() < 1e-4
