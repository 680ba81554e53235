"""The voice `tone`: beeps whose length follows the text. For tests, and to hear the timing alone."""

from __future__ import annotations

import array
import math
from functools import cache

from voice_coach.speech.engines.family import Family, Voice

NAME = "tone"
RATE = 22_050
"""Samples a second."""
_PITCH = 330.0
_LEVEL = 8000
_TURNS = 735
"""Samples after which the tone is where it began: eleven turns of 330 Hz."""
_FADE = round(0.02 * RATE)


class Beeps:
    """Stands in for a voice, with known lengths: each word takes 1/rate of a minute."""

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytearray]:
        """Return a beep as long as the words would take."""
        return RATE, _beep(60 * len(text.split()) / rate)


def start(voice: str) -> Beeps:
    """Return the engine."""
    return Beeps()


def _beep(seconds: float) -> bytearray:
    count = round(seconds * RATE)
    beep = (_tone() * (count // _TURNS + 1))[:count]
    for at in range(min(_FADE, (count + 1) // 2)):
        for each in {at, count - 1 - at}:
            beep[each] = round(beep[each] * at / _FADE)
    return bytearray(beep)


@cache
def _tone() -> array.array[int]:
    turn = 2 * math.pi * _PITCH / RATE
    return array.array("h", [round(_LEVEL * math.sin(turn * at)) for at in range(_TURNS)])


FAMILY = Family(
    name=NAME,
    module=__name__,
    identity=lambda voice: "tone 3",
    fault=lambda: "",
    offers=lambda: [Voice(NAME, "", "beeps, for the timing alone", "MIT", 0.0)],
    remedy="",
    rate=116,
    slow=0.94,
    here=True,
)
