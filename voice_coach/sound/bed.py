"""The bed: a sound under everything, faded in and out, and low while somebody speaks.

Speech times are known beforehand, so the bed is down when the first word comes.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice_coach import resources
from voice_coach.errors import CoachError, UsageError
from voice_coach.plan.timeline import Timeline
from voice_coach.sound.chimes import rise
from voice_coach.sound.files import load_stereo
from voice_coach.sound.loudness import loudest, loudness
from voice_coach.sound.names import BEDS
from voice_coach.units import RATE, db_to_gain, frames, seconds

LOUDEST = -30.0
"""LUFS at full bed volume, while nobody speaks."""
UNDER_SPEECH = -39.5
"""LUFS of the bed's loudest 3 s while somebody speaks: 20 dB and more under -18 (WCAG 1.4.7)."""
DUCK = -6.0
"""Decibels down while somebody speaks, at least."""
PEAK, PEAK_UNDER_SPEECH = db_to_gain(-12.0), db_to_gain(-28.0)
"""Highest sample, and while somebody speaks: bounds an own file of few loud clicks in silence."""
FADE_IN, FADE_OUT = frames(3.0), frames(4.0)
ATTACK, RELEASE = frames(0.25), frames(0.8)
SEAM = frames(2.0)
LONGEST = frames(180.0)
"""What is used of an own file; longer ones loop here."""

_WINDOW = 3.0
"""Seconds, the window of short-term loudness in EBU R 128."""

Block = NDArray[np.float32]


@dataclass(slots=True)
class Bed:
    """A loop and how loud it is."""

    loop: Block
    """Shape (frames, 2)."""
    gain: float
    ducked: float
    """Both are factors."""
    _cues: tuple[Timeline | None, list[int]] = field(default=(None, []), init=False)
    """The timeline seen last, and where its cues start; one value, for several threads may mix."""

    def block(self, timeline: Timeline, start: int, count: int) -> Block:
        """Return `count` frames from `start`, ready to be added."""
        first, last = timeline.bed
        if start >= last or start + count <= first:
            return np.zeros((count, 2), np.float32)
        at = np.arange(start, start + count)
        level = self.gain + (self.ducked - self.gain) * self._speech(timeline, at)
        level = level * _ramp(at, first, first + FADE_IN) * (1 - _ramp(at, last - FADE_OUT, last))
        return self.loop[(at - first) % len(self.loop)] * level[:, None].astype(np.float32)

    def _speech(self, timeline: Timeline, at: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how far down the bed is for speech at each frame, 0 to 1."""
        known, starts = self._cues
        if timeline is not known:
            starts = [cue.start for cue in timeline.speech]
            self._cues = timeline, starts
        longest = max((cue.length for cue in timeline.speech), default=0)
        low = bisect_left(starts, int(at[0]) - longest - RELEASE)
        high = bisect_left(starts, int(at[-1]) + ATTACK + 1)
        down = np.zeros(len(at))
        for cue in timeline.speech[low:high]:
            up_again = 1 - _ramp(at, cue.end, cue.end + RELEASE)
            np.maximum(down, _ramp(at, cue.start - ATTACK, cue.start) * up_again, out=down)
        return down


def load_bed(wanted: str, volume: float) -> Bed | None:
    """Return a bed by name, or from a sound file; None for `none`.

    Args:
        wanted: one of `BEDS`, or the path of a file.
        volume: 0 to 1; 1 is `LOUDEST`, each half is 6 dB less.

    Raises:
        UsageError: there is no such bed or file.
        CoachError: the file cannot be read as sound, or is next to silent.
    """
    if wanted == "none":
        return None
    loop = _shipped(wanted) if wanted in BEDS else _own(wanted)
    own = loudness(loop, RATE)  # both channels: what is wide is louder than its middle
    level = LOUDEST + 20 * np.log10(max(volume, 1e-3))
    rounds = np.concatenate((loop, loop[: frames(_WINDOW)]))
    swing = loudest(rounds, RATE, _WINDOW) - own
    ducked = min(level + DUCK, UNDER_SPEECH - swing)
    peak = float(np.abs(loop).max())
    gain = min(db_to_gain(level - own), PEAK / peak)
    return Bed(loop, gain, min(db_to_gain(ducked - own), PEAK_UNDER_SPEECH / peak))


def _shipped(name: str) -> Block:
    """Return a shipped loop; the right channel plays it half a loop later, which makes it wide."""
    left = load_stereo(str(resources.folder("sounds") / f"{name}.flac"), loop=True)[:, 0]
    return np.stack((left, np.roll(left, len(left) // 2)), axis=1)


def _own(path: str) -> Block:
    path = os.path.expanduser(path)
    if not os.path.isfile(path):  # unlike Path.is_file, no error for a long name or without rights
        raise UsageError(f'There is no bed "{path}". Choose {", ".join(BEDS)}, or a sound file.')
    sound = load_stereo(path, seconds(LONGEST))[:LONGEST]
    if np.isinf(loudness(sound, RATE)):
        raise CoachError(f"The sound {Path(path).name} is too quiet for a bed; choose another.")
    return _seamless(sound, min(SEAM, len(sound) // 3))


def _seamless(sound: Block, seam: int) -> Block:
    """Return a loop whose end runs into its beginning, both at equal power in between."""
    # Square roots, so that powers add up to one: the two ends are unrelated, as noise is, and a fade
    # of equal amplitudes would dip by 3 dB in the middle.
    up = np.sqrt(rise(seam))[:, None]
    loop = np.array(sound[seam:])
    loop[len(loop) - seam :] = loop[len(loop) - seam :] * up[::-1] + sound[:seam] * up
    return loop


def _ramp(at: NDArray[np.int64], low: int, high: int) -> NDArray[np.float64]:
    """Return 0 up to `low`, 1 from `high` on, and a raised cosine in between."""
    part = np.clip((at - low) / max(1, high - low), 0.0, 1.0)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * part))
