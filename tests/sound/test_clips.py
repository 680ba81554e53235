"""Voicing: every cue equally loud, as long as planned, and without a click."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound.measuring import RATE, decibels, lufs, stereo, true_peak
from sound.speaking import LINES, VOICES, spoken, take_of

from voice_coach.plan.timeline import Line
from voice_coach.sound.clips import SPEECH, render_speech
from voice_coach.sound.names import VoiceTone
from voice_coach.sound.spectrum import CUT, SHELF, shelf, spectrum
from voice_coach.speech.cache import TakeCache
from voice_coach.speech.engines.espeak import DEFAULT, FAMILY
from voice_coach.speech.narrator import Delivery, Narrator
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take
from voice_coach.units import frames

SHORT = Line("Shush.")


@pytest.mark.parametrize("tone", VoiceTone)
@pytest.mark.parametrize("voice", [*VOICES, "en-us+adam"])
def test_level(voice: str, tone: VoiceTone) -> None:
    """In each voice and tone a cue of 1 s or more is at -18 LUFS within 0.5, a short one within 1.5."""
    assert SPEECH == -18.0
    for line in LINES:
        clip = render_speech(take_of(line, voice), tone)
        within = 1.5 if line == SHORT else 0.5
        assert (len(clip) < RATE) == (line == SHORT)
        assert lufs(clip) == pytest.approx(SPEECH, abs=within)


@pytest.mark.parametrize("voice", [*VOICES, "en-us+adam"])
def test_peaks_leave_room_for_the_lean(voice: str) -> None:
    """No voice passes -2.6 dBTP, so it stays under -1 even where one ear gets 1.6 dB more."""
    peaks = [true_peak(stereo(render_speech(take_of(line, voice)))) for line in LINES]
    assert max(peaks) <= -2.6


@pytest.mark.parametrize("line", LINES)
def test_length_is_what_the_planner_counted(tmp_path: Path, line: Line) -> None:
    """A clip has to the frame the length that the narrator tells the planner."""
    narrator = Narrator(
        Delivery(FAMILY, DEFAULT, FAMILY.rate),
        Synthesizer(FAMILY),
        TakeCache(tmp_path, lambda: "test"),
    )
    planned = narrator.measure([line])[line]
    for tone in VoiceTone:
        clip = render_speech(narrator.take(line), tone)
        assert len(clip) == planned
        assert clip.dtype == np.float32


@settings(max_examples=60, deadline=None)
@given(
    rate=st.sampled_from([8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000]),
    length=st.integers(1, 20_000),
    tone=st.sampled_from(list(VoiceTone)),
)
def test_any_take_has_the_length_it_tells(rate: int, length: int, tone: VoiceTone) -> None:
    """A take of any rate and length comes out as long as it says."""
    take = Take(rate, bytes([1, 9]) * length)
    clip = render_speech(take, tone)
    assert len(clip) == take.frames
    assert np.isfinite(clip).all()


@pytest.mark.parametrize("tone", VoiceTone)
@pytest.mark.parametrize("line", LINES)
def test_edges_have_no_step(line: Line, tone: VoiceTone) -> None:
    """A clip starts and ends in silence."""
    clip = render_speech(take_of(line), tone)
    assert decibels(float(np.abs(clip[[0, -1]]).max())) < -80
    assert decibels(float(np.abs(np.diff(clip[:48])).max())) < -50
    assert decibels(float(np.abs(np.diff(clip[-48:])).max())) < -50


@pytest.mark.parametrize("tone", VoiceTone)
@pytest.mark.parametrize(("line", "pauses"), [(LINES[0], 1), (LINES[1], 0), (LINES[2], 1)])
def test_sentences_have_a_pause_between(line: Line, pauses: int, tone: VoiceTone) -> None:
    """Between two sentences lie 0.4 s of silence, reached and left without a step."""
    clip = render_speech(take_of(line), tone)
    edges = np.flatnonzero(np.diff(np.abs(clip) < 1e-4, prepend=False, append=False))
    still = [run for run in edges.reshape(-1, 2) if run[1] - run[0] > frames(0.3)]
    assert len(still) == pauses
    for first, last in still:
        assert frames(0.39) < last - first < frames(0.5)
        around = np.diff(clip[first - 24 : last + 24])
        assert decibels(float(np.abs(around).max())) < -50


def test_silence_stays_silent() -> None:
    """A take without any sound does not become noise."""
    assert not render_speech(Take(22_050, bytes(20_000))).any()


@pytest.mark.parametrize("rate", [22_050, 48_000])
@pytest.mark.parametrize(
    ("hertz", "change"), [(200.0, 0.0), (1000.0, -0.6), (SHELF, CUT / 2), (9000.0, CUT + 0.4)]
)
def test_soft_tone_is_a_shelf(rate: int, hertz: float, change: float) -> None:
    """The soft tone leaves the lows, has half of its cut at the shelf, and nearly all at 9 kHz."""
    wave = np.sin(2 * np.pi * hertz * np.arange(rate) / rate).astype(np.float32)
    middle = slice(rate // 4, rate // 2)
    found = spectrum(wave, rate).through(shelf).clip()[middle].std() / wave[middle].std()
    assert decibels(float(found)) == pytest.approx(change, abs=0.3)


def test_soft_tone_delays_nothing() -> None:
    """A softened take lies frame for frame where the plain one lies, and is as long."""
    samples = np.frombuffer(spoken()[0].pcm, "<i2").astype(np.float32) / np.float32(32768)
    soft = spectrum(samples, 22_050).through(shelf).clip()
    assert len(soft) == len(samples)
    size = 2 * len(samples)
    match = np.fft.irfft(np.fft.rfft(soft, size) * np.conj(np.fft.rfft(samples, size)), size)
    assert int(np.argmax(match)) == 0


def test_soft_tone_is_softer() -> None:
    """In a whole cue at equal loudness the soft tone has 2 dB less over 4 kHz than the plain one."""
    highs = []
    for tone in (VoiceTone.PLAIN, VoiceTone.SOFT):
        power = np.abs(np.fft.rfft(render_speech(take_of(LINES[0]), tone))) ** 2
        highs.append(power[len(power) // 6 :].sum())
    assert 10 * np.log10(highs[1] / highs[0]) < -2
