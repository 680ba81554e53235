"""The narrator: knows how long each line takes in the chosen voice, and hands out its takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from voice_coach.errors import VoiceError, printable
from voice_coach.plan.timeline import Line
from voice_coach.speech.cache import TakeCache, default_folder
from voice_coach.speech.delivery import Delivery
from voice_coach.speech.engines.catalog import default_voice, family_of
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance


class Speaks(Protocol):
    """What a narrator needs of a synthesizer."""

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Yield each utterance with its take, in any order."""


@dataclass(slots=True)
class Narrator:
    """A voice with its cache."""

    delivery: Delivery
    synthesizer: Speaks
    cache: TakeCache
    on_take: Callable[[Line], None] = lambda line: None
    """Told of each line that had to be spoken, while others still are; must not wait."""
    on_progress: Callable[[int, int], None] = lambda done, of: None
    """Told how many takes of how many are made; must not wait."""
    _frames: dict[Utterance, int] = field(default_factory=dict)
    _unkept: dict[Utterance, Take] = field(default_factory=dict)
    """Takes that the cache could not keep."""

    def measure(self, lines: Iterable[Line]) -> dict[Line, int]:
        """Return the length of each line in frames; speaks what was never spoken.

        Lines without a word are left out; what the voice speaks as silence has no length.

        Raises:
            VoiceError: no speech can be made.
        """
        said = ((line, self.delivery.utterance(line)) for line in lines)
        wanted = {line: utterance for line, utterance in said if utterance.sentences}
        lines_of: dict[Utterance, list[Line]] = defaultdict(list)
        for line, utterance in wanted.items():
            lines_of[utterance].append(line)
        for spoken in self._spoken(self._missing(lines_of)):
            for line in lines_of[spoken]:
                self.on_take(line)
        return {line: self._frames[utterance] for line, utterance in wanted.items()}

    def known(self, line: Line) -> int | None:
        """Return the length of a line in frames if it is known by now; speaks nothing."""
        return self._frames.get(self.delivery.utterance(line))

    def take(self, line: Line) -> Take:
        """Return the take of a line."""
        utterance = self.delivery.utterance(line)
        kept = self._unkept.get(utterance) or self.cache.get(utterance)
        return kept or self._respoken(utterance)

    def _missing(self, utterances: Iterable[Utterance]) -> list[Utterance]:
        """Return what must be spoken, each once; the length of the rest is known from then on."""
        unknown = dict.fromkeys(u for u in utterances if u not in self._frames)
        kept = {utterance: self.cache.frames(utterance) for utterance in unknown}
        self._frames |= {utterance: frames for utterance, frames in kept.items() if frames}
        return [utterance for utterance in unknown if not kept[utterance]]

    def _spoken(self, missing: Sequence[Utterance]) -> Iterator[Utterance]:
        """Speak; yield each utterance when its take can be had."""
        if missing:
            self.on_progress(0, len(missing))
        for count, (utterance, take) in enumerate(self.synthesizer.speak(missing), start=1):
            self._frames[utterance] = take.frames
            if not take.pcm or not self.cache.put(utterance, take):
                self._unkept[utterance] = take
            self.on_progress(count, len(missing))
            yield utterance

    def _respoken(self, utterance: Utterance) -> Take:
        """Speak what the cache lost meanwhile."""
        list(self._spoken([utterance]))
        take = self._unkept.get(utterance) or self.cache.get(utterance)
        if take is None:
            raise VoiceError(f'"{printable(utterance.text[:60])}" can not be kept or spoken.')
        return take


def make_narrator(voice: str = "", rate: int | None = None) -> Narrator:
    """Return the narrator for a voice by name, or the default one, at its own rate or another.

    Where no take was ever kept, the voice begins to get ready at once.

    Args:
        voice: empty: the best that can be used.
        rate: in words a minute, as the engine counts them.
    """
    voice = voice or default_voice()
    family = family_of(voice)
    synthesizer = Synthesizer(family)
    cache = TakeCache(default_folder(), family.identity)
    if not cache.exists:  # there will be much to say
        synthesizer.prewarm(voice)
    return Narrator(Delivery(family, voice, rate or family.rate), synthesizer, cache)
