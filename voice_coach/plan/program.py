"""What is to be played, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct, field

from voice_coach.script.model import Lengths, Routine, Say, Technique

MOST_NAMED = 4
"""Titles that are announced one by one; more are counted."""


class Guide(str, Enum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    """The shorter wordings from the first time on; of the reminders, those before an end."""
    CHIMES = "chimes"
    """Chimes, side names, exits and cautions."""


class Length(str, Enum):
    """Named lengths."""

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class Ending(str, Enum):
    """How a session ends."""

    CHIME = "chime"
    """The closing words, then three strikes."""
    SOFT = "soft"
    """The closing words alone."""
    NONE = "none"
    """Nothing after the last step: for falling asleep."""


class Program(Struct, frozen=True):
    """What is played: one technique, a routine, or several names in a row."""

    slug: str
    title: str
    techniques: tuple[Technique, ...]
    """At least one."""
    cautions: tuple[Say, ...] = ()
    """A routine's own."""
    promised: Mapping[Length, float] = field(default_factory=dict)
    """Seconds; what is missing is half, once or one and a half times what is written."""


class Narration(Struct, frozen=True):
    """How it is told."""

    guide: Guide = Guide.FULL
    preamble: bool = True
    ending: Ending = Ending.CHIME


def build_program(found: Sequence[Technique | Routine]) -> Program:
    """Return what several scripts make, played one after another."""
    parts = [part for one in found for part in _techniques(one)]
    slug = "-".join(one.heading.slug for one in found)
    titles = [one.heading.title for one in found]
    title = ", then ".join(titles) if len(titles) <= MOST_NAMED else f"{len(titles)} sessions"
    own = [say for one in found if isinstance(one, Routine) for say in one.heading.cautions]
    promised = _promised(found[0].heading.lengths) if len(found) == 1 else {}
    return Program(slug, title, tuple(parts), tuple(own), promised)


def _promised(lengths: Lengths) -> dict[Length, float]:
    pairs = (
        (Length.SHORT, lengths.short),
        (Length.STANDARD, lengths.standard),
        (Length.LONG, lengths.long),
    )
    return {name: asked for name, asked in pairs if asked}


def _techniques(found: Technique | Routine) -> tuple[Technique, ...]:
    return found.techniques if isinstance(found, Routine) else (found,)
