"""The narrator: knows how long each line takes in the chosen voice, and hands out its takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from voice_coach.errors import VoiceError, printable
from voice_coach.plan.timeline import Line
from voice_coach.speech import tone
from voice_coach.speech.cache import TakeCache, default_folder
from voice_coach.speech.child import Espeak
from voice_coach.speech.delivery import Delivery
from voice_coach.speech.take import Synthesizer, Take, Utterance


@dataclass(slots=True)
class Narrator:
    """A voice with its cache."""

    delivery: Delivery
    synthesizer: Synthesizer
    cache: TakeCache
    ready: Callable[[Line], None] = lambda line: None
    """Told of each line that had to be spoken, while others still are; must not wait."""
    _frames: dict[Utterance, int] = field(default_factory=dict)
    _unkept: dict[Utterance, Take] = field(default_factory=dict)
    """Takes that the cache could not keep."""

    def measure(self, lines: Iterable[Line]) -> dict[Line, int]:
        """Return the length of each line in frames; speaks what was never spoken.

        Raises:
            VoiceError: no speech can be made.
        """
        said = ((line, self.delivery.utterance(line)) for line in lines)
        wanted = {line: utterance for line, utterance in said if utterance.sentences}
        for spoken in self._spoken(self._missing(wanted.values())):
            for line, utterance in wanted.items():
                if utterance == spoken:
                    self.ready(line)
        return {line: self._frames[utterance] for line, utterance in wanted.items()}

    def take(self, line: Line) -> Take:
        """Return the take of a line."""
        utterance = self.delivery.utterance(line)
        kept = self._unkept.get(utterance) or self.cache.get(utterance)
        return kept or self._again(utterance)

    def _missing(self, utterances: Iterable[Utterance]) -> list[Utterance]:
        """Return what must be spoken, each once; the length of the rest is known from then on."""
        unknown = dict.fromkeys(u for u in utterances if u not in self._frames)
        kept = {utterance: self.cache.frames(utterance) for utterance in unknown}
        self._frames |= {utterance: frames for utterance, frames in kept.items() if frames}
        return [utterance for utterance in unknown if not kept[utterance]]

    def _spoken(self, missing: Sequence[Utterance]) -> Iterator[Utterance]:
        """Speak; yield each utterance when its take can be had."""
        for utterance, take in self.synthesizer.speak(missing):
            self._frames[utterance] = take.frames
            if not self.cache.put(utterance, take):
                self._unkept[utterance] = take
            yield utterance

    def _again(self, utterance: Utterance) -> Take:
        """Speak what the cache lost meanwhile."""
        list(self._spoken([utterance]))
        take = self._unkept.get(utterance) or self.cache.get(utterance)
        if take is None:
            raise VoiceError(f'"{printable(utterance.text[:60])}" can not be kept or spoken.')
        return take


def narrator(voice: str, rate: int) -> Narrator:
    """Return the narrator for a voice by name, `tone` among them, at a rate in words a minute.

    Where no take was ever kept, the voice begins to get ready at once.
    """
    synthesizer: Synthesizer = tone.Tone() if voice == tone.NAME else Espeak()
    cache = TakeCache(default_folder(), lambda: synthesizer.engine)
    if not cache.begun:  # there will be much to say
        synthesizer.wake(voice)
    return Narrator(Delivery(voice, rate), synthesizer, cache)
