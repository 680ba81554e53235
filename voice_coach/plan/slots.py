"""A session as a flat list of slots, in order but not yet placed in time. Lengths in frames."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from voice_coach.errors import Place
from voice_coach.plan.timeline import Line, Section, Sound
from voice_coach.script.terms import Anchor, Role, Side

Bounds: TypeAlias = "tuple[int, int, int]"
"""Target, least and most."""


class SpeechSlot(Struct, frozen=True):
    """A slot for words. It is as long as the longest of its `peers`, so that sides stay equal."""

    place: Place
    line: Line | None
    """None: the slot stays silent."""
    peers: tuple[Line, ...]
    """What the slot holds on each side, the line itself among them."""
    role: Role
    side: Side | None = None
    completes_safety: bool = False
    """Once it has been heard, all of the full safety text has."""


class PauseSlot(Struct, frozen=True):
    """Silence."""

    length: int


class RestSlot(Struct, frozen=True):
    """Elastic silence, before a session's last words."""

    bounds: Bounds


class ReadySlot(Struct, frozen=True):
    """Time to get ready in."""

    place: Place
    bounds: Bounds
    side: Side | None = None
    offer: bool = False
    """Going on skips what follows, up to the welcome."""


class ChimeSlot(Struct, frozen=True):
    """A chime in a slot of its own."""

    sound: Sound
    side: Side | None = None
    file: str = ""


class BreathSlot(Struct, frozen=True):
    """Paced breaths."""

    place: Place
    length_in: int
    length_out: int
    words: tuple[tuple[Line, Line], ...]
    """In and out, for each breath."""
    side: Side | None = None


class ReminderSlot(Struct, frozen=True):
    """Words inside a hold."""

    speak: SpeechSlot
    anchor: Anchor
    offset: int
    """From the anchor."""
    share: float
    """Of the hold; used when `offset` is 0."""


class HoldSlot(Struct, frozen=True):
    """A hold: elastic."""

    place: Place
    bounds: Bounds
    chime: ChimeSlot | None
    speak: SpeechSlot | None
    reminders: tuple[ReminderSlot, ...]
    stroke: int
    """Frames from one stroke to the next; 0: not given."""
    ticks: bool
    side: Side | None = None


class StepStart(Struct, frozen=True):
    """A step begins; takes no time."""

    title: str
    technique: str
    side: Side | None = None
    kind: Section = Section.BODY


class BedEdge(Struct, frozen=True):
    """The bed may begin (or must end) here."""

    on: bool


Slot: TypeAlias = (
    "SpeechSlot | PauseSlot | RestSlot | ReadySlot | ChimeSlot | BreathSlot | HoldSlot"
    " | StepStart | BedEdge"
)
