"""The words of the language that mean something to the program."""

from __future__ import annotations

from enum import Enum


class Area(str, Enum):
    """The part of the body; it decides which safety sentence is added."""

    HEAD = "head"
    FACE = "face"
    NECK = "neck"
    SHOULDERS = "shoulders"
    CHEST = "chest"
    BACK = "back"
    BODY = "body"


class Posture(str, Enum):
    """How a body rests; tells whether one technique can follow another without getting up."""

    SITTING = "sitting"
    LYING = "lying"
    PRONE = "prone"
    STANDING = "standing"


class Only(str, Enum):
    """When a step is needed in a session of several techniques."""

    ARRIVING = "arriving"
    """Not where the technique before leaves the listener in a fitting posture."""
    LEAVING = "leaving"
    """Not where the technique after can be done in the same posture."""


class Role(str, Enum):
    """What a spoken cue is for; it decides its pace and whether it may be left out."""

    GUIDE = "guide"
    """Tells what to do."""
    SETTLE = "settle"
    """Calms; spoken slower."""
    LOAD = "load"
    """From this cue on, body weight or cloth bears on the listener: an exit must follow."""
    EXIT = "exit"
    """Says how to get out or ease off; never left out."""
    CAUTION = "caution"
    """Says who should not do it or when to stop; never left out."""
    SIDE = "side"
    """Names the side; never left out."""
    CLOSE = "close"
    """Leads out of the session; spoken slower."""


class Meaning(str, Enum):
    """What a chime tells."""

    BEGIN = "begin"
    """One strike: something begins."""
    CHANGE = "change"
    """Two strikes: change, or the end of a block."""
    END = "end"
    """Three strikes: the session ends."""
    TICK = "tick"
    """A soft tick: one stroke."""
    NONE = "none"
    """No chime where one would sound."""


class Side(str, Enum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Anchor(str, Enum):
    """What a reminder's time counts from."""

    START = "start"
    END = "end"
