"""Sound files to clips: the one module that imports soundfile."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from voice_coach.errors import CoachError
from voice_coach.sound.resample import at_rate
from voice_coach.sound.spectrum import Mono
from voice_coach.units import RATE


@lru_cache(maxsize=32)
def load(path: str) -> Mono:
    """Return a sound file as a mono clip: float32, shape (frames,), at `units.RATE`.

    Raises:
        CoachError: it can not be read as sound.
    """
    samples, rate = _read(path)
    return at_rate(samples.mean(axis=1, dtype=np.float32), rate)


def load_stereo(path: str, *, loop: bool = False) -> NDArray[np.float32]:
    """Return a sound file in stereo: float32, shape (frames, 2), at `units.RATE`.

    Mono stands in both channels; of more channels the first two count. With `loop` its end is
    taken to run on into its beginning, also while its rate is converted; the frames at
    `units.RATE` have to come out whole.

    Raises:
        CoachError: it can not be read as sound, or is silent.
    """
    samples, rate = _read(path)
    if not samples.any():
        raise CoachError(f"The sound {Path(path).name} is silent; choose another.")
    around = rate // 10 if loop else 0
    padded = np.pad(samples, ((around, around), (0, 0)), mode="wrap")
    channels = [at_rate(np.ascontiguousarray(one), rate) for one in padded.T[:2]]
    more = around * RATE // rate
    return np.stack((channels[0], channels[-1]), axis=1)[more : len(channels[0]) - more]


def _read(path: str) -> tuple[NDArray[np.float32], int]:
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as fault:
        name = Path(path).name
        raise CoachError(f"The sound {name} can not be read ({fault}); save it as WAV.") from None
    return samples, rate
