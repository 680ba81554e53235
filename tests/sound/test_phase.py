"""Phase alone lowers peaks: level, spectrum and place stay."""

import numpy as np
import pytest

from voice_coach.sound.spectrum import CORNER, SECTIONS, SIZE, spectrum, spread

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
