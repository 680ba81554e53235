"""Where the reminders of a hold go: the rule that keeps speech from breaking the grid.

Those counted from the end stand first: each ends half a second before the hold does, and before
the next one.
Those counted from the start follow in order: each starts at its time, or half a second after
what was said before it, whichever is later; where it would then reach into the next reminder or
past the end of the hold, it is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from voice_coach.plan.slots import HoldSlot, ReminderSlot, SpeechSlot
from voice_coach.script.terms import Anchor
from voice_coach.units import frames

APART = frames(0.5)
"""Least silence between two cues."""


class Placement(Struct, frozen=True):
    """How one reminder found its place in one hold."""

    reminder: ReminderSlot
    planned: int
    """Frames from the hold's start, as written."""
    start: int | None
    """Where it went; None: left out."""
    length: int
    """Frames that its words take."""
    room: int
    """Frames it would have had: from where it could start to the next thing it must not touch."""


def planned(reminder: ReminderSlot, length: int) -> int:
    """Return where a reminder is meant to start in a hold of `length`, in frames from its start."""
    if reminder.anchor is Anchor.END:
        return length - reminder.offset
    return reminder.offset or round(reminder.share * length)


def place_reminders(
    hold: HoldSlot, length: int, free: int, room: Callable[[SpeechSlot], int]
) -> list[Placement]:
    """Place a hold's reminders.

    Args:
        hold: the hold.
        length: of the hold as stretched, in frames.
        free: frames of the hold that its chime and first words take.
        room: tells the frames that a slot's words take.
    """
    said = [r for r in hold.reminders if r.speak.peers]
    ordered = sorted(said, key=lambda r: planned(r, length))
    ends = [r for r in ordered if r.anchor is Anchor.END]
    fixed = _from_end(ends, length, free, room)
    return fixed + _from_start([r for r in ordered if r not in ends], length, free, room, fixed)


def _from_end(
    ends: list[ReminderSlot], length: int, free: int, room: Callable[[SpeechSlot], int]
) -> list[Placement]:
    found: list[Placement] = []
    limit = length - APART
    for reminder in reversed(ends):
        wanted, words = planned(reminder, length), room(reminder.speak)
        start = wanted if free + APART <= wanted and wanted + words <= limit else None
        free_there = limit - wanted if free + APART <= wanted else 0
        found.append(Placement(reminder, wanted, start, words, free_there))
        limit = limit if start is None else start - APART
    return found[::-1]


def _from_start(
    starts: list[ReminderSlot],
    length: int,
    free: int,
    room: Callable[[SpeechSlot], int],
    fixed: list[Placement],
) -> list[Placement]:
    found: list[Placement] = []
    busy = [f.start for f in fixed if f.start is not None]
    limit = (min(busy) if busy else length) - APART
    for reminder in starts:
        wanted, words = planned(reminder, length), room(reminder.speak)
        start = max(wanted, free + APART)
        placed = start if start + words <= limit else None
        found.append(Placement(reminder, wanted, placed, words, limit - start))
        free = free if placed is None else placed + words
    return found
