"""What an engine is in the process in which it speaks. Loads little: a voice gets ready the sooner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Engine(Protocol):
    """Speaks sentences. It knows nothing of joining, trimming, lexicons or caches."""

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytearray]:
        """Return the sample rate in Hz and the PCM of one sentence: 16 bit, little-endian, mono.

        It is the caller's own, to be changed.

        Args:
            text: one sentence, plain text; nothing in it is markup.
            voice: its name.
            rate: words a minute, as the engine counts them.

        Raises:
            UnknownVoice: there is no such voice.
            Exception: whatever else went wrong; the sentence is tried again.
        """


class UnknownVoice(Exception):
    """The engine has no voice of that name; `known` are the names or name parts that it has."""

    def __init__(self, voice: str, known: Sequence[str] = ()) -> None:
        self.voice, self.known = voice, list(known)
        super().__init__(voice)
