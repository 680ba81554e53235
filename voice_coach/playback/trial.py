"""A device tried: a soft tone, and whether all of it was asked for."""

from __future__ import annotations

import math
import threading

import numpy as np

from voice_coach.playback.output import Output
from voice_coach.sound.pcm import Pcm
from voice_coach.units import RATE, frames

TONE, LEVEL, LASTS = 440.0, 0.06, frames(0.8)
"""Hz, share of full scale, frames: soft, and as short as can be heard without doubt."""
PATIENT = 5.0
"""Seconds that a device may take to ask for its first samples: wireless ones connect first."""


def sounded(opened: Output) -> bool:
    """Play a soft tone; return whether the device asked for all of it.

    Raises:
        DeviceError: it does not open.
    """
    done, played = threading.Event(), [0]

    def pull(count: int) -> Pcm:
        block = tone(played[0], count)
        played[0] += count
        if played[0] > LASTS + opened.latency:
            done.set()
        return block

    opened.start(pull)
    try:
        return done.wait(PATIENT)
    finally:
        opened.stop()


def tone(start: int, count: int) -> Pcm:
    """Return frames of the tone, which swells and fades: int16, shape (count, 2)."""
    at = np.arange(start, start + count)
    swell = np.sin(np.pi * np.clip(at / LASTS, 0, 1)) ** 2
    wave = LEVEL * swell * np.sin(2 * math.pi * TONE * at / RATE)
    return np.repeat(np.rint(wave * 32767).astype(np.int16)[:, None], 2, axis=1)
