"""The voice `tone`: beeps whose length follows the text. For tests, and to hear the timing alone."""

from __future__ import annotations

import array
import math

from voice_coach.speech.engines.engine import Family, Voice

NAME = "tone"
RATE = 22_050
"""Samples a second."""
_PITCH = 330.0
_FADE = 0.02


class Beeps:
    """A stand-in for a voice, of known length: one word, one share of a minute."""

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytes]:
        """Return a beep as long as the words would take."""
        return RATE, _beep(60 * len(text.split()) / rate)


def start(voice: str) -> Beeps:
    """Return the engine."""
    return Beeps()


def _beep(seconds: float) -> bytes:
    count = round(seconds * RATE)
    turn, fade = 2 * math.pi * _PITCH / RATE, _FADE * RATE
    level = [min(1.0, i / fade, (count - 1 - i) / fade) * 8000 for i in range(count)]
    return array.array("h", [round(a * math.sin(turn * i)) for i, a in enumerate(level)]).tobytes()


FAMILY = Family(
    name=NAME,
    module=__name__,
    identity=lambda voice: "tone 2",
    fault=lambda: "",
    offers=lambda: [Voice(NAME, "", "beeps, for the timing alone", "MIT", 0.0)],
    remedy="",
    rate=116,
    slow=0.94,
    here=True,
)
