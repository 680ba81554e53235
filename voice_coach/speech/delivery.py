"""How a line is delivered: its sentences, the pauses between them, the rate of each.

A line slows down by its pauses first, by its rate second: stretched vowels sound drugged, pauses
sound calm.
"""

from __future__ import annotations

import re

from msgspec import Struct

from voice_coach.plan.respelling import Respellings, respelled
from voice_coach.plan.timeline import Line
from voice_coach.speech.engines.family import Family
from voice_coach.speech.lexicon import shipped
from voice_coach.speech.take import Utterance

_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")


class Delivery(Struct, frozen=True):
    """A voice and how briskly it speaks."""

    family: Family
    voice: str
    rate: int
    """Words a minute, as the engine counts them."""
    words: Respellings = ()
    """The user's own, above those that ship for the engine."""

    def utterance(self, line: Line) -> Utterance:
        """Return what the voice is given for a line; no sentences where it holds no words."""
        text = line.spoken or line.text
        sentences = [part for part in _SENTENCE.split(text) if any(map(str.isalnum, part))]
        words = (*shipped(self.family.lexicon), *self.words)
        spelled = tuple(respelled(sentence, words) for sentence in sentences)
        rate, pause = self.family.paced(self.rate, line.pace), self.family.pause(line.pace)
        return Utterance(spelled, self.voice, rate, pause)
