"""Fades: smooth ramps, and nothing that begins or ends with a step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound.measuring import RATE, decibels, step

from voice_coach.sound.chimes import JOIN, faded, rise

pytestmark = pytest.mark.slow


def click(samples: np.ndarray) -> float:
    """What a cut adds over 12 kHz, where a low tone has nothing of its own, in dBFS of its peak."""
    padded = np.pad(samples, 4096)
    spectrum = np.fft.rfft(padded)
    spectrum[: len(spectrum) // 2] = 0
    return decibels(float(np.abs(np.fft.irfft(spectrum, len(padded))).max()))


def test_the_shortest_fade() -> None:
    """The shortest fade is 5 ms."""
    assert JOIN == RATE * 5 // 1000


@given(st.integers(2, 5000))
def test_ramp(count: int) -> None:
    """A ramp rises all the way from just above 0 to just below 1, and is the same from both ends."""
    ramp = rise(count)
    assert len(ramp) == count
    assert 0 < ramp[0] < 0.5 < ramp[-1] <= 1
    assert (np.diff(ramp) >= 0).all()
    assert ramp + ramp[::-1] == pytest.approx(np.ones(count), abs=1e-6)


def test_a_fade_takes_the_click_out() -> None:
    """A tone cut off clicks over -30 dBFS; faded over 5 ms it clicks under -70."""
    tone = np.cos(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32)
    assert click(tone) > -30
    assert click(faded(tone)) < -70
    assert step(np.pad(faded(tone), 1)) < 0.06  # a tone of 440 Hz steps by that much itself


@given(st.integers(0, 700), st.integers(0, 400), st.integers(0, 400), st.booleans())
def test_length_stays(length: int, first: int, last: int, wide: bool) -> None:
    """A faded clip is as long as before and no louder, in one channel or two; the given one stays."""
    clip = np.ones((length, 2) if wide else length, np.float32)
    out = faded(clip, first, last)
    assert out.shape == clip.shape
    assert (clip == 1).all()
    assert ((out > 0) & (out <= 1)).all()
    inside = out[min(first, length // 2) : length - min(last, length // 2)]
    assert (inside == 1).all()
