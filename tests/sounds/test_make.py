"""What the sounds must hold whenever they change: remade exactly, gentle at both ends, at their levels.

`test_sums.py` always makes sure that they did not change.
"""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

pytestmark = pytest.mark.nightly
Signal: TypeAlias = NDArray[np.float64]

SOUNDS = Path(__file__).parents[2] / "sounds"
CHIME_RATE, BED_RATE = 48000, 24000
LIMITS = {  # the longest each chime may be, in s
    "begin": 1.8, "change": 2.2, "end": 4.0, "open": 0.9, "tick": 0.09,
    "still": 0.8, "wake": 0.8, "confirm": 0.25, "refuse": 0.4,
}  # fmt: skip
LEVELS = {  # the loudest 400 ms of each chime, in LUFS; speech sits at -18
    "begin": -24.0, "change": -24.0, "end": -24.0, "open": -30.0,
    "still": -32.0, "wake": -34.0, "confirm": -26.0, "refuse": -26.0,
}  # fmt: skip
STRIKES = {"begin": 1, "change": 2, "end": 3, "open": 1, "tick": 1, "confirm": 1, "refuse": 2}
CHIMES = sorted(LIMITS)
BEDS = ["brown", "drone", "rain", "waves"]
ORDER = 8  # samples from which a linear predictor guesses the next one
BLOCK = 4096  # frames of one spectrum, 0.17 s of a bed


def load(name: str) -> Signal:
    """The committed sound, shape (n,), full scale 1.0."""
    samples, _ = soundfile.read(SOUNDS / f"{name}.flac")
    return np.asarray(samples, dtype=np.float64)


def loudest_400_ms(mono: Signal) -> float:
    """Momentary loudness in LUFS of a chime amid silence, out of both channels."""
    import pyloudnorm

    padded = np.pad(mono, CHIME_RATE)
    meter = pyloudnorm.Meter(CHIME_RATE, block_size=0.4, overlap=0.975)  # a look every 10 ms
    meter.integrated_loudness(np.column_stack((padded, padded)))
    return float(max(meter.blockwise_loudness))


def envelope(mono: Signal, smooth: float) -> Signal:
    """RMS of the analytic signal, `smooth` s around each frame (Hann), over its own maximum."""
    spectrum = np.fft.fft(np.pad(mono, CHIME_RATE // 10))
    spectrum[spectrum.size // 2 :] = 0
    power = np.abs(np.fft.ifft(2 * spectrum)) ** 2
    window = np.hanning(round(smooth * CHIME_RATE))
    level = np.sqrt(np.convolve(power, window, "same"))
    return np.asarray(level / level.max())


def rises(mono: Signal, smooth: float, within: float) -> Signal:
    """By how much of its maximum the envelope has risen `within` s after each frame."""
    level = envelope(mono, smooth)
    frames = round(within * CHIME_RATE)
    return np.asarray(level[frames:] - level[:-frames])


def count_strikes(mono: Signal) -> int:
    """How often the envelope climbs by a quarter of its maximum within 40 ms."""
    climbing = rises(mono, smooth=0.05, within=0.04) > 0.25
    return int(np.count_nonzero(np.diff(climbing.astype(int)) == 1))


def surprise_at_join(loop: Signal) -> float:
    """How badly the end of a loop foretells its start, over how badly it foretells inside.

    A linear predictor is fitted to the inside; mean squared errors are compared. A loop
    without a seam gives about 1.
    """
    past = np.lib.stride_tricks.sliding_window_view(loop, ORDER)[:-1]
    weights = np.linalg.lstsq(past[::4], loop[ORDER::4], rcond=None)[0]
    inside = np.mean((loop[ORDER:] - past @ weights) ** 2)
    across = np.concatenate((loop[-ORDER:], loop[:ORDER]))
    around = np.lib.stride_tricks.sliding_window_view(across, ORDER)[:-1]
    return float(np.mean((across[ORDER:] - around @ weights) ** 2) / inside)


def octaves(blocks: Signal) -> Signal:
    """Levels in dB, shape (n, 6), of blocks of shape (n, BLOCK) in octaves from 125 Hz up."""
    power = np.abs(np.fft.rfft(blocks * np.hanning(BLOCK))) ** 2
    edges = [round(125 * 2**octave * BLOCK / BED_RATE) for octave in range(7)]
    bands = [power[:, low:high].sum(axis=1) for low, high in zip(edges, edges[1:], strict=False)]
    return np.asarray(10 * np.log10(np.stack(bands, axis=1)))


def spectrum_stands_out(loop: Signal) -> float:
    """By how many dB an octave at the join leaves the span of all blocks inside the loop."""
    inside = octaves(np.lib.stride_tricks.sliding_window_view(loop, BLOCK)[:: BLOCK // 4])
    join = octaves(np.concatenate((loop[-BLOCK // 2 :], loop[: BLOCK // 2]))[np.newaxis])[0]
    return float(np.maximum(join - inside.max(axis=0), inside.min(axis=0) - join).max())


def as_played(loop: Signal) -> Signal:
    """A bed in stereo, shape (n, 2): the right channel starts half a loop later."""
    return np.column_stack((loop, np.roll(loop, -loop.size // 2)))


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sounds, made anew by the program itself."""
    out = tmp_path_factory.mktemp("sounds")
    subprocess.run([sys.executable, str(SOUNDS / "make.py"), "--out", str(out)], check=True)
    return out


def test_program_makes_the_committed_files_and_no_others(remade: Path) -> None:
    """Every committed sound comes out of the program, and it makes nothing beside them."""
    made = {path.name for path in remade.iterdir()}
    assert made == {path.name for path in SOUNDS.glob("*.flac")}
    assert made == {f"{name}.flac" for name in CHIMES + BEDS}


@pytest.mark.parametrize("name", CHIMES + BEDS)
def test_remaking_changes_no_sample(name: str, remade: Path) -> None:
    """A sound made anew decodes to the committed samples, bit for bit."""
    anew, new_rate = soundfile.read(remade / f"{name}.flac", dtype="int16")
    kept, kept_rate = soundfile.read(SOUNDS / f"{name}.flac", dtype="int16")
    assert new_rate == kept_rate
    np.testing.assert_array_equal(anew, kept)


def test_rounding_does_not_hang_on_the_last_bit() -> None:
    """Samples halfway between two steps round alike when a processor moves them by a hair."""
    to_pcm = runpy.run_path(str(SOUNDS / "levels.py"))["to_pcm"]
    halfway = (np.arange(-500, 500) + 0.5) / 32768
    np.testing.assert_array_equal(to_pcm(halfway * (1 + 1e-13)), to_pcm(halfway * (1 - 1e-13)))


@pytest.mark.parametrize("name", CHIMES + BEDS)
def test_format(name: str) -> None:
    """Each file is mono 16-bit FLAC: chimes at 48 kHz, beds at 24 kHz."""
    info = soundfile.info(SOUNDS / f"{name}.flac")
    assert (info.format, info.subtype, info.channels) == ("FLAC", "PCM_16", 1)
    assert info.samplerate == (BED_RATE if name in BEDS else CHIME_RATE)


@pytest.mark.parametrize("name", CHIMES)
def test_chime_is_short(name: str) -> None:
    """A chime leaves the time to the voice: it is no longer than agreed."""
    assert load(name).size <= LIMITS[name] * CHIME_RATE


@pytest.mark.parametrize("name", CHIMES)
def test_chime_starts_and_ends_without_a_step(name: str) -> None:
    """A chime starts and ends on exact zeros and stays within 1 % of its peak for 1 ms there."""
    sound = load(name)
    assert not sound[:4].any()
    assert not sound[-4:].any()
    near = CHIME_RATE // 1000
    assert np.abs(sound[:near]).max() < 0.01 * np.abs(sound).max()
    assert np.abs(sound[-near:]).max() < 0.01 * np.abs(sound).max()


@pytest.mark.parametrize("name", CHIMES)
def test_no_onset_startles(name: str) -> None:
    """No strike takes its envelope from 10 % to 90 % of the peak, a rise of 0.8, in 10 ms."""
    assert rises(load(name), smooth=0.004, within=0.010).max() < 0.8


def test_onset_measure_hears_a_hard_start() -> None:
    """The measure of onsets finds fault with a tone that is suddenly there, or there in 12 ms."""
    time = np.arange(CHIME_RATE // 2) / CHIME_RATE
    tone = np.sin(2 * np.pi * 440 * time)
    quick = tone * (0.5 - 0.5 * np.cos(np.pi * np.minimum(time / 0.012, 1)))
    assert rises(tone, smooth=0.004, within=0.010).max() > 0.8
    assert rises(quick, smooth=0.004, within=0.010).max() > 0.8


@pytest.mark.parametrize(("name", "level"), LEVELS.items())
def test_chime_loudness(name: str, level: float) -> None:
    """The loudest 400 ms of a chime, in both channels, lie within 0.5 LU of its level."""
    assert loudest_400_ms(load(name)) == pytest.approx(level, abs=0.5)


def test_tick_is_quiet() -> None:
    """The tick, too short for a loudness window, peaks at -30 dBFS give or take 0.5 dB."""
    assert 20 * np.log10(np.abs(load("tick")).max()) == pytest.approx(-30, abs=0.5)


@pytest.mark.parametrize("name", CHIMES + BEDS)
def test_true_peak(name: str) -> None:
    """No sound exceeds -6 dBTP between its samples, read at four times the rate."""
    sound = load(name)
    between = 4 * np.fft.irfft(np.fft.rfft(sound), 4 * sound.size)
    assert 20 * np.log10(np.abs(between).max()) < -6


@pytest.mark.parametrize(("name", "strikes"), STRIKES.items())
def test_strikes_can_be_counted(name: str, strikes: int) -> None:
    """Whoever listens with closed eyes can count: begin is one strike, change two, end three."""
    assert count_strikes(load(name)) == strikes


@pytest.mark.parametrize("name", BEDS)
def test_bed_loudness(name: str) -> None:
    """A bed, played as the player does, has an integrated loudness of -40 LUFS within 1 LU."""
    import pyloudnorm

    stereo = as_played(load(name))
    measured = pyloudnorm.Meter(BED_RATE).integrated_loudness(stereo)
    assert measured == pytest.approx(-40, abs=1)


@pytest.mark.parametrize("name", BEDS)
def test_bed_is_smooth(name: str) -> None:
    """A bed has no peak over -24 dBFS, and no second of it is 6 dB over or under the whole."""
    bed = load(name)
    assert 20 * np.log10(np.abs(bed).max()) < -24
    seconds = bed.reshape(-1, BED_RATE).std(axis=1)
    assert np.abs(20 * np.log10(seconds / bed.std())).max() < 6


@pytest.mark.parametrize("name", BEDS)
def test_bed_is_dull(name: str) -> None:
    """A bed does not hiss: less than a tenth of its power lies over 2 kHz."""
    power = np.abs(np.fft.rfft(load(name))) ** 2
    over = power[2000 * power.size * 2 // BED_RATE :]
    assert over.sum() < 0.1 * power.sum()


@pytest.mark.parametrize("name", BEDS)
def test_bed_survives_one_loudspeaker(name: str) -> None:
    """Summed to mono, unlike noises lose 3 dB by nature, and the drone no more than 1 dB."""
    bed = load(name)
    lost = -20 * np.log10(as_played(bed).mean(axis=1).std() / bed.std())
    assert lost < (1 if name == "drone" else 3.5)


@pytest.mark.parametrize("name", BEDS)
def test_bed_loops_without_a_seam(name: str) -> None:
    """The end of a bed foretells its start, and the spectrum there is one of the inside."""
    bed = load(name)
    assert bed.size == 20 * BED_RATE
    assert surprise_at_join(bed) < 3
    assert spectrum_stands_out(bed) < 1


@pytest.mark.parametrize("name", BEDS)
def test_seam_measures_hear_a_cut_and_a_gap(name: str) -> None:
    """A bed cut 1001 frames short fails the first measure, one faded at its ends the second."""
    bed = load(name)
    faded = bed * np.minimum(1, np.minimum(np.arange(bed.size), np.arange(bed.size)[::-1]) / 4000)
    assert surprise_at_join(bed[:-1001]) > 3
    assert spectrum_stands_out(faded) > 1


@pytest.mark.parametrize("name", BEDS)
def test_bed_is_small(name: str) -> None:
    """A bed takes no more than 700 kB of the package."""
    assert (SOUNDS / f"{name}.flac").stat().st_size <= 700_000
