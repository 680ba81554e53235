"""What sounds when: the one immutable table that player, exporter and captions all follow.

Every start and length is in frames (see `units.RATE`). Lists are sorted by start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.script.terms import Side


class Pace(str, Enum):
    """How briskly a line is spoken."""

    NORMAL = "normal"
    SLOW = "slow"


class Line(Struct, frozen=True):
    """Words to speak at a pace: the key of a clip."""

    text: str
    pace: Pace = Pace.NORMAL


Measure: TypeAlias = Callable[[Iterable[Line]], Mapping[Line, int]]
"""Tells how long each line takes to speak, in frames, all at once so that work can be shared."""


class Sound(str, Enum):
    """What is not speech. The value names the shipped file, where there is one."""

    OPEN = "open"
    BEGIN = "begin"
    CHANGE = "change"
    END = "end"
    TICK = "tick"
    STILL = "still"
    """In a long silence: the session still runs."""
    WAKE = "wake"
    """A faint swell before speech that follows a long silence."""
    BREATHE_IN = "breathe-in"
    BREATHE_OUT = "breathe-out"


class SpeechEvent(Struct, frozen=True):
    """One cue in the voice."""

    start: int
    length: int
    line: Line
    side: Side | None = None

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


class ChimeEvent(Struct, frozen=True):
    """One chime, tick or tone."""

    start: int
    length: int
    """At most; what is longer is faded out here."""
    sound: Sound
    side: Side | None = None
    file: str = ""
    """An author's own sound instead of the shipped one."""

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


class StepMark(Struct, frozen=True):
    """Where a step begins."""

    start: int
    title: str
    technique: str
    side: Side | None = None


class HoldSpan(Struct, frozen=True):
    """An elastic stretch: where "longer" has a meaning."""

    start: int
    length: int
    side: Side | None = None

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


_Event = TypeVar("_Event", SpeechEvent, ChimeEvent, StepMark, HoldSpan)


class Timeline(Struct, frozen=True):
    """A whole session, laid out."""

    length: int
    speech: tuple[SpeechEvent, ...]
    chimes: tuple[ChimeEvent, ...]
    steps: tuple[StepMark, ...]
    holds: tuple[HoldSpan, ...]
    bed: tuple[int, int] = (0, 0)
    """First frame of the bed, first frame after it."""
    readies: tuple[HoldSpan, ...] = ()
    """Stretches in which the session waits until the listener is ready, their whole length at most."""

    @property
    def sounding(self) -> list[SpeechEvent | ChimeEvent]:
        """Return speech and chimes together, sorted by start."""
        both: list[SpeechEvent | ChimeEvent] = [*self.speech, *self.chimes]
        return sorted(both, key=lambda event: event.start)

    def step_at(self, frame: int) -> int:
        """Return the index of the step that `frame` lies in; 0 before the first."""
        return max(0, sum(step.start <= frame for step in self.steps) - 1)

    def longer(self, frame: int, extra: int) -> Timeline:
        """Return a timeline with `extra` frames put in at `frame`, or after what sounds there.

        What starts at or after that point moves; the hold around it grows.
        """
        at = max([frame, *(e.end for e in self.sounding if e.start < frame < e.end)])
        first, last = self.bed
        return Timeline(
            self.length + extra,
            _later(self.speech, at, extra),
            _later(self.chimes, at, extra),
            _later(self.steps, at, extra),
            tuple(_grown(hold, at, extra) for hold in self.holds),
            (first + extra * (first >= at > 0), last + extra * (last >= at)),
            _later(self.readies, at, extra),
        )


def _later(events: tuple[_Event, ...], at: int, extra: int) -> tuple[_Event, ...]:
    return tuple(replace(e, start=e.start + extra) if e.start >= at else e for e in events)


def _grown(hold: HoldSpan, at: int, extra: int) -> HoldSpan:
    if hold.start < at <= hold.end:
        return replace(hold, length=hold.length + extra)
    return replace(hold, start=hold.start + extra) if hold.start >= at else hold
