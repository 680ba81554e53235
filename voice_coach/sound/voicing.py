"""The take of a cue to its clip: shaped, levelled, resampled."""

from __future__ import annotations

import numpy as np

from voice_coach.sound.equalizer import shelf
from voice_coach.sound.fades import faded
from voice_coach.sound.loudness import gain_to, k_weighted
from voice_coach.sound.names import VoiceTone
from voice_coach.sound.resample import at_rate
from voice_coach.sound.spectrum import Mono, spectrum
from voice_coach.speech.take import Take
from voice_coach.units import db_to_gain, frames

SPEECH = -18.0
"""LUFS of each cue as delivered in stereo (AES TD1008 recommends it for speech on streams)."""
CEILING = db_to_gain(-3.5)
"""Highest sample of a clip. With the lean to one ear and a bed that leaves -1 dBTP in the mix. The
default voice stays under it by itself; some others, `en-us+adam` among them, do not."""
_STEP = frames(0.005)


def render_speech(take: Take, tone: VoiceTone = VoiceTone.PLAIN) -> Mono:
    """Return the clip of a take.

    Args:
        take: what a cue says.
        tone: how the voice is shaped.

    Returns:
        float32, shape (frames,), at `units.RATE`; as long as the planner counted.
    """
    samples: Mono = np.divide(np.frombuffer(take.pcm, "<i2"), 32768, dtype=np.float32)
    found = spectrum(samples, take.rate)
    if tone is VoiceTone.SOFT:
        found = found.through(shelf)
        samples = found.clip()
    # Measured before resampling: the loudness is the same and there is half as much to measure.
    gain = np.float32(gain_to(SPEECH, k_weighted(found), take.rate))
    sound = faded(at_rate(samples * gain, take.rate)[: take.frames])
    clip = np.zeros(take.frames, np.float32)  # resampling rounds by a frame or two
    clip[: len(sound)] = sound
    return _limited(clip)


def _limited(clip: Mono) -> Mono:
    """Turn down the few milliseconds that pass `CEILING`, and what lies around them, smoothly."""
    if max(clip.max(initial=0), -clip.min(initial=0)) <= CEILING:
        return clip
    padded = np.pad(clip, (0, -len(clip) % _STEP))
    peaks = np.abs(padded).reshape(-1, _STEP).max(axis=1)
    gain = np.pad(CEILING / np.maximum(peaks, CEILING), 1, constant_values=1)
    least = np.minimum(np.minimum(gain[:-2], gain[1:-1]), gain[2:])
    middles = (np.arange(len(least)) + 0.5) * _STEP
    turned = clip * np.interp(np.arange(len(clip)), middles, least)
    return np.asarray(turned, np.float32)
