"""What sounds when: the one immutable table that player, exporter and captions all follow.

Every start and length is in frames (see `units.RATE`). Lists are sorted by start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from voice_coach.script.terms import Side
from voice_coach.units import frames


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
    gain: float = 0.0
    """In dB."""

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


class Part(str, Enum):
    """What a step belongs to."""

    ORIENTATION = "orientation"
    """How sessions work, before the very first one."""
    WELCOME = "welcome"
    """What the program says before the first step of a script."""
    BODY = "body"
    ENDING = "ending"
    """The last rest, and what the program says after it."""


class StepMark(Struct, frozen=True):
    """Where a step begins."""

    start: int
    title: str
    technique: str
    side: Side | None = None
    kind: Part = Part.BODY


class HoldSpan(Struct, frozen=True):
    """An elastic stretch: where "longer" has a meaning."""

    start: int
    length: int
    side: Side | None = None
    tail: int = 0
    """Frames at its end that go with the end: its last reminders, and what follows them."""
    stroke: int = 0
    """Frames from one tick to the next; 0: no ticks."""

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


class ReadySpan(Struct, frozen=True):
    """Time to get ready in; the listener may go on at once."""

    start: int
    length: int
    offer: bool = False
    """What follows, up to the welcome, is offered: going on leaves it out."""

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


_Event = TypeVar("_Event", SpeechEvent, ChimeEvent, StepMark, ReadySpan)

TICK_LENGTH = frames(0.1)
UNDER = -12.0
"""Of a tick while somebody speaks, in dB."""
_CLEAR = frames(0.25)
"""On both sides of speech; a tick in it steps back, too."""


class Timeline(Struct, frozen=True):
    """A whole session, laid out."""

    length: int
    speech: tuple[SpeechEvent, ...]
    chimes: tuple[ChimeEvent, ...]
    steps: tuple[StepMark, ...]
    holds: tuple[HoldSpan, ...]
    bed: tuple[int, int] = (0, 0)
    """First frame of the bed, first frame after it."""
    readies: tuple[ReadySpan, ...] = ()
    """Stretches in which the session waits until the listener is ready, their whole length at most."""

    @property
    def sounding(self) -> list[SpeechEvent | ChimeEvent]:
        """Return speech and chimes together, sorted by start."""
        both: list[SpeechEvent | ChimeEvent] = [*self.speech, *self.chimes]
        return sorted(both, key=lambda event: event.start)

    def to_json(self) -> bytes:
        """Return it as JSON: its fields by name, all numbers in frames."""
        return msgspec.json.encode(self)

    def step_at(self, frame: int) -> int:
        """Return the index of the step that `frame` lies in; 0 before the first."""
        return max(0, sum(step.start <= frame for step in self.steps) - 1)

    def ready_at(self, frame: int) -> ReadySpan | None:
        """Return the time to get ready in that `frame` lies in."""
        return next((one for one in self.readies if one.start <= frame < one.end), None)

    def onward(self, frame: int) -> int | None:
        """Return where it goes on for a listener who is ready at `frame`; None: it does not wait."""
        span = self.ready_at(frame)
        if span is None or not span.offer:
            return span.end if span else None
        welcomes = (step.start for step in self.steps if step.kind is Part.WELCOME)
        return next(welcomes, span.end)

    def longer(self, frame: int, extra: int) -> Timeline:
        """Return a timeline with `extra` frames put into the hold at `frame`.

        What the hold says near its end stays near its end; what it says before stays where it is.
        Ticks go on, on their beat. Outside of holds, and where the end was announced already, the
        time is put in at `frame`, or after what sounds there. Sounds that fill silences and have
        not begun are left out: `fill_silences` puts them where they belong now.
        """
        hold = next((h for h in self.holds if h.start <= frame < h.end), None)
        wanted = max(frame, hold.end - hold.tail) if hold else frame
        lasting = [e for e in self.sounding if not _filler(e, frame) and not _tick(e, hold)]
        at = max([wanted, *(e.end for e in lasting if e.start < wanted < e.end)])
        chimes = [e for e in self.chimes if not _filler(e, frame)]
        first, last = self.bed
        grown = Timeline(
            self.length + extra,
            _later(self.speech, at, extra),
            _later(chimes, at, extra),
            _later(self.steps, at, extra),
            tuple(_grown(each, at, extra) for each in self.holds),
            (first + extra if first >= at > 0 else first, last + extra if last >= at else last),
            _later(self.readies, at, extra),
        )
        return _ticking_on(grown, self, hold, extra) if hold and hold.stroke else grown


def ticks(hold: HoldSpan, first: int, speech: Iterable[SpeechEvent]) -> list[ChimeEvent]:
    """Return the ticks of a hold from the frame `first` on; each steps back under speech."""
    words = [e for e in speech if e.end > hold.start - _CLEAR and e.start < hold.end + _CLEAR]
    return [
        ChimeEvent(beat, TICK_LENGTH, Sound.TICK, hold.side, gain=_tick_gain(beat, words))
        for beat in range(first, hold.end - TICK_LENGTH, hold.stroke)
    ]


def _tick_gain(beat: int, words: Sequence[SpeechEvent]) -> float:
    under = any(e.start - _CLEAR < beat + TICK_LENGTH and beat < e.end + _CLEAR for e in words)
    return UNDER if under else 0.0


def _ticking_on(grown: Timeline, before: Timeline, hold: HoldSpan, extra: int) -> Timeline:
    """Put a hold's ticks on the beat they had, to its new end."""
    old = [e for e in before.chimes if _tick(e, hold)]
    others = [e for e in grown.chimes if not _tick(e, replace(hold, length=hold.length + extra))]
    new = replace(hold, length=hold.length + extra)
    beats = ticks(new, old[0].start, grown.speech) if old else []
    return replace(grown, chimes=tuple(sorted([*others, *beats], key=lambda e: e.start)))


def _tick(event: SpeechEvent | ChimeEvent, hold: HoldSpan | None) -> bool:
    """Tell whether an event is a tick of a hold."""
    match event:
        case ChimeEvent(sound=Sound.TICK):
            return hold is not None and hold.start <= event.start < hold.end
        case _:
            return False


def _filler(event: SpeechEvent | ChimeEvent, frame: int) -> bool:
    """Tell whether an event fills a silence and has not begun at `frame`."""
    match event:
        case ChimeEvent(sound=Sound.STILL | Sound.WAKE):
            return event.start > frame
        case _:
            return False


def _later(events: Iterable[_Event], at: int, extra: int) -> tuple[_Event, ...]:
    return tuple(replace(e, start=e.start + extra) if e.start >= at else e for e in events)


def _grown(hold: HoldSpan, at: int, extra: int) -> HoldSpan:
    if hold.start < at <= hold.end:
        return replace(hold, length=hold.length + extra)
    return replace(hold, start=hold.start + extra) if hold.start >= at else hold
