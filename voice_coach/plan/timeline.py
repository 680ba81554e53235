"""What sounds when: the one immutable table that player, exporter and captions all follow.

Every start and length is in frames (see `units.RATE`). Lists are sorted by start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TypeAlias

import msgspec
from msgspec import Struct

from voice_coach.script.terms import Side
from voice_coach.units import milliseconds


class Pace(str, Enum):
    """How briskly a line is spoken."""

    NORMAL = "normal"
    SLOW = "slow"


class Line(Struct, frozen=True):
    """Words to speak at a pace: the key of a clip."""

    text: str
    pace: Pace = Pace.NORMAL
    spoken: str = ""
    """What the voice reads instead, where the author says so; empty: the text."""


Measure: TypeAlias = Callable[[Iterable[Line]], Mapping[Line, int]]
"""Returns how long each line takes to speak, in frames; all at once, so that work can be shared."""


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


class Section(str, Enum):
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
    kind: Section = Section.BODY


class Chapter(Struct, frozen=True):
    """A step with its end and its words. One follows another without a gap from the first frame on."""

    start: int
    end: int
    """First frame after it."""
    title: str
    """Complete by itself in a player's list: ``Lower back, left side: hold``."""
    step: str = ""
    """The title of the step alone."""
    technique: str = ""
    side: Side | None = None
    speech: tuple[SpeechEvent, ...] = ()

    @property
    def start_ms(self) -> int:
        """Its start in milliseconds."""
        return milliseconds(self.start)

    @property
    def end_ms(self) -> int:
        """Its end in milliseconds."""
        return milliseconds(self.end)


class HoldSpan(Struct, frozen=True):
    """An elastic stretch: where "longer" works."""

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
    """What follows, up to the welcome, is optional: going on skips it."""

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.length


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
    safety_end: int = 0
    """First frame after the full safety text; 0: the session does not have it."""

    @property
    def sounding(self) -> list[SpeechEvent | ChimeEvent]:
        """Return speech and chimes together, sorted by start."""
        both: list[SpeechEvent | ChimeEvent] = [*self.speech, *self.chimes]
        return sorted(both, key=lambda event: event.start)

    def chapters(self) -> tuple[Chapter, ...]:
        """Return a chapter for each step that takes any time; the first one begins at frame 0."""
        starts = [0, *(step.start for step in self.steps[1:])]
        ends = [*starts[1:], self.length]
        return tuple(
            Chapter(
                start,
                end,
                chapter_title(step),
                step.title,
                step.technique,
                step.side,
                tuple(cue for cue in self.speech if start <= cue.start < end),
            )
            for start, end, step in zip(starts, ends, self.steps, strict=False)
            if end > start
        )

    def to_json(self) -> bytes:
        """Return it as JSON: its fields by name, all numbers in frames."""
        return msgspec.json.encode(self)

    def step_at(self, frame: int) -> int:
        """Return the index of the step that `frame` is in; 0 before the first."""
        return max(0, sum(step.start <= frame for step in self.steps) - 1)

    def ready_at(self, frame: int) -> ReadySpan | None:
        """Return the time to get ready that `frame` is in; None: it is in none."""
        return next((one for one in self.readies if one.start <= frame < one.end), None)

    def onward(self, frame: int) -> int | None:
        """Return the frame to jump to for a listener who is ready at `frame`; None: it does not wait."""
        span = self.ready_at(frame)
        if span is None or not span.offer:
            return span.end if span else None
        welcomes = (step.start for step in self.steps if step.kind is Section.WELCOME)
        return next(welcomes, span.end)


def chapter_title(step: StepMark) -> str:
    """Return a step's title with its technique and side: ``Lower back, left side: hold``."""
    if not step.technique:
        return step.title
    if step.side is None:
        return f"{step.technique}: {step.title}"
    if step.side.value in step.title.lower():
        return f"{step.technique}, {step.title[0].lower()}{step.title[1:]}"
    return f"{step.technique}, {step.side.value} side: {step.title}"
