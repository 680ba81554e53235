"""What goes to a voice and what comes back."""

from __future__ import annotations

from msgspec import Struct

from voice_coach.units import RATE


class Utterance(Struct, frozen=True):
    """Sentences to speak in a row."""

    sentences: tuple[str, ...]
    voice: str
    rate: int
    """Words a minute, as the engine counts them."""
    pause: float = 0.0
    """Seconds of silence between two sentences."""

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(self.sentences)


class Take(Struct, frozen=True):
    """What was spoken, without the silence around it."""

    rate: int
    """In Hz."""
    pcm: bytes
    """Signed 16 bit, little-endian, mono."""

    @property
    def frames(self) -> int:
        """Frames it takes on a timeline, at `units.RATE`; rounded up."""
        return frames_of(len(self.pcm), self.rate)


def frames_of(size: int, rate: int) -> int:
    """Return the frames on a timeline of `size` bytes of PCM at `rate` Hz; rounded up."""
    samples = size // 2
    return (samples * RATE + rate - 1) // rate
