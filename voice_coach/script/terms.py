"""The words of the language that mean something to the program."""

from __future__ import annotations

from enum import Enum


class Area(str, Enum):
    """The part of the body; it decides which safety sentence is added."""

    HEAD = "head"
    FACE = "face"
    JAW = "jaw"
    NECK = "neck"
    SHOULDERS = "shoulders"
    ARMS = "arms"
    HANDS = "hands"
    CHEST = "chest"
    BACK = "back"
    HIPS = "hips"
    LEGS = "legs"
    FEET = "feet"
    BODY = "body"


class Posture(str, Enum):
    """How the body is held; decides whether one technique can follow another without getting up."""

    SITTING = "sitting"
    LYING = "lying"
    PRONE = "prone"
    STANDING = "standing"
    ASLEEP = "asleep"
    """A session's end only: nothing is said or rung that would get a sleeper up."""


class Only(str, Enum):
    """When a step is done; everywhere else it is left out."""

    ARRIVING = "arriving"
    """Where the listener has to get into the posture: not where the technique before leaves them in
    a fitting one, nor in the first technique of a routine with an opening of its own."""
    LEAVING = "leaving"
    """Where a technique in another posture follows. The end of a session is the program's."""
    SINGLE = "single"
    """Where the technique is played by itself, not in a routine."""


class Role(str, Enum):
    """What a spoken cue is for; it decides its pace and whether it may be left out."""

    GUIDE = "guide"
    """Says what to do."""
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


class Risk(str, Enum):
    """What a session can be dangerous with; the same words are spoken for it everywhere."""

    NECK_INJURY = "neck-injury"
    STROKE = "stroke"
    THIN_BONES = "thin-bones"
    HEAD_INJURY = "head-injury"
    EYES = "eyes"
    PREGNANCY = "pregnancy"
    SORE_TEMPLES = "sore-temples"
    SWOLLEN_ARM = "swollen-arm"
    DEVICE = "device"
    TINGLING = "tingling"
    BELLY = "belly"
    UNSTEADY = "unsteady"
    FLAT = "flat"


class Language(str, Enum):
    """What a session is spoken in: its own words, and those of the program around them."""

    ENGLISH = "en"


class Safety(str, Enum):
    """Which safety text a session speaks."""

    FULL = "full"
    """The full one, unless it was heard within a day."""
    SHORT = "short"
    """Never more than the short one: the session touches nobody."""


class Meaning(str, Enum):
    """What a chime means."""

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
