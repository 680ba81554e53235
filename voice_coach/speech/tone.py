"""The voice `tone`: beeps whose length follows the text. For tests, and to hear the timing alone."""

from __future__ import annotations

import array
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voice_coach.speech.take import Take, Utterance

NAME = "tone"
RATE = 22_050
_PITCH = 330.0
_FADE = 0.02


@dataclass(frozen=True, slots=True)
class Tone:
    """A stand-in for a voice, of known length: one word, one share of a minute."""

    @property
    def engine(self) -> str:
        """Its version."""
        return "tone 1"

    def wake(self, voice: str) -> None:
        """Beeps are always ready."""

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Yield each utterance with a beep for each of its sentences."""
        for utterance in utterances:
            words = [len(sentence.split()) for sentence in utterance.sentences]
            beeps = [_beep(60 * count / utterance.rate) for count in words]
            yield utterance, Take(RATE, bytes(2 * round(utterance.pause * RATE)).join(beeps))


def _beep(seconds: float) -> bytes:
    count = round(seconds * RATE)
    turn, fade = 2 * math.pi * _PITCH / RATE, _FADE * RATE
    level = [min(1.0, i / fade, (count - 1 - i) / fade) * 8000 for i in range(count)]
    return array.array("h", [round(a * math.sin(turn * i)) for i, a in enumerate(level)]).tobytes()
