"""The narrator: knows how long each line takes in the chosen voice, and hands out its takes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.errors import UnknownVoiceError, VoiceError, printable
from voice_coach.plan.context import Respellings, respelled
from voice_coach.plan.timeline import Line
from voice_coach.speech import lexicon
from voice_coach.speech.cache import TakeCache, default_folder
from voice_coach.speech.engines.family import Family
from voice_coach.speech.engines.registry import LAST, default_voice, family_of, foreign, missing
from voice_coach.speech.lexicon import shipped
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance

_SILENT_RATE = 24_000
_LATIN = "\u024f"
"""The last letter of those that a voice for English has a sound for."""


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
    """Called with each line that had to be spoken, while others still are; must not wait."""
    on_progress: Callable[[int, int], None] = lambda done, of: None
    """Called with how many of how many takes are there; must not wait."""
    fallback: Callable[[], Narrator] | None = None
    """Makes the narrator to speak instead if this voice cannot; None: there is none."""
    note: str = ""
    """What the listener should know about the voice, in a line."""
    unspoken: set[str] = field(default_factory=set, init=False)
    """What the voice spoke as silence, lines and words: the caption is shown for as long as words take."""
    _frames: dict[Utterance, int] = field(default_factory=dict)
    _unkept: dict[Utterance, Take] = field(default_factory=dict)
    """Takes that the cache could not keep."""

    def measure(self, lines: Iterable[Line]) -> dict[Line, int]:
        """Return the length of each line in frames; speaks what was never spoken.

        If the voice cannot and there is a fallback, that one speaks from now on. Lines
        without a word are left out; what the voice speaks as silence takes as long as words.

        Raises:
            VoiceError: no speech can be made.
        """
        lines = list(lines)
        try:
            return self.speak(lines)
        except UnknownVoiceError:
            raise
        except VoiceError as fault:
            if self.fallback is None:
                raise
            self._become(self.fallback(), str(fault))
            return self.speak(lines)

    def _become(self, other: Narrator, fault: str) -> None:
        """Let another voice speak from now on."""
        why = fault.splitlines()[0]
        self.note = f"{why} {other.delivery.voice} speaks instead.\n{self.delivery.family.remedy}"
        self.delivery, self.synthesizer, self.cache = (
            other.delivery,
            other.synthesizer,
            other.cache,
        )
        self.fallback = None
        self.unspoken.clear()
        self._frames.clear()
        self._unkept.clear()

    def speak(self, lines: Iterable[Line]) -> dict[Line, int]:
        """Measure lines in this voice or not at all: for words that a session can do without.

        Raises:
            VoiceError: it cannot speak them.
        """
        said = ((line, self.delivery.utterance(line)) for line in lines)
        wanted = {line: utterance for line, utterance in said if utterance.sentences}
        lines_of: dict[Utterance, list[Line]] = defaultdict(list)
        for line, utterance in wanted.items():
            lines_of[utterance].append(line)
        for spoken in self._spoken(self._missing(lines_of)):
            for line in lines_of[spoken]:
                self.on_take(line)
        self._try_foreign(wanted.values())
        return {line: self._frames[utterance] for line, utterance in wanted.items()}

    def known(self, line: Line) -> int | None:
        """Return the length of a line in frames if it is known by now; speaks nothing."""
        return self._frames.get(self.delivery.utterance(line))

    def silent(self, line: Line) -> bool:
        """Return whether the voice had no sound for a line, or a word in it, when it was measured."""
        utterance = self.delivery.utterance(line)
        return any(one.text in self.unspoken for one in (utterance, *_foreign(utterance)))

    def _try_foreign(self, utterances: Iterable[Utterance]) -> None:
        """Find out which words in other letters are silent: in a line that sounds nobody hears that."""
        words = [word for utterance in utterances for word in _foreign(utterance)]
        for _ in self._spoken(self._missing(words)):
            pass

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
            if not take.pcm:
                take = _silence(utterance)
                self.unspoken.add(utterance.text)
            self._frames[utterance] = take.frames
            if utterance.text in self.unspoken or not self.cache.put(utterance, take):
                self._unkept[utterance] = take
            self.on_progress(count, len(missing))
            yield utterance

    def _respoken(self, utterance: Utterance) -> Take:
        """Speak what the cache lost meanwhile."""
        list(self._spoken([utterance]))
        take = self._unkept.get(utterance) or self.cache.get(utterance)
        if take is None:
            raise VoiceError(f'"{printable(utterance.text[:60])}" cannot be stored or spoken.')
        return take


def _foreign(utterance: Utterance) -> list[Utterance]:
    """Return the words of an utterance with letters that are not Latin, each to be spoken alone."""
    text = utterance.text
    if text.isascii():
        return []
    words = [word for word in text.split() if any(c > _LATIN and c.isalnum() for c in word)]
    return [replace(utterance, sentences=(word,)) for word in words if word != text]


def _silence(utterance: Utterance) -> Take:
    words = len(utterance.text.split())
    return Take(_SILENT_RATE, bytes(2 * round(60 * words / 120 * _SILENT_RATE)))


def make_narrator(voice: str = "", rate: int | None = None) -> Narrator:
    """Return the narrator for a voice by name, or the default one, at its own rate or another.

    Where no take was ever kept, the voice begins to get ready at once.

    Args:
        voice: empty: the best that can be used.
        rate: in words a minute, as the engine counts them.

    Raises:
        UsageError: the user's lexicon cannot be read.
    """
    delivery = delivery_of(voice, rate)
    family, best = delivery.family, delivery.voice
    synthesizer = Synthesizer(family)
    cache = TakeCache(default_folder(), partial(family.identity, best))
    if not cache.exists:  # there will be much to say
        synthesizer.prewarm(best)
    narrator = Narrator(delivery, synthesizer, cache)
    if voice:
        narrator.note = foreign(best)
    else:
        narrator.note = missing(best)
        narrator.fallback = partial(make_narrator, LAST, rate) if best != LAST else None
    return narrator


def delivery_of(voice: str = "", rate: int | None = None) -> Delivery:
    """Return a voice and its rate, as for `make_narrator`; nothing is started.

    Raises:
        UsageError: the user's lexicon cannot be read.
    """
    best = voice or default_voice()
    family = family_of(best)
    return Delivery(family, family.named(best), rate or family.rate, lexicon.own())


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
