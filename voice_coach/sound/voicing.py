"""The take of a cue to its clip: shaped, levelled, resampled, limited."""

from __future__ import annotations

import numpy as np

from voice_coach.sound.equalizer import shelf
from voice_coach.sound.fades import faded
from voice_coach.sound.limiter import limited
from voice_coach.sound.loudness import gain_to, k_weighted
from voice_coach.sound.names import VoiceTone
from voice_coach.sound.phase import spread
from voice_coach.sound.resample import at_rate
from voice_coach.sound.spectrum import Mono, spectrum
from voice_coach.speech.take import Take

SPEECH = -18.0
"""LUFS of each cue as delivered in stereo (AES TD1008 recommends it for speech on streams)."""


def render_speech(take: Take, tone: VoiceTone = VoiceTone.PLAIN) -> Mono:
    """Return the clip of a take.

    Args:
        take: what a cue says.
        tone: how the voice is shaped.

    Returns:
        float32, shape (frames,), at `units.RATE`; as long as the planner counted.
    """
    samples: Mono = np.divide(np.frombuffer(take.pcm, "<i2"), 32768, dtype=np.float32)
    shaped = spectrum(samples, take.rate)
    if tone is VoiceTone.SOFT:
        shaped = shaped.through(shelf)
    # Measured before resampling: the loudness is the same and there is half as much to measure.
    gain = np.float32(gain_to(SPEECH, k_weighted(shaped), take.rate))
    samples = shaped.through(spread).clip()
    sound = faded(at_rate(samples * gain, take.rate)[: take.frames])
    clip = np.zeros(take.frames, np.float32)  # resampling rounds by a frame or two
    clip[: len(sound)] = sound
    return limited(clip)
