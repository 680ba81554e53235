"""A session as a flat list of moments, in order but not yet placed in time. Lengths in frames."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from voice_coach.errors import Place
from voice_coach.plan.timeline import Line, Sound
from voice_coach.script.terms import Anchor, Role, Side


class Speak(Struct, frozen=True):
    """A slot for words. It is as long as the longest of its `peers`, so that sides stay equal."""

    place: Place
    line: Line | None
    """None: the slot stays silent."""
    peers: tuple[Line, ...]
    """What the slot holds on each side, the line itself among them."""
    role: Role
    side: Side | None = None


class Rest(Struct, frozen=True):
    """Silence."""

    length: int


class Ring(Struct, frozen=True):
    """A chime in a slot of its own."""

    sound: Sound
    side: Side | None = None
    file: str = ""


class Breath(Struct, frozen=True):
    """Paced breaths."""

    length_in: int
    length_out: int
    times: int
    side: Side | None = None


class Remind(Struct, frozen=True):
    """Words inside a hold."""

    speak: Speak
    anchor: Anchor
    offset: int
    """From the anchor."""
    share: float
    """Of the hold; used when `offset` is 0."""


class Stay(Struct, frozen=True):
    """A hold: elastic between `least` and `most`."""

    place: Place
    target: int
    least: int
    most: int
    ring: Ring | None
    speak: Speak | None
    reminders: tuple[Remind, ...]
    stroke: int
    """Frames from one stroke to the next; 0: no ticks."""
    side: Side | None = None


class Mark(Struct, frozen=True):
    """A step begins."""

    title: str
    technique: str
    side: Side | None = None


class Bed(Struct, frozen=True):
    """The bed may begin (or must end) here."""

    on: bool


Moment: TypeAlias = "Speak | Rest | Ring | Breath | Stay | Mark | Bed"
