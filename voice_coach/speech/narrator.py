"""The narrator: knows how long each line takes in the chosen voice, and hands out its takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    meanwhile: Callable[[], None] = lambda: None
    """Called when the voice begins to speak, which takes a while; must not wait."""
    _frames: dict[Utterance, int] = field(default_factory=dict)
    _unkept: dict[Utterance, Take] = field(default_factory=dict)
    """Takes that the cache could not keep."""

    def measure(self, lines: Iterable[Line]) -> dict[Line, int]:
        """Return the length of each line in frames; speaks what was never spoken.

        Raises:
            VoiceError: no speech can be made.
        """
        wanted = {line: self.delivery.utterances(line) for line in lines}
        self._prepare([u for parts in wanted.values() for u in parts if u not in self._frames])
        return {
            line: sum(self._frames[u] for u in parts) + self.delivery.pause(line) * (len(parts) - 1)
            for line, parts in wanted.items()
            if parts
        }

    def takes(self, line: Line) -> list[Take]:
        """Return the takes of a line's sentences, in order."""
        parts = self.delivery.utterances(line)
        if any(u not in self._frames for u in parts):
            self.measure([line])
        return [self._unkept.get(u) or self.cache.get(u) or self._again(u) for u in parts]

    def _prepare(self, utterances: list[Utterance]) -> None:
        missing: list[Utterance] = []
        for utterance in dict.fromkeys(utterances):
            known = self.cache.frames(utterance)
            if known:
                self._frames[utterance] = known
            else:
                missing.append(utterance)
        if missing:
            self._speak(missing)

    def _speak(self, missing: list[Utterance]) -> None:
        self.meanwhile()
        for utterance, take in self.synthesizer.speak(missing):
            self._frames[utterance] = take.frames
            if not self.cache.put(utterance, take):
                self._unkept[utterance] = take

    def _again(self, utterance: Utterance) -> Take:
        """Speak what the cache lost meanwhile."""
        self._speak([utterance])
        take = self._unkept.get(utterance) or self.cache.get(utterance)
        if take is None:
            raise VoiceError(f'"{printable(utterance.text[:60])}" can not be kept or spoken.')
        return take


def narrator(voice: str, rate: int) -> Narrator:
    """Return the narrator for a voice by name, `tone` among them, at a rate in words a minute."""
    synthesizer: Synthesizer = tone.Tone() if voice == tone.NAME else Espeak()
    cache = TakeCache(default_folder(), synthesizer.engine)
    return Narrator(Delivery(voice, rate), synthesizer, cache)
