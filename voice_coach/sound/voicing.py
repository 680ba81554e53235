"""Takes to the clip of a cue: resampled, joined with its pauses, levelled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voice_coach.sound.fades import faded
from voice_coach.sound.loudness import Mono, gain_to
from voice_coach.sound.resample import at_rate
from voice_coach.sound.tone import VoiceTone, softened
from voice_coach.speech.take import Take
from voice_coach.units import RATE

SPEECH = -18.0
"""LUFS of each cue as delivered in stereo (AES TD1008 recommends it for speech on streams)."""


def voiced(takes: Sequence[Take], pause: int, tone: VoiceTone = VoiceTone.PLAIN) -> Mono:
    """Return one clip of a cue's takes.

    Args:
        takes: its sentences, in order; at least one.
        pause: frames of silence between two of them, at `units.RATE`.
        tone: how the voice is shaped.

    Returns:
        float32, shape (frames,), at `units.RATE`; as long as the planner counted.
    """
    samples = [_samples(take) for take in takes]
    rate = takes[0].rate
    if tone is VoiceTone.SOFT:
        samples = [softened(part, rate) for part in samples]
    # Measured before resampling: the loudness is the same and there is half as much to measure.
    gain = np.float32(gain_to(SPEECH, _joined(samples, pause * rate // RATE), rate))
    parts = [
        faded(_exactly(at_rate(part * gain, rate), take.frames))
        for part, take in zip(samples, takes, strict=True)
    ]
    return _joined(parts, pause)


def _joined(parts: Sequence[Mono], pause: int) -> Mono:
    silence = np.zeros(pause, np.float32)
    return np.concatenate([piece for part in parts for piece in (part, silence)][:-1])


def _samples(take: Take) -> Mono:
    samples: Mono = np.divide(np.frombuffer(take.pcm, "<i2"), 32768, dtype=np.float32)
    return samples


def _exactly(samples: Mono, count: int) -> Mono:
    """Cut or pad by the frame or two that resampling rounds to."""
    return np.pad(samples, (0, max(0, count - len(samples))))[:count]
