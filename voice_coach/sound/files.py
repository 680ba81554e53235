"""Sound files to clips: the one module that imports soundfile."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile

from voice_coach.errors import CoachError
from voice_coach.sound.loudness import Mono
from voice_coach.sound.resample import at_rate


@lru_cache(maxsize=32)
def load(path: str) -> Mono:
    """Return a sound file as a mono clip: float32, shape (frames,), at `units.RATE`.

    Raises:
        CoachError: it can not be read as sound.
    """
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as fault:
        name = Path(path).name
        raise CoachError(f"The sound {name} can not be read ({fault}); save it as WAV.") from None
    mono: Mono = samples.mean(axis=1, dtype=np.float32)
    return at_rate(mono, rate)
