"""What a script says, as data. A cue knows no engine, no device and no configuration.

Times here are seconds, as authors write them; the planner turns them into frames.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field

from voice_coach.errors import Place
from voice_coach.script.terms import (
    Anchor,
    Area,
    Language,
    Meaning,
    Only,
    Posture,
    Risk,
    Role,
    Safety,
    Side,
)

Wordings: TypeAlias = "tuple[str, ...]"
"""One text or several, of which a session speaks one; none: nothing is spoken."""


class Say(Struct, frozen=True):
    """Words, and other words for later sides and rounds and for the brief guide."""

    place: Place
    texts: Wordings
    again: Wordings | None = None
    """Spoken instead from the second side or round on; None: the same words."""
    brief: Wordings | None = None
    """Spoken instead where the brief guide is asked for; None: the same words."""
    role: Role = Role.GUIDE

    @property
    def text(self) -> str:
        """Return the first wording."""
        return self.texts[0]

    @property
    def every(self) -> Wordings:
        """Return all texts that may be spoken."""
        return (*self.texts, *(self.again or ()), *(self.brief or ()))


class Wait(Struct, frozen=True):
    """Time to do something. Never scaled."""

    place: Place
    seconds: float


class Ready(Struct, frozen=True):
    """Time to get into position or to fetch something; the listener may end it early."""

    place: Place
    target: float
    least: float
    most: float


class Chime(Struct, frozen=True):
    """A chime by its meaning."""

    place: Place
    meaning: Meaning


class Breathe(Struct, frozen=True):
    """Paced breaths: "in" and "out" fall exactly on the beat. Never scaled."""

    place: Place
    seconds_in: float
    seconds_out: float
    times: int = 1


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
    """The pace of the motion, in strokes a minute; 0: not given."""
    ticks: bool = False
    """A soft tick sounds for each stroke."""
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


Cue: TypeAlias = "Say | Wait | Ready | Chime | Breathe | Hold | Step | Sides | Rounds"
Block: TypeAlias = "tuple[Cue, ...]"


def walk(block: Block) -> list[Cue]:
    """Return every cue of a block and of the blocks inside it, in order."""
    found: list[Cue] = []
    for cue in block:
        found.append(cue)
        match cue:
            case Sides():
                found += walk(cue.do + (cue.between or ()))
            case Step() | Rounds():
                found += walk(cue.do)
            case _:
                pass
    return found


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
    language: Language = Language.ENGLISH
    lengths: Lengths = field(default_factory=Lengths)
    needs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    position: str = ""
    posture: tuple[Posture, ...] = ()
    """The postures it can be done in, and how the session ends; empty: not given."""
    intro: Say | None = None
    """Greeting, what, and how long; None: title and length."""
    closing: Say | None = None
    """Spoken after the last rest; None: the usual words."""
    risks: tuple[Risk, ...] = ()
    cautions: tuple[Say, ...] = ()
    """Spoken after the risks, before the steps."""
    safety: Safety = Safety.FULL
    say_as: tuple[tuple[str, str], ...] = ()
    """Words, and how the voice reads them."""
    variant_of: str = ""
    """The script that this one is a variant of."""
    variant: str = ""
    """What it is called by (`--with`)."""
    not_for: tuple[str, ...] = ()
    stop_at: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    play: tuple[Reference, ...] = ()
    """A routine's techniques; empty for a technique."""


class Technique(Struct, frozen=True):
    """One technique: its heading and its steps."""

    heading: Heading
    steps: tuple[Cue, ...]
    pressure: Pressure | None = None
    chimes: tuple[tuple[Meaning, str], ...] = ()
    """Meanings and the author's own sound files (full paths)."""


class Routine(Struct, frozen=True):
    """Techniques one after another under one preamble and one ending."""

    heading: Heading
    techniques: tuple[Technique, ...] = ()
    """Filled in by the library."""
    opening: Block = ()
    """Done before the first technique, instead of what that one does to arrive."""
    ending: Block = ()
    """Done after the last technique."""
    files: tuple[str, ...] = ()
    """All that were read for it: its own, those of its techniques and of routines within it."""
