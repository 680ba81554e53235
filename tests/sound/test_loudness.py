"""The program's loudness meter against pyloudnorm, an implementation of BS.1770-4 of others."""

from __future__ import annotations

import math

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st
from sound.measuring import RATE, lufs
from sound.speaking import VOICES, spoken

from voice_coach.sound.loudness import gain_to, k_weighted, loudest, loudness
from voice_coach.sound.spectrum import spectrum

WITHIN = 0.1
"""LU. About 0.04 is pyloudnorm's own: its filters are computed, not those of the standard's table."""


def tone(hertz: float, seconds: float, level: float = -20.0, rate: int = RATE) -> np.ndarray:
    """A sine of a level in dBFS (of its peak)."""
    at = np.arange(round(seconds * rate)) / rate
    return (10 ** (level / 20) * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def noise(seconds: float, seed: int = 1) -> np.ndarray:
    """White noise at -30 dBFS."""
    count = round(seconds * RATE)
    return (0.03 * np.random.default_rng(seed).standard_normal(count)).astype(np.float32)


def test_the_standards_own_tone() -> None:
    """A sine of 997 Hz at full scale in one channel is -3.01 LUFS, so 0 LUFS in both."""
    assert loudness(tone(997, 3, 0.0), RATE) == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("hertz", [60, 100, 330, 1000, 2000, 4000, 8000, 12_000])
@pytest.mark.parametrize("seconds", [0.4, 1.0, 3.0])
def test_tones(hertz: float, seconds: float) -> None:
    """Tones of any pitch measure as pyloudnorm measures them."""
    clip = tone(hertz, seconds)
    assert loudness(clip, RATE) == pytest.approx(lufs(clip), abs=WITHIN)


@pytest.mark.parametrize("voice", VOICES)
def test_takes(voice: str) -> None:
    """Takes, measured at the rate they come in, are as loud as pyloudnorm finds them at 48 kHz."""
    for take in spoken(voice):
        samples = np.frombuffer(take.pcm, "<i2").astype(np.float32) / np.float32(32768)
        samples = samples[: len(samples) // (take.rate // 10) * (take.rate // 10)]
        found = loudness(samples, take.rate)
        assert found == pytest.approx(lufs(soxr.resample(samples, take.rate, RATE)), abs=WITHIN)


@pytest.mark.parametrize("tenths", [4, 5, 6, 7, 9, 13])
def test_short_clips(tenths: int) -> None:
    """Clips of one gating block and a little more measure as pyloudnorm measures them."""
    clip = noise(tenths / 10)
    assert loudness(clip, RATE) == pytest.approx(lufs(clip), abs=WITHIN)


@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(
        st.tuples(st.integers(1, 12), st.sampled_from([-10, -50, -90])), min_size=1, max_size=6
    ),
    seed=st.integers(0, 99),
)
def test_loud_and_quiet_parts(parts: list[tuple[int, int]], seed: int) -> None:
    """Gating leaves out the same quiet parts: noise that jumps in level measures the same."""
    levels = [np.full(length * RATE // 10, 10 ** (level / 20)) for length, level in parts]
    envelope = np.concatenate([np.full(4 * RATE // 10, 10**-0.5), *levels])
    clip = noise(len(envelope) / RATE, seed)[: len(envelope)] / 0.03 * envelope
    assert loudness(clip.astype(np.float32), RATE) == pytest.approx(lufs(clip), abs=WITHIN)


@pytest.mark.parametrize("balance", [0.0, 0.3, 1.0])
def test_two_channels(balance: float) -> None:
    """Unlike channels measure as pyloudnorm measures them: their powers add up."""
    wide = np.stack((noise(2, 1), noise(2, 2) * balance), axis=1).astype(np.float32)
    assert loudness(wide, RATE) == pytest.approx(lufs(wide), abs=WITHIN)


def test_loudest_stretch() -> None:
    """The loudest 400 ms of a clip are louder than the whole, and found in either channel."""
    clip = np.concatenate((tone(1000, 0.5, -10), tone(1000, 3, -16)))
    assert loudest(clip, RATE) == pytest.approx(lufs(tone(1000, 0.5, -10)), abs=WITHIN)
    assert loudest(clip, RATE) > loudest(clip, RATE, 3.0) > loudest(clip, RATE, 3.5)
    one = np.stack((clip, np.zeros_like(clip)), axis=1)
    assert loudest(one, RATE) == pytest.approx(loudest(clip, RATE) - 10 * math.log10(2), abs=0.01)


def test_shorter_than_a_block_counts_as_one() -> None:
    """A clip too short for the standard has the loudness of its power alone; none is -inf."""
    assert loudness(tone(1000, 0.2), RATE) == pytest.approx(
        loudness(tone(1000, 0.4), RATE), abs=0.1
    )
    assert loudness(np.zeros(0, np.float32), RATE) == -math.inf
    assert loudness(np.zeros(RATE, np.float32), RATE) == -math.inf
    assert loudness(np.ones(1, np.float32), RATE) > -70


@pytest.mark.parametrize("target", [-40.0, -24.0, -18.0])
def test_gain(target: float) -> None:
    """A clip times its gain is at the target; silence keeps its level."""
    clip = noise(2)
    scaled = (clip * gain_to(target, k_weighted(spectrum(clip, RATE)), RATE)).astype(np.float32)
    assert lufs(scaled) == pytest.approx(target, abs=WITHIN)
    assert gain_to(target, np.zeros(RATE, np.float32), RATE) == 1.0
