"""Takes to the clip of a cue: resampled, joined with its pauses, levelled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voice_coach.sound.fades import faded
from voice_coach.sound.loudness import Mono, gain_to
from voice_coach.sound.resample import at_rate
from voice_coach.speech.take import Take
from voice_coach.units import RATE

SPEECH = -18.0
"""LUFS of each cue as delivered in stereo (AES TD1008 recommends it for speech on streams)."""


def voiced(takes: Sequence[Take], pause: int) -> Mono:
    """Return one clip of a cue's takes.

    Args:
        takes: its sentences, in order; at least one.
        pause: frames of silence between two of them, at `units.RATE`.

    Returns:
        float32, shape (frames,), at `units.RATE`; as long as the planner counted.
    """
    silence = np.zeros(pause, np.float32)
    parts: list[Mono] = []
    for take in takes:
        parts += [_at_rate(take), silence]
    clip = np.concatenate(parts[:-1])
    clip *= gain_to(SPEECH, clip, RATE)
    return clip


def _at_rate(take: Take) -> Mono:
    samples = np.frombuffer(take.pcm, "<i2").astype(np.float32) / np.float32(32768)
    return faded(_exactly(at_rate(samples, take.rate), take.frames))


def _exactly(samples: Mono, count: int) -> Mono:
    """Cut or pad by the frame or two that resampling rounds to."""
    return np.pad(samples, (0, max(0, count - len(samples))))[:count]
