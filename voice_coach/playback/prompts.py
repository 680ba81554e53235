"""What the player answers: a soft sound, or a few words made before they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from voice_coach import resources
from voice_coach.plan.timeline import Line, Timeline
from voice_coach.playback.transport import Command, State, Transport
from voice_coach.sound.files import load
from voice_coach.sound.spectrum import Mono
from voice_coach.units import frames

_GAP = frames(0.35)


@dataclass(slots=True)
class Prompt:
    """A clip beside the session."""

    clip: Mono
    holds: bool
    """The session stands still meanwhile."""
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
    """Answers to commands."""

    voice: Callable[[Line], Mono]
    """Makes the clip of a line."""
    _words: dict[Line, Mono] = field(default_factory=dict, init=False)

    def prepare(self, timeline: Timeline, rest: Callable[[], None] = lambda: None) -> None:
        """Make all words that `where` may need; `rest` is called after each."""
        for line in where_lines(timeline):
            self._words[line] = self.voice(line)
            rest()

    def refusal(self) -> Prompt:
        """Answer that a command has no meaning now."""
        return Prompt(_sound("refuse"), holds=False)

    def answer(self, command: Command, after: Transport) -> Prompt | None:
        """Answer a command that was carried out; None where the sound itself tells."""
        if command is Command.WHERE:
            return self._where(after)
        if command in (Command.STOP, Command.END, Command.LOSE) or after.state is State.ENDED:
            return None
        return Prompt(_sound("confirm"), holds=False)

    def _where(self, at: Transport) -> Prompt:
        known = [self._words[line] for line in _where(at) if line in self._words]
        if not known:
            return Prompt(_sound("confirm"), holds=False)
        gap = np.zeros(_GAP, np.float32)
        return Prompt(np.concatenate([part for clip in known for part in (clip, gap)]), holds=True)


def where_lines(timeline: Timeline) -> Iterator[Line]:
    """Yield every line that `where` may speak in a session."""
    yield from (Line("Left side."), Line("Right side."), Line("Less than a minute to go."))
    total = len(timeline.steps)
    yield from (Line(f"Step {number} of {total}.") for number in range(1, total + 1))
    most = round(timeline.length / frames(60)) + 6
    yield from (_minutes(number) for number in range(1, most))


def _where(at: Transport) -> Iterator[Line]:
    steps = at.timeline.steps
    index = at.timeline.step_at(at.position)
    side = steps[index].side if steps else None
    if side:
        yield Line(f"{side.value.capitalize()} side.")
    yield Line(f"Step {index + 1} of {len(steps)}.")
    minutes = round((at.timeline.length - at.position) / frames(60))
    yield _minutes(minutes) if minutes else Line("Less than a minute to go.")


def _minutes(number: int) -> Line:
    return Line(f"{number} minute{'s' if number > 1 else ''} to go.")


def _sound(name: str) -> Mono:
    return load(str(resources.folder("sounds") / f"{name}.flac"))
