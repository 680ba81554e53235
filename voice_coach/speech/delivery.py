"""How a line is delivered: its sentences, the pauses between them, the rate of each.

A line slows down by its pauses first, by its rate second: stretched vowels sound drugged, pauses
sound calm.
"""

from __future__ import annotations

import re

from msgspec import Struct

from voice_coach.plan.timeline import Line, Pace
from voice_coach.speech.lexicon import respelled
from voice_coach.speech.take import Utterance

DEFAULT_VOICE = "en-us+f5"
DEFAULT_RATE = 116
"""As eSpeak counts. With the pauses below it comes to 115 to 125 words a minute."""

_PAUSE = {Pace.NORMAL: 0.40, Pace.SLOW: 0.50}
_RATE = {Pace.NORMAL: 1.0, Pace.SLOW: 0.94}
_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")


class Delivery(Struct, frozen=True):
    """A voice and how briskly it speaks."""

    voice: str = DEFAULT_VOICE
    rate: int = DEFAULT_RATE

    def utterance(self, line: Line) -> Utterance:
        """Return what the voice is given for a line; no sentences where it holds no words."""
        sentences = [part for part in _SENTENCE.split(line.text) if any(map(str.isalnum, part))]
        rate = round(self.rate * _RATE[line.pace])
        return Utterance(tuple(map(respelled, sentences)), self.voice, rate, _PAUSE[line.pace])
