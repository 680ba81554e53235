"""Sound files to clips: the one module that imports soundfile."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from voice_coach.errors import CoachError
from voice_coach.sound.spectrum import Mono
from voice_coach.units import RATE

MOST_HEIGHT = 16.0
"""Of a sample, where 1 is full scale: what is higher was not recorded."""
_CHANNELS = 2
"""Channels that count."""


@lru_cache(maxsize=32)
def load(path: str, most: float = 60.0) -> Mono:
    """Return a sound file as a mono clip: float32, shape (frames,), at `units.RATE`.

    Args:
        path: of the file.
        most: seconds; what is longer is left unread.

    Raises:
        CoachError: it cannot be read as sound.
    """
    samples, rate = _read(path, most)
    return at_rate(samples.mean(axis=1, dtype=np.float32), rate)


def load_stereo(path: str, most: float = 600.0, *, loop: bool = False) -> NDArray[np.float32]:
    """Return a sound file in stereo: float32, shape (frames, 2), at `units.RATE`.

    Mono goes to both channels; of more channels the first two count. With `loop`, the end runs on
    into the beginning, also while the rate is converted; the number of frames at `units.RATE` must
    be whole.

    Args:
        path: of the file.
        most: seconds; what is longer is left unread.
        loop: see above.

    Raises:
        CoachError: it cannot be read as sound, or is silent.
    """
    samples, rate = _read(path, most)
    if not samples.any():
        raise CoachError(f"The sound {Path(path).name} is silent; choose another.")
    around = rate // 10 if loop else 0
    padded = np.pad(samples, ((around, around), (0, 0)), mode="wrap")
    channels = [at_rate(np.ascontiguousarray(one), rate) for one in padded.T]
    more = around * RATE // rate
    return np.stack((channels[0], channels[-1]), axis=1)[more : len(channels[0]) - more]


def _read(path: str, most: float) -> tuple[NDArray[np.float32], int]:
    """Return the first `most` seconds of at most two channels, and the rate in Hz.

    A second at a time: a few bytes can claim, or really unpack to, any length and many channels.
    """
    name = Path(path).name
    try:
        with soundfile.SoundFile(path) as file:
            rate = int(file.samplerate)
            blocks = [
                block[:, :_CHANNELS].copy()
                for block in file.blocks(
                    rate, frames=round(most * rate), dtype="float32", always_2d=True
                )
            ]
    except (
        soundfile.LibsndfileError,
        OSError,
        TypeError,
        MemoryError,
    ) as fault:  # no header: TypeError
        raise CoachError(f"The sound {name} cannot be read ({fault}); save it as WAV.") from None
    samples = np.concatenate(blocks) if blocks else np.zeros((0, 1), np.float32)
    if not np.abs(samples).max(initial=0) <= MOST_HEIGHT:  # nor is it a number, perhaps
        raise CoachError(f"The sound {name} is damaged: it contains invalid sample values.")
    return samples, rate


def at_rate(samples: Mono, rate: int) -> Mono:
    """Return a clip at `units.RATE`.

    Args:
        samples: float32, shape (frames,).
        rate: theirs, in Hz.
    """
    if rate == RATE:
        return samples
    converted: Mono = soxr.resample(samples, rate, RATE).astype(np.float32, copy=False)
    return converted


Block = NDArray[np.float32]
"""Shape (frames, 2): left, right."""
Pcm = NDArray[np.int16]
"""Shape (frames, 2)."""


def to_pcm(block: Block) -> Pcm:
    """Return 16-bit samples, rounded; what is beyond full scale is cut."""
    whole = block * np.float32(32767)
    np.rint(whole, out=whole)
    np.clip(whole, -32768, 32767, out=whole)
    return np.asarray(whole, np.int16)
