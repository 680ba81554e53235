"""Make the pictures of docs/voice.md and docs/sound.md: python docs/images/make.py.

Needs matplotlib and pyloudnorm. Each picture shows what the program itself makes.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
import pyloudnorm
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from voice_coach import Session, SessionSpec, open_session
from voice_coach.library import catalog
from voice_coach.plan.timeline import Line, Sound
from voice_coach.sound.clips import SPEECH, render_speech
from voice_coach.sound.names import VoiceTone
from voice_coach.speech.narrator import Narrator
from voice_coach.units import RATE, frames

FOLDER = Path(__file__).parent
CUE = Line("Slide your hips a little, so that the ball rolls outward, and come back.")
MINUTE = (135.0, 195.0)
"""Seconds of lower-back shown."""
COLORS = 20
"""Enough for levels, and small files."""


def main() -> None:
    """Write all pictures."""
    mpl.use("agg")
    pyplot.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    sessions = {
        name: open_session(SessionSpec(names=(name,)))
        for name, entry in catalog.entries().items()
        if not entry.own
    }
    tones(sessions["lower-back"].narrator)
    minute(sessions["lower-back"])
    loudness(list(sessions.values()))


def tones(narrator: Narrator) -> None:
    """Draw one cue in both tones."""
    figure, axes = pyplot.subplots(1, 2, figsize=(8, 3), sharey=True, layout="constrained")
    for axis, tone in zip(axes, VoiceTone, strict=True):
        _spectrogram(axis, render_speech(narrator.take(CUE), tone), 0.0, 1024, 8)
        axis.set_title(tone.value)
    _save(figure, "tones.png")


def minute(session: Session) -> None:
    """Draw a minute of a session."""
    start, end = (frames(seconds) for seconds in MINUTE)
    samples = session.mixer.block(start, end - start).mean(axis=1)
    figure, axis = pyplot.subplots(figsize=(8, 3), layout="constrained")
    _spectrogram(axis, samples, MINUTE[0], 4096, 6)
    for chime in session.timeline.chimes:
        if start <= chime.start < end and chime.sound in (Sound.BEGIN, Sound.CHANGE):
            axis.annotate(chime.sound.value, (chime.start / RATE, 5.2), color="white")
    _save(figure, "minute.png")


def loudness(sessions: list[Session]) -> None:
    """Draw how loud each cue of a second or more is, as the engine speaks it and as delivered."""
    lines = dict.fromkeys(cue.line for each in sessions for cue in each.timeline.speech)
    narrator = sessions[0].narrator
    raw, level = [], []
    for line in lines:
        take = narrator.take(line)
        clip = render_speech(take)
        if len(clip) >= RATE:
            level.append(_lufs(clip, RATE))
            raw.append(_lufs(np.frombuffer(take.pcm, "<i2") / 32768, take.rate))
    figure, axis = pyplot.subplots(figsize=(8, 2.6), layout="constrained")
    axis.axhspan(SPEECH - 0.5, SPEECH + 0.5, color="0.9", label="within 0.5 LU")
    axis.plot(raw, ".", ms=3, color="tab:orange", label="as the engine speaks")
    axis.plot(level, ".", ms=3, color="tab:blue", label="as delivered")
    axis.set(xlabel=f"{len(level)} different cues of 1 s or more", ylabel="LUFS")
    axis.legend(ncols=3, fontsize=8)
    print(f"as spoken {min(raw):.2f} to {max(raw):.2f}, as delivered {min(level):.2f}", end=" ")
    print(f"to {max(level):.2f}")
    _save(figure, "loudness.png")


def _lufs(mono: NDArray[np.floating], rate: int) -> float:
    whole = mono[: len(mono) * 10 // rate * rate // 10]  # a part of a block does not count
    both = np.stack((whole, whole), axis=1)
    return float(pyloudnorm.Meter(rate).integrated_loudness(both))


def _spectrogram(
    axis: Axes, samples: NDArray[np.floating], at: float, size: int, top: float
) -> None:
    """Draw levels by time in seconds and pitch in kHz, over 80 dB."""
    _, _, _, image = axis.specgram(
        samples, NFFT=size, Fs=RATE, noverlap=size // 2, cmap="magma", vmin=-130, vmax=-50
    )
    left, right, _, _ = image.get_extent()
    image.set_extent((left + at, right + at, 0, RATE / 2000))
    axis.set(xlim=(at, at + len(samples) / RATE), ylim=(0, top), xlabel="s", ylabel="kHz")


def _save(figure: Figure, name: str) -> None:
    figure.savefig(FOLDER / name, dpi=90)
    pyplot.close(figure)
    with Image.open(FOLDER / name) as picture:
        few = picture.convert("RGB").quantize(COLORS)
    few.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
