"""Make the pictures of docs/voice.md and docs/sound.md: python docs/images/make.py.

Needs matplotlib and pyloudnorm. Each picture shows what the program itself makes.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
import pyloudnorm
from matplotlib import pyplot
from numpy.typing import NDArray
from PIL import Image

from voice_coach.plan.planner import Plan, plan_session
from voice_coach.plan.program import Length, Narration, build_program
from voice_coach.plan.timeline import Line, Sound
from voice_coach.script import library
from voice_coach.sound.equalizer import VoiceTone
from voice_coach.sound.mixer import Mixer
from voice_coach.sound.voicing import SPEECH, render_speech
from voice_coach.speech.delivery import DEFAULT_RATE, DEFAULT_VOICE
from voice_coach.speech.narrator import Narrator, narrator
from voice_coach.units import RATE, frames

FOLDER = Path(__file__).parent
CUE = Line("If you feel it on spine, ribs, or tailbone, lift, and move it outward.")
MINUTE = (135.0, 195.0)
"""Seconds of lower-back shown."""
COLORS = 20
"""Enough for levels, and small files."""


def main() -> None:
    """Write all pictures."""
    mpl.use("agg")
    pyplot.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    speaker = narrator(DEFAULT_VOICE, DEFAULT_RATE)
    tones(speaker)
    minute(speaker)
    loudness(speaker)


def tones(speaker: Narrator) -> None:
    """Draw one cue in both tones."""
    figure, axes = pyplot.subplots(1, 2, figsize=(8, 3), sharey=True, layout="constrained")
    for axis, tone in zip(axes, VoiceTone, strict=True):
        clip = render_speech(speaker.takes(CUE), speaker.delivery.pause(CUE), tone)
        _spectrogram(axis, clip, 0.0, 1024, 8)
        axis.set_title(tone.value)
    _save(figure, "tones.png")


def minute(speaker: Narrator) -> None:
    """Draw a minute of a session."""
    plan = _plan("lower-back", speaker)
    mixer = Mixer(plan.timeline, lambda line: render_speech(speaker.takes(line), 19_200))
    start, end = (frames(seconds) for seconds in MINUTE)
    samples = mixer.block(start, end - start).mean(axis=1)
    figure, axis = pyplot.subplots(figsize=(8, 3), layout="constrained")
    _spectrogram(axis, samples, MINUTE[0], 4096, 6)
    for chime in plan.timeline.chimes:
        if start <= chime.start < end and chime.sound in (Sound.BEGIN, Sound.CHANGE):
            axis.annotate(chime.sound.value, (chime.start / RATE, 5.2), color="white")
    _save(figure, "minute.png")


def loudness(speaker: Narrator) -> None:
    """Draw how loud each cue of a second or more is, as the engine speaks it and as delivered."""
    lines: dict[Line, None] = {}
    for name, entry in library.entries().items():
        if not entry.own:
            lines |= dict.fromkeys(cue.line for cue in _plan(name, speaker).timeline.speech)
    raw, level = [], []
    for line in lines:
        takes, pause = speaker.takes(line), speaker.delivery.pause(line)
        clip = render_speech(takes, pause)
        if len(clip) >= RATE:
            level.append(_lufs(clip, RATE))
            parts = [np.frombuffer(take.pcm, "<i2") / 32768 for take in takes]
            gap = np.zeros(pause * takes[0].rate // RATE)
            joined = np.concatenate([piece for part in parts for piece in (part, gap)][:-1])
            raw.append(_lufs(joined, takes[0].rate))
    figure, axis = pyplot.subplots(figsize=(8, 2.6), layout="constrained")
    axis.axhspan(SPEECH - 0.5, SPEECH + 0.5, color="0.9", label="within 0.5 LU")
    axis.plot(raw, ".", ms=3, color="tab:orange", label="as the engine speaks")
    axis.plot(level, ".", ms=3, color="tab:blue", label="as delivered")
    axis.set(xlabel=f"{len(level)} different cues of 1 s or more", ylabel="LUFS")
    axis.legend(ncols=3, fontsize=8)
    print(f"as spoken {min(raw):.2f} to {max(raw):.2f}, as delivered {min(level):.2f}", end=" ")
    print(f"to {max(level):.2f}")
    _save(figure, "loudness.png")


def _plan(name: str, speaker: Narrator) -> Plan:
    program = build_program([library.load(library.find(name))])
    return plan_session(program, Narration(), Length.STANDARD, speaker.measure)


def _lufs(mono: NDArray[np.floating], rate: int) -> float:
    whole = mono[: len(mono) * 10 // rate * rate // 10]  # a part of a block does not count
    both = np.stack((whole, whole), axis=1)
    return float(pyloudnorm.Meter(rate).integrated_loudness(both))


def _spectrogram(
    axis: pyplot.Axes, samples: NDArray[np.floating], at: float, size: int, top: float
) -> None:
    """Draw levels by time in seconds and pitch in kHz, over 80 dB."""
    _, _, _, image = axis.specgram(
        samples, NFFT=size, Fs=RATE, noverlap=size // 2, cmap="magma", vmin=-130, vmax=-50
    )
    left, right, _, _ = image.get_extent()
    image.set_extent((left + at, right + at, 0, RATE / 2000))
    axis.set(xlim=(at, at + len(samples) / RATE), ylim=(0, top), xlabel="s", ylabel="kHz")


def _save(figure: pyplot.Figure, name: str) -> None:
    figure.savefig(FOLDER / name, dpi=90)
    pyplot.close(figure)
    with Image.open(FOLDER / name) as picture:
        few = picture.convert("RGB").quantize(COLORS)
    few.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
