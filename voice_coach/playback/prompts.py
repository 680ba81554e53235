"""What the player answers: a soft sound, or a few words made before they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from voice_coach import resources
from voice_coach.plan.phrases import (
    minutes_words,
    phrases,
    side_words,
    step_words,
    volume_words,
)
from voice_coach.plan.timeline import Line, Timeline
from voice_coach.playback.transport import Command, State, Transport
from voice_coach.script.terms import Side
from voice_coach.sound.files import load
from voice_coach.sound.spectrum import Mono
from voice_coach.units import frames

_GAP = frames(0.35)
_SOON = frames(20.0)
"""Words of "where" are made this long before they may be needed."""
NOTHING: Mono = np.zeros(0, np.float32)


@dataclass(slots=True)
class Prompt:
    """A clip beside the session."""

    clip: Mono
    holds: bool
    """The session stops meanwhile."""
    _at: int = field(default=0, init=False)

    def take(self, count: int) -> Mono:
        """Return the next frames, at most `count`."""
        part = self.clip[self._at : self._at + count]
        self._at += len(part)
        return part

    @property
    def done(self) -> bool:
        """Nothing is left of it."""
        return self._at >= len(self.clip)


@dataclass(slots=True)
class Prompts:
    """Answers to commands. Answering never waits: words that are not there yet become a soft sound."""

    voice: Callable[[Line], Mono]
    """Makes the clip of a line."""
    speak: Callable[[Iterable[Line]], object] = lambda lines: None
    """Speaks many lines at once, so that `voice` has them at hand: a narrator's `speak`."""
    still: Mono = field(init=False)
    """The sound of a session that waits."""
    _confirm: Mono = field(init=False)
    _refuse: Mono = field(init=False)
    _words: dict[Line, Mono] = field(default_factory=dict, init=False)
    """What `where` may say soon."""
    _spoken: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.still, self._confirm, self._refuse = map(_sound, ("still", "confirm", "refuse"))

    def prepare(self, timeline: Timeline) -> None:
        """Speak all words that `where` may need in a session; takes a while.

        Raises:
            Exception: as `speak` raises it; `where` is then a soft sound.
        """
        self.speak(list(where_lines(timeline)))
        self._spoken = True

    def refresh(self, at: Transport, volume: int = 100) -> None:
        """Make the clips of what `where` says here and soon, at a volume in percent.

        From `prepare` on; until then nothing can be said.

        Raises:
            Exception: as `voice` raises it.
        """
        if self._spoken:
            soon = at.at(min(at.position + _SOON, at.timeline.length))
            wanted = [*_where(at, volume), *_where(soon, volume), Line(phrases().paused)]
            known = self._words
            self._words = {line: known[line] for line in wanted if line in known}
            for line in wanted:
                if line not in self._words:
                    self._words[line] = NOTHING  # if the voice fails, do not try again and again
                    self._words[line] = self.voice(line)

    def refusal(self) -> Prompt:
        """Answer that a command has no meaning now."""
        return Prompt(self._refuse, holds=False)

    def answer(self, command: Command, after: Transport, volume: int = 100) -> Prompt | None:
        """Answer a command that was carried out; None where the session itself is the answer."""
        if command is Command.WHERE:
            return self._where(after, volume)
        if after.state is State.ENDED:
            return None
        return Prompt(self._confirm, holds=False)

    def _where(self, at: Transport, volume: int) -> Prompt:
        words = self._words
        clips = [words[line] for line in _where(at, volume) if len(words.get(line, NOTHING))]
        if not clips:
            return Prompt(self._confirm, holds=False)
        gap = np.zeros(_GAP, np.float32)
        return Prompt(np.concatenate([part for clip in clips for part in (clip, gap)]), holds=True)


def where_lines(timeline: Timeline) -> Iterator[Line]:
    """Yield every line that `where` may speak in a session."""
    yield from (Line(side_words(side)) for side in Side)
    total = len(timeline.steps)
    yield from (Line(step_words(number, total)) for number in range(1, total + 1))
    most = round(timeline.length / frames(60)) + 6
    yield from (Line(minutes_words(minutes)) for minutes in range(most))
    yield Line(phrases().paused)
    yield from dict.fromkeys(Line(volume_words(percent)) for percent in range(100))


def repeated(clip: Mono, every: int, start: int, count: int) -> Mono:
    """Return `count` frames, from `start` on, of a clip that is repeated every `every` frames.

    It comes first after `every` frames. Returns float32, shape (count,).
    """
    out = np.zeros(count, np.float32)
    for beat in range(max(1, start // every), (start + count - 1) // every + 1):
        first, skip = max(0, beat * every - start), max(0, start - beat * every)
        part = clip[skip : skip + count - first]
        out[first : first + len(part)] += part
    return out


def _where(at: Transport, volume: int) -> Iterator[Line]:
    if at.state is State.PAUSED:
        yield Line(phrases().paused)
    steps = at.timeline.steps
    index = at.timeline.step_at(at.position)
    side = steps[index].side if steps else None
    if side:
        yield Line(side_words(side))
    yield Line(step_words(index + 1, len(steps)))
    yield Line(minutes_words(round((at.timeline.length - at.position) / frames(60))))
    if volume < 100:
        yield Line(volume_words(volume))


def _sound(name: str) -> Mono:
    """Return a shipped sound; silence if it cannot be read: an answer must not end a session."""
    try:
        return load(str(resources.folder("sounds") / f"{name}.flac"))
    except Exception:
        return NOTHING
