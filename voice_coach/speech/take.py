"""What goes to a voice and what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

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
    return -(-(size // 2) * RATE // rate)


class Synthesizer(Protocol):
    """A voice: eSpeak, or the beeps that stand in for it."""

    @property
    def engine(self) -> str:
        """What makes the sound, with its version: another one makes other takes."""

    def wake(self, voice: str) -> None:
        """Get ready to speak in a voice, in the background; it need not be followed by `speak`."""

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Yield each utterance with its take, in any order.

        Raises:
            VoiceError: no speech can be made; tells the remedy.
        """
