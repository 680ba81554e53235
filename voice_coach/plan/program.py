"""What is to be played (`Program`), and how it is narrated (`Narration`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Annotated

from msgspec import Meta, Struct, field

from voice_coach.errors import assert_never
from voice_coach.plan.leaflet import Leaflet, leaflet
from voice_coach.plan.phrases import phrases
from voice_coach.script.model import Block, Heading, Lengths, Routine, Technique
from voice_coach.script.terms import Safety

MOST_NAMED = 4
"""Titles that are announced one by one; more are counted."""


class Guide(str, Enum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    """The brief wordings; of the reminders, those before an end and those that protect."""
    CHIMES = "chimes"
    """Chimes, side names, exits and cautions."""


class Length(str, Enum):
    """Named lengths."""

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class Preamble(str, Enum):
    """How much of the safety text is spoken."""

    AUTO = "auto"
    """All of it, unless it was heard within a day."""
    FULL = "full"
    SHORT = "short"
    """For a listener who heard it within a day."""


class Ending(str, Enum):
    """How a session ends."""

    CHIME = "chime"
    """The closing words, then three strikes."""
    SOFT = "soft"
    """The closing words alone."""
    NONE = "none"
    """For falling asleep: no word and no chime after the closing, nothing that gets anyone up."""


class Part(Struct, frozen=True):
    """What was named: a technique by itself, or a routine's techniques under one opening."""

    techniques: tuple[Technique, ...]
    """At least one."""
    routine: bool = False
    opening: Block = ()
    ending: Block = ()


class Program(Struct, frozen=True):
    """What is played: one technique, a routine, or several of them in a row."""

    slug: str
    title: str
    parts: tuple[Part, ...]
    """At least one."""
    headings: tuple[Heading, ...]
    """Of what was named, and then of the techniques of routines: whatever warns of something."""
    promised: Mapping[Length, float] = field(default_factory=dict)
    """Seconds; what is missing is half, once or one and a half times what is written."""
    files: tuple[str, ...] = ()
    """All that were read for it: scripts, also those of routines in routines, and own sounds."""
    orientation: Technique | None = None
    """Offered before everything, beside the session's length."""

    @property
    def techniques(self) -> tuple[Technique, ...]:
        """Return every technique, in order."""
        return tuple(technique for part in self.parts for technique in part.techniques)

    @property
    def heading(self) -> Heading | None:
        """Return the heading of what alone was named; None where several were."""
        return self.headings[0] if len(self.parts) == 1 else None

    @property
    def leaflet(self) -> Leaflet:
        """What it is, who must not do it, when to stop."""
        return leaflet(self.headings, title=self.title, named=len(self.parts))

    @property
    def touches(self) -> bool:
        """Somebody is touched: what only explains has no risk, and nothing to rest from."""
        return any(one.safety is Safety.FULL for one in self.headings[: len(self.parts)])


class Narration(Struct, frozen=True):
    """How a program is narrated: how much is said, and with which of several wordings."""

    guide: Guide = Guide.FULL
    preamble: Preamble = Preamble.AUTO
    ending: Ending = Ending.CHIME
    keys: bool = False
    """There are keys: say once that any of them ends a time to get ready."""
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0
    """Chooses among several wordings."""
    greeting: str = ""
    """Said before the welcome, as by somebody who gives the session to a client."""
    closing: str = ""
    """Said instead of the closing words; empty: those of the script."""


def build_program(scripts: Sequence[Technique | Routine]) -> Program:
    """Return the program of several scripts, played one after another."""
    words = phrases()
    titles = [one.heading.title for one in scripts]
    many = words.several.format(count=len(titles))
    parts = tuple(
        Part(one.techniques, True, one.opening, one.ending)
        if isinstance(one, Routine)
        else Part((one,))
        for one in scripts
    )
    named = [one.heading for one in scripts]
    inner = [technique.heading for part in parts if part.routine for technique in part.techniques]
    return Program(
        "-".join(heading.slug for heading in named),
        words.then.join(titles) if len(titles) <= MOST_NAMED else many,
        parts,
        (*named, *inner),
        _promised(scripts[0].heading.lengths) if len(scripts) == 1 else {},
        tuple(dict.fromkeys(file for one in scripts for file in _files(one))),
    )


def _files(script: Technique | Routine) -> Iterator[str]:
    """Yield every file that a script was read from, and its own sounds."""
    match script:
        case Technique():
            yield script.heading.place.file
            yield from (file for _, file in script.chimes)
        case Routine():
            yield from script.files
            for technique in script.techniques:
                yield from _files(technique)
        case _:
            assert_never(script)


def _promised(lengths: Lengths) -> dict[Length, float]:
    pairs = (
        (Length.SHORT, lengths.short),
        (Length.STANDARD, lengths.standard),
        (Length.LONG, lengths.long),
    )
    return {name: asked for name, asked in pairs if asked}
