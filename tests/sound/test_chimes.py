"""Chimes: from files, from authors, and the tones of the breath pacer; and how sounds fade."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from rig.command import Coach
from sound.measuring import RATE, decibels, lufs, momentary, rms, step

from voice_coach.errors import CoachError
from voice_coach.plan.durations import CHIME_ROOM, CLEAR
from voice_coach.plan.layout import STILL, SWELL, TICK_LENGTH
from voice_coach.plan.timeline import ChimeEvent, Sound
from voice_coach.sound.chimes import JOIN, faded, render_chime, rise
from voice_coach.units import frames

SLOTS = {
    **{sound: duration - CLEAR for sound, duration in CHIME_ROOM.items()},
    Sound.TICK: TICK_LENGTH,
    Sound.STILL: STILL,
    Sound.WAKE: SWELL,
}
PACER = (Sound.BREATHE_IN, Sound.BREATHE_OUT)


def clip(sound: Sound, length: int, file: Path | str = "") -> np.ndarray:
    """The clip of a strike."""
    return render_chime(ChimeEvent(0, length, sound, file=str(file)))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where an author's chime goes."""
    return tmp_path / "own.wav"


@pytest.mark.parametrize("sound", SLOTS)
def test_shipped_sounds_fit_their_slots(sound: Sound) -> None:
    """Each shipped sound fits into the slot that the planner keeps for it, uncut."""
    whole = clip(sound, frames(60))
    assert 0 < len(whole) <= SLOTS[sound]
    assert np.array_equal(clip(sound, SLOTS[sound]), whole)


@pytest.mark.parametrize("sound", [Sound.BEGIN, Sound.CHANGE, Sound.END])
def test_chimes_are_under_speech(sound: Sound) -> None:
    """The loudest 400 ms of the three chimes lie 3 to 9 LU under speech."""
    assert -27 <= momentary(clip(sound, SLOTS[sound])).max() <= -21


@pytest.mark.parametrize("sound", SLOTS)
@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_a_cut_chime_fades(sound: Sound, share: float) -> None:
    """Cut short, a sound is as long as asked, and fades out instead of stopping."""
    whole = clip(sound, frames(60))
    length = round(len(whole) * share)
    short = clip(sound, length)
    assert len(short) == length
    assert decibels(float(np.abs(short[-1]))) < -90
    assert step(np.pad(short, 1)) <= step(np.pad(whole, 1)) * 1.2


@pytest.mark.parametrize("sound", PACER)
@pytest.mark.parametrize("seconds", [0.5, 2.0, 4.0, 6.0, 15.0])
def test_pacer_tone(sound: Sound, seconds: float) -> None:
    """The pacer's tone is as long as the breath, 15 dB or more under speech, and swells from nothing."""
    tone = clip(sound, frames(seconds))
    assert len(tone) == frames(seconds)
    assert lufs(tone) < -33
    assert rms(tone) > -50
    assert decibels(float(np.abs(tone[[0, -1]]).max())) < -90
    assert step(np.pad(tone, 1)) < 0.002


@pytest.mark.parametrize(("sound", "rises"), [(Sound.BREATHE_IN, True), (Sound.BREATHE_OUT, False)])
def test_pacer_glides(sound: Sound, rises: bool) -> None:
    """Breathing in glides up, breathing out glides down, by about a fifth."""
    tone = clip(sound, frames(4.0))
    pitches = []
    for at in (frames(0.5), frames(3.0)):
        spectrum = np.abs(np.fft.rfft(tone[at : at + frames(0.5)] * np.hanning(frames(0.5))))
        pitches.append(int(np.argmax(spectrum)) * 2)
    assert (pitches[0] < pitches[1]) == rises
    assert 1.2 < max(pitches) / min(pitches) < 1.5


def test_an_own_chime_is_turned_down(own: Path) -> None:
    """An author's loud chime, even one that begins with a blow, stays 3 LU or more under speech."""
    tone = np.sin(2 * np.pi * 500 * np.arange(2 * 44_100) / 44_100)
    envelope = np.where(np.arange(2 * 44_100) < 20_000, 1.0, 0.35)
    soundfile.write(own, np.stack((tone * envelope,) * 2, axis=1), 44_100)
    made = clip(Sound.BEGIN, frames(1.8), own)
    assert len(made) == frames(1.8)
    assert -24.5 < momentary(made).max() < -23


def test_an_own_click_is_no_shot(own: Path) -> None:
    """A bare click at full scale has little loudness; its peak is turned down to -6 dBFS."""
    samples = np.zeros(RATE, np.float32)
    samples[RATE // 2] = 1.0
    soundfile.write(own, samples, RATE, subtype="FLOAT")
    assert decibels(float(np.abs(clip(Sound.CHANGE, RATE, own)).max())) == pytest.approx(
        -6, abs=0.1
    )


def test_an_own_quiet_chime_stays(own: Path) -> None:
    """An author's quiet chime is never turned up; only its edges are faded."""
    samples = (0.01 * np.sin(np.arange(RATE) / 20)).astype(np.float32)
    soundfile.write(own, samples, RATE, subtype="FLOAT")
    made = clip(Sound.END, RATE, own)
    assert np.array_equal(made[300:-300], samples[300:-300])
    assert np.abs(made[[0, -1]]).max() < 1e-4


def test_an_own_silent_chime_is_silent(own: Path) -> None:
    """A file of silence takes the chime away and raises nothing."""
    soundfile.write(own, np.zeros(RATE), RATE)
    assert not clip(Sound.BEGIN, RATE, own).any()


def test_an_unreadable_chime_is_named(coach: Coach, own: Path) -> None:
    """A file that is no sound is an error that names it and the remedy, here and on the command line."""
    own.write_text("no sound")
    with pytest.raises(CoachError, match=r"own\.wav cannot be read .*save it as WAV"):
        clip(Sound.BEGIN, RATE, own)
    script = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\n"
    script += "chimes: {begin: own.wav}\nsteps:\n  - hold: 5s\n    say: Hold.\n"
    (coach.folder / "odd.yaml").write_text(script)
    (coach.folder / "own.wav").write_text("no sound")
    done = coach("export", "./odd.yaml")
    assert done.returncode == 1
    assert done.stderr.startswith("coach: The sound own.wav cannot be read ")
    assert done.stderr.count("\n") == 1
    assert not list(coach.folder.glob("odd.wav*"))


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
@settings(deadline=None)
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
