"""Filters in the frequency domain: the transform itself, and the phase that lowers peaks."""

import numpy as np
import pytest

from voice_coach.sound.spectrum import CORNER, SECTIONS, SIZE, spectrum, spread


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


RATE = 24_000


def pulses(hertz: float = 110.0) -> np.ndarray:
    """What a voice's source is like: a pulse in each period, with all harmonics at once."""
    clip = np.zeros(2 * RATE, np.float32)
    clip[:: round(RATE / hertz)] = 1.0
    return clip


def test_it_is_phase_alone() -> None:
    """No frequency gets louder or softer."""
    assert np.abs(spread(SIZE, RATE)) == pytest.approx(1.0, abs=1e-5)


def test_pulses_lose_peak_and_no_power() -> None:
    """The same power in lower peaks: 3 dB and more on bare pulses."""
    clip = pulses()
    found = spectrum(clip, RATE).through(spread).clip()
    inside = slice(RATE // 2, -RATE // 2)
    power = np.square(found[inside]).mean() / np.square(clip[inside]).mean()
    assert 10 * np.log10(power) == pytest.approx(0, abs=0.1)
    assert np.abs(found[inside]).max() < 0.7 * clip.max()


@pytest.mark.parametrize("hertz", [100.0, 800.0, 3000.0, 9000.0])
def test_a_tone_moves_by_milliseconds(hertz: float) -> None:
    """Every pitch stays within 5 ms of its place: the delay is centred."""
    size = 1 << 15
    turn = np.fft.rfftfreq(size, 1 / RATE)
    phase = np.unwrap(np.angle(spread(size, RATE)))
    delay = -np.gradient(phase, 2 * np.pi * turn[1])
    assert abs(delay[np.searchsorted(turn, hertz)]) < 0.005
    assert SECTIONS / (np.pi * CORNER) == pytest.approx(0.008, abs=1e-4)


def test_it_does_not_ring() -> None:
    """A single click is over within the 25 ms that filters may spread a sample."""
    clip = np.zeros(RATE, np.float32)
    clip[RATE // 2] = 1.0
    found = spectrum(clip, RATE).through(spread).clip()
    far = np.abs(np.arange(RATE) - RATE // 2) > RATE // 40
    assert np.abs(found[far]).max() < 1e-4
