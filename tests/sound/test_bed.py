"""Beds: far under speech, down before the first word, without a seam, in and out slowly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from rig.command import Coach
from sound.measuring import RATE, decibels, lufs, rms, stereo, true_peak
from sound.speaking import LINES, clip_of, cue, timeline

from voice_coach.errors import CoachError, UsageError
from voice_coach.plan.longer import longer
from voice_coach.plan.timeline import Line, SpeechEvent, Timeline
from voice_coach.script.terms import Side
from voice_coach.sound.bed import (
    ATTACK,
    FADE_IN,
    FADE_OUT,
    LONGEST,
    LOUDEST,
    RELEASE,
    Bed,
    load_bed,
)
from voice_coach.sound.mixer import Mixer
from voice_coach.sound.names import BEDS as NAMES
from voice_coach.units import frames

pytestmark = pytest.mark.slow

BEDS = [name for name in NAMES if name != "none"]
SPEECH = -18.0
LENGTH = frames(60)
TALK = SpeechEvent(frames(15), frames(30), Line("Talk."))
FLAT = np.ones((frames(2), 2), np.float32)


def made(name: str | Path, volume: float = 1.0) -> Bed:
    """A bed that exists."""
    found = load_bed(str(name), volume)
    assert found
    return found


def loudest_3_s(samples: np.ndarray) -> float:
    """The loudness in LUFS of the loudest 3 s, with a look each 0.25 s."""
    import pyloudnorm

    meter = pyloudnorm.Meter(RATE, block_size=3.0, overlap=1 - 0.25 / 3)
    meter.integrated_loudness(stereo(samples))
    return float(max(meter.blockwise_loudness))


def level(under: Bed, over: Timeline, start: float, seconds: float) -> np.ndarray:
    """How far up a bed is at each frame, as a factor: it has to be one of `FLAT`."""
    return np.asarray(under.block(over, frames(start), frames(seconds))[:, 0])


@pytest.fixture
def flat() -> Bed:
    """A bed whose samples are its level: 1, and 0.25 under speech."""
    return Bed(FLAT, 1.0, 0.25)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Ten seconds of noise that swells and fades, in stereo at 44.1 kHz."""
    count = 441_000
    noise = np.random.default_rng(3).standard_normal((count, 2)) * 0.05
    swell = 0.3 + 0.7 * np.sin(np.linspace(0, 3, count))[:, None] ** 2
    path = tmp_path / "own bed.wav"
    soundfile.write(path, noise * swell, 44_100)
    return path


@pytest.mark.parametrize("name", BEDS)
def test_bed_is_20_db_under_speech(name: str) -> None:
    """Under speech the loudest 3 s of each bed at full volume lie 20 dB or more lower."""
    talk = timeline(TALK, length=LENGTH, bed=(0, LENGTH))
    under = made(name).block(talk, TALK.start, TALK.length)
    assert SPEECH - 25 < loudest_3_s(under) <= SPEECH - 20


def test_own_bed_is_20_db_under_speech(own: Path) -> None:
    """So do those of an own file that swells."""
    talk = timeline(TALK, length=LENGTH, bed=(0, LENGTH))
    under = made(own).block(talk, TALK.start, TALK.length)
    assert SPEECH - 25 < loudest_3_s(under) <= SPEECH - 20


@pytest.mark.parametrize("name", BEDS)
def test_volume(name: str) -> None:
    """Full volume is as loud as documented while nobody speaks, and half of it 6 dB less."""
    silent = timeline(length=frames(60), bed=(0, frames(60)))
    full, half = (
        lufs(made(name, volume).block(silent, frames(10), frames(20))) for volume in (1.0, 0.5)
    )
    assert full == pytest.approx(LOUDEST, abs=0.3)
    assert half == pytest.approx(full - 6, abs=0.1)


@pytest.mark.parametrize("volume", [1.0, 0.5, 0.1, 0.01])
def test_it_always_steps_back(volume: float) -> None:
    """At any volume a bed is 6 dB or more lower while the voice speaks."""
    for name in BEDS:
        found = made(name, volume)
        assert decibels(found.gain) - decibels(found.ducked) >= 6 - 1e-6


def test_fades(flat: Bed) -> None:
    """A bed fades in and out over 2 s or more, evenly, from nothing and to nothing."""
    assert min(FADE_IN, FADE_OUT) >= frames(2)
    whole = level(flat, timeline(length=LENGTH, bed=(frames(5), frames(50))), 0, 60)
    up, down = whole[: frames(30)], whole[frames(30) :]
    assert not whole[: frames(5)].any()
    assert not whole[frames(50) :].any()
    assert whole[frames(20)] == 1
    assert (np.diff(up) >= 0).all()
    assert (np.diff(down) <= 0).all()
    assert np.count_nonzero((up > 0) & (up < 1)) >= frames(2)
    assert np.count_nonzero((down > 0) & (down < 1)) >= frames(2)
    assert np.abs(np.diff(whole)).max() < 1e-4


def test_a_short_bed_fades_too(flat: Bed) -> None:
    """A bed shorter than its fades rises and falls without a step."""
    whole = level(flat, timeline(length=LENGTH, bed=(frames(5), frames(8))), 0, 60)
    assert np.abs(np.diff(whole)).max() < 1e-4
    assert 0.1 < whole.max() < 1


def test_duck_is_down_before_the_first_word(flat: Bed) -> None:
    """The bed is down when a word begins, gone down in 150 to 300 ms, and up again in 0.6 to 1 s."""
    assert frames(0.15) <= ATTACK <= frames(0.3)
    assert frames(0.6) <= RELEASE <= frames(1.0)
    whole = level(flat, timeline(TALK, length=LENGTH, bed=(0, LENGTH)), 0, 60)
    assert np.allclose(whole[TALK.start : TALK.end], 0.25, atol=1e-6)
    assert whole[TALK.start - ATTACK - 1] == 1
    assert 0.25 < whole[TALK.start - ATTACK // 2] < 1
    assert 0.25 < whole[TALK.end + RELEASE // 2] < 1
    assert whole[TALK.end + RELEASE] == 1
    assert np.abs(np.diff(whole)).max() < 2e-4


def test_duck_stays_down_in_short_gaps(flat: Bed) -> None:
    """Between two cues half a second apart the bed does not pump up to its full level."""
    pair = [SpeechEvent(frames(at), frames(2), Line(str(at))) for at in (20.0, 22.5)]
    whole = level(flat, timeline(*pair, length=LENGTH, bed=(0, LENGTH)), 0, 60)
    gap = whole[frames(22.0) : frames(22.5)]
    assert gap.max() < 0.7
    assert np.abs(np.diff(whole)).max() < 2e-4


@pytest.mark.parametrize("count", [1, 100, 4800, 65_536])
def test_blocks_of_any_size(flat: Bed, count: int) -> None:
    """A duck that begins before a block or ends after it is the same as in one long block."""
    talk = timeline(cue(15.0), TALK, cue(50.0), length=LENGTH, bed=(0, LENGTH))
    whole = level(flat, talk, 0, 60)
    for start in range(TALK.start - ATTACK - 5, TALK.start + 5, max(count, 700)):
        part = flat.block(talk, start, count)[:, 0]
        assert np.array_equal(part, whole[start : start + count])


@pytest.mark.parametrize("name", [*BEDS, "own"])
def test_no_seam(name: str, own: Path) -> None:
    """At the join of the loop the bed goes on: no step larger than elsewhere, and no dip or bump."""
    loop = made(own if name == "own" else name).loop.astype(float)
    twice = np.concatenate((loop, loop))
    size = len(loop)
    steps = np.abs(np.diff(twice, axis=0))
    assert (steps[size - 1] <= np.quantile(steps, 0.9999, axis=0) * 1.2).all()
    around = [rms(twice[at : at + frames(0.5)]) for at in range(0, 2 * size, frames(0.25))]
    joint = rms(twice[size - frames(0.25) : size + frames(0.25)])
    assert min(around) - 0.5 < joint < max(around) + 0.5


def test_own_file_keeps_its_level_over_the_seam(tmp_path: Path) -> None:
    """Steady noise of one's own stays steady over the seam: its ends are joined at equal power."""
    path = tmp_path / "steady.wav"
    noise = np.random.default_rng(4).standard_normal((RATE * 10, 2)) * 0.05
    soundfile.write(path, noise, RATE)
    loop = made(path).loop
    assert len(loop) == 8 * RATE
    levels = [rms(np.roll(loop, -at, axis=0)[: frames(1)]) for at in range(0, len(loop), RATE // 2)]
    assert np.ptp(levels) < 0.5


def test_a_long_file_is_cut_to_a_loop(tmp_path: Path) -> None:
    """Of a file of 200 s three minutes are used, so that memory stays bounded."""
    path = tmp_path / "long.wav"
    soundfile.write(path, np.random.default_rng(5).standard_normal(200 * 8000) * 0.1, 8000)
    assert frames(170) < len(made(path).loop) <= LONGEST == frames(180)


def test_shipped_beds_are_wide() -> None:
    """The two ears hear a bed half a loop apart; one loudspeaker that adds both loses 3 dB at most."""
    for name in BEDS:
        loop = made(name).loop
        left, right = loop.T
        assert np.array_equal(np.roll(left, len(left) // 2), right)
        assert -3.2 < rms(loop.mean(axis=1)) - rms(left) < -0.5


def test_longer_moves_it(flat: Bed) -> None:
    """When a hold is made longer, the bed plays on through it and ends that much later."""
    short = timeline(TALK, length=LENGTH, bed=(frames(5), frames(55)))
    grown = longer(short, frames(50), frames(20))
    assert grown.bed == (frames(5), frames(75))
    before, after = (flat.block(made, 0, frames(90))[:, 0] for made in (short, grown))
    assert np.array_equal(before[: frames(50)], after[: frames(50)])
    assert after[frames(50) : frames(70)].min() == 1
    assert np.array_equal(after[frames(70) :], before[frames(50) : frames(70)])


def test_longer_moves_the_duck(flat: Bed) -> None:
    """Words that come later because of "longer" find the bed down where they are now."""
    late = SpeechEvent(frames(40), frames(3), Line("Late."))
    before = timeline(late, length=LENGTH, bed=(0, LENGTH))
    moved = longer(before, frames(20), frames(10))
    flat.block(before, frames(40), 100)
    assert flat.block(moved, frames(50), frames(3))[:, 0].max() == pytest.approx(0.25)
    assert flat.block(moved, frames(41), 10)[:, 0].min() == 1


def test_none() -> None:
    """No bed is no bed."""
    assert load_bed("none", 1.0) is None


@pytest.mark.parametrize("name", ["ocean", "missing.wav", "", "/", "-x", "rain.flac"])
def test_unknown_bed(name: str) -> None:
    """A bed that does not exist is refused, naming those that do."""
    with pytest.raises(UsageError, match="Choose none, rain, waves, brown, drone, or a sound file"):
        load_bed(name, 1.0)


def test_unknown_bed_on_the_command_line(coach: Coach) -> None:
    """The command ends with 2 and one line, and writes no file."""
    done = coach("export", "brow", "--voice", "tone", "--bed", "ocean")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('coach: There is no bed "ocean"')
    assert done.stderr.count("\n") == 1
    assert not list(coach.folder.iterdir())


@pytest.mark.parametrize("level", [0.0, 1e-6])
def test_silent_bed(tmp_path: Path, level: float) -> None:
    """A silent file, or one next to silent, is refused: turned up it would be bare noise."""
    path = tmp_path / "silent.wav"
    soundfile.write(path, np.full((RATE, 2), level, np.float32), RATE, subtype="FLOAT")
    with pytest.raises(CoachError, match=r"silent\.wav is (silent|too quiet)"):
        load_bed(str(path), 1.0)


def test_peaks_of_a_clicking_bed(tmp_path: Path) -> None:
    """An own file of few loud clicks can not push the mix over -1 dBTP, leaning cue and all."""
    path = tmp_path / "clicks.wav"
    clicks = np.zeros((RATE * 6, 2), np.float32)
    clicks[:: RATE // 7] = 0.9
    soundfile.write(path, clicks, RATE)
    talk = timeline(cue(10.0, LINES[0], Side.LEFT), length=LENGTH, bed=(0, LENGTH))
    mixed = Mixer(talk, clip_of, made(path), 4.0).block(frames(5), frames(20))
    assert true_peak(mixed) <= -1
    assert true_peak(mixed[: frames(4)]) > -30


def test_a_bed_plays_in_an_export(coach: Coach) -> None:
    """The command mixes the bed that is asked for, between the words and not before the first."""
    args = ("export", "brow", "--voice", "tone", "--length", "short", "--bed-volume", "100", "-o")
    assert coach(*args, "plain.wav").returncode == 0
    assert coach(*args, "rain.wav", "--bed", "rain").returncode == 0
    plain, rain = (soundfile.read(coach.folder / f"{name}.wav")[0] for name in ("plain", "rain"))
    added = rain - plain
    assert len(rain) == len(plain)
    assert not added[: frames(2.0)].any()
    assert rms(added) > -60
    assert loudest_3_s(added[frames(20) : frames(50)]) < LOUDEST + 1
