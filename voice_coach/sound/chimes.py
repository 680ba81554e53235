"""Chimes from files, and the breath pacer's tones, as clips."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voice_coach import resources
from voice_coach.plan.timeline import ChimeEvent, Sound
from voice_coach.sound.files import load
from voice_coach.sound.loudness import loudest
from voice_coach.sound.spectrum import Mono
from voice_coach.units import RATE, db_to_gain, frames

CHIME = -24.0
"""LUFS of the loudest 400 ms of an author's own chime at most: 3 to 9 LU under speech."""
PEAK = db_to_gain(-6.0)
"""Of an author's own chime at most: a bare click is short, so its loudness is low, yet it startles."""
LONGEST = 30.0
"""Seconds of an author's own chime that are read."""
_PACER = db_to_gain(-38.0)
_PACER_TONES = {Sound.BREATHE_IN: (196.0, 293.7), Sound.BREATHE_OUT: (293.7, 196.0)}
"""Hz at start and end: rising for in, falling for out, a fifth apart."""
_TAIL = frames(0.15)


def render_chime(chime: ChimeEvent) -> Mono:
    """Return the clip of a chime: float32, shape (frames,), no longer than the event.

    Raises:
        CoachError: an author's own file cannot be read as sound.
    """
    if chime.sound in _PACER_TONES:
        return _glide(*_PACER_TONES[chime.sound], chime.length)
    if chime.file:
        clip = _own(chime.file)
    else:
        clip = load(str(resources.folder("sounds") / f"{chime.sound.value}.flac"))
    return clip if len(clip) <= chime.length else faded(clip[: chime.length], last=_TAIL)


@lru_cache(maxsize=32)
def _own(path: str) -> Mono:
    clip = faded(load(path, LONGEST))
    if not clip.any():
        return clip
    louder = db_to_gain(CHIME - loudest(clip, RATE))
    gain = min(1.0, louder, PEAK / float(np.abs(clip).max()))
    return np.multiply(clip, gain, dtype=np.float32)


def _glide(low: float, high: float, length: int) -> Mono:
    """Return a soft tone that glides from one pitch to the other and swells on the way.

    The pitch moves as an exponential, so the turns so far are its integral, in closed form.
    """
    bend = np.log(high / low) / max(length, 1)
    turns = np.expm1(np.arange(length) * bend) * (low / RATE / bend)
    phase = np.float32(2 * np.pi) * (turns - np.floor(turns)).astype(np.float32)
    tone = (np.sin(phase) + np.float32(0.25) * np.sin(2 * phase)) * np.float32(_PACER)
    edge = min(length // 3, frames(1.0))
    swell = rise(edge)
    tone[:edge] *= swell
    tone[length - edge :] *= swell[::-1]
    return np.asarray(tone, np.float32)


JOIN = frames(0.005)
"""Shortest fade: a cut without it clicks at -14 dBFS, with it at -75."""


def rise(count: int) -> NDArray[np.float32]:
    """Return a ramp of `count` frames from just above 0 to just below 1."""
    turn = np.pi * (np.arange(count) + 0.5) / max(count, 1)
    return np.asarray(0.5 - 0.5 * np.cos(turn), np.float32)


def faded(clip: NDArray[np.float32], first: int = JOIN, last: int = JOIN) -> NDArray[np.float32]:
    """Return a copy that fades in over `first` frames and out over `last`; shape (frames, ...)."""
    out = np.array(clip, np.float32)
    first, last = min(first, len(out) // 2), min(last, len(out) // 2)
    shape = (-1,) + (1,) * (out.ndim - 1)
    out[:first] *= rise(first).reshape(shape)
    out[len(out) - last :] *= rise(last)[::-1].reshape(shape)
    return out
