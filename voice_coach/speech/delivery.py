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
from voice_coach.units import frames

DEFAULT_VOICE = "en-us+f5"
DEFAULT_RATE = 116
"""As eSpeak counts. With the pauses below it comes to 115 to 125 words a minute."""

_PAUSE = {Pace.NORMAL: frames(0.40), Pace.SLOW: frames(0.50)}
_RATE = {Pace.NORMAL: 1.0, Pace.SLOW: 0.94}
_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")


class Delivery(Struct, frozen=True):
    """A voice and how briskly it speaks."""

    voice: str = DEFAULT_VOICE
    rate: int = DEFAULT_RATE

    def utterances(self, line: Line) -> tuple[Utterance, ...]:
        """Return what the voice is given for a line, a sentence each."""
        rate = round(self.rate * _RATE[line.pace])
        sentences = [part for part in _SENTENCE.split(line.text) if any(map(str.isalnum, part))]
        return tuple(Utterance(respelled(part), self.voice, rate) for part in sentences)

    def pause(self, line: Line) -> int:
        """Return the silence between two of its sentences, in frames."""
        return _PAUSE[line.pace]
