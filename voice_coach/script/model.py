"""What a script says, as data. A cue knows no engine, no device and no configuration.

Times here are seconds, as authors write them; the planner turns them into frames.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field

from voice_coach.errors import Place
from voice_coach.script.terms import Anchor, Area, Meaning, Only, Posture, Role, Side


class Say(Struct, frozen=True):
    """Words, and the shorter words for later sides and rounds."""

    place: Place
    text: str
    again: str | None = None
    """Spoken instead from the second side or round on; empty: nothing is spoken then."""
    role: Role = Role.GUIDE


class Wait(Struct, frozen=True):
    """Time to do something. Never scaled."""

    place: Place
    seconds: float


class Chime(Struct, frozen=True):
    """A chime by its meaning."""

    place: Place
    meaning: Meaning


class Breathe(Struct, frozen=True):
    """Paced breaths: "in" and "out" fall exactly on the beat. Never scaled."""

    place: Place
    seconds_in: float
    seconds_out: float
    times: int


class Reminder(Struct, frozen=True):
    """Words inside a hold: `seconds` from its start or before its end, or a `share` of it."""

    say: Say
    anchor: Anchor
    seconds: float = 0.0
    share: float = 0.0
    """Of the hold, 0 to 1; used when `seconds` is 0."""


class Hold(Struct, frozen=True):
    """Time on one spot or with one movement, stretched within its bounds by the planner."""

    place: Place
    target: float
    least: float
    most: float
    say: Say | None = None
    reminders: tuple[Reminder, ...] = ()
    strokes: float = 0.0
    """Soft ticks a minute; 0: none."""
    chime: Meaning = Meaning.BEGIN


class Step(Struct, frozen=True):
    """What next and back jump between, and a chapter of an export."""

    place: Place
    title: str
    do: Block
    only: Only | None = None
    """None: always."""


class Sides(Struct, frozen=True):
    """Everything in `do`, once for each side, of equal length."""

    place: Place
    over: tuple[Side, ...]
    do: Block
    between: Block | None = None
    """Done between two sides; None: the usual chime and announcement."""


class Rounds(Struct, frozen=True):
    """Everything in `do`, several times; the planner may change how often."""

    place: Place
    times: int
    least: int
    most: int
    do: Block


Cue: TypeAlias = "Say | Wait | Chime | Breathe | Hold | Step | Sides | Rounds"
Block: TypeAlias = "tuple[Cue, ...]"


class Pressure(Struct, frozen=True):
    """Of 10."""

    aim: int
    most: int


class Lengths(Struct, frozen=True):
    """Session lengths in seconds that the author promises; None: half, as written, one and a half."""

    short: float | None = None
    standard: float | None = None
    long: float | None = None


class Reference(Struct, frozen=True):
    """The name of another script, where a routine plays it."""

    place: Place
    name: str


class Heading(Struct, frozen=True):
    """All of a script but what happens in it: enough to list and to search."""

    place: Place
    slug: str
    title: str
    summary: str
    area: Area
    lengths: Lengths = field(default_factory=Lengths)
    needs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    position: str = ""
    posture: tuple[Posture, ...] = ()
    """The postures it can be done in; empty: not told."""
    cautions: tuple[Say, ...] = ()
    """Spoken before the steps; a routine's own, before its first technique."""
    play: tuple[Reference, ...] = ()
    """A routine's techniques; empty for a technique."""


class Technique(Struct, frozen=True):
    """One technique: its heading, what is shown and spoken about it, and its steps."""

    heading: Heading
    steps: tuple[Cue, ...]
    pressure: Pressure | None = None
    intro: Say | None = None
    not_for: tuple[str, ...] = ()
    stop_at: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    chimes: tuple[tuple[Meaning, str], ...] = ()
    """Meanings and the author's own sound files (full paths)."""


class Routine(Struct, frozen=True):
    """Techniques one after another under one preamble and one ending."""

    heading: Heading
    techniques: tuple[Technique, ...]
