"""Where the reminders of a hold go: the rule that keeps speech from breaking the grid.

No reminder starts before the listener has had time to do what the hold's own words ask: one full
cycle of the motion, and never less than 6 s.
Those that protect come first, each at its time or, where there is no room, as near to it as there
is; a hold is long enough for all of them (`durations.needed_by`).
Then those counted from the end, which stay at their time or are left out: what says "last" is true
of the strokes that are left. Then those counted from the start, each at its time or later, where
there is room before those; else it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from voice_coach.plan.context import ALWAYS
from voice_coach.plan.slots import HoldSlot, ReminderSlot, SpeechSlot
from voice_coach.script.terms import Anchor
from voice_coach.units import frames

APART = frames(2)
"""Least silence between two cues in a hold, and before its end where something protects."""
EDGE = frames(0.5)
"""Least silence before the end of a hold."""
SETTLE = frames(6)
"""Least silence after the words that say what to do."""

Room = Callable[[SpeechSlot], int]


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
    """Frames it would have had at its time: to the next thing it must not touch."""

    @property
    def end(self) -> int:
        """First frame after its words; 0 where it was left out."""
        return 0 if self.start is None else self.start + self.length


def planned(reminder: ReminderSlot, length: int) -> int:
    """Return where a reminder is meant to start in a hold of `length`, in frames from its start."""
    if reminder.anchor is Anchor.END:
        return length - reminder.offset
    return reminder.offset or round(reminder.share * length)


def settling(hold: HoldSlot) -> int:
    """Return the frames that nobody speaks in after a hold's own words."""
    return max(hold.stroke, SETTLE)


def protects(reminder: ReminderSlot) -> bool:
    """Return whether a reminder is never left out."""
    return reminder.speak.role in ALWAYS and bool(reminder.speak.peers)


def place_reminders(hold: HoldSlot, length: int, free: int, room: Room) -> list[Placement]:
    """Place a hold's reminders.

    Args:
        hold: the hold.
        length: of the hold as stretched, in frames.
        free: frames of the hold that its chime and first words take.
        room: returns the frames that a slot's words take.
    """
    said = [r for r in hold.reminders if r.speak.peers]
    ordered = sorted(said, key=lambda r: planned(r, length))
    earliest = free + settling(hold)
    found = _packed([r for r in ordered if protects(r)], length, earliest, room)
    rest = [r for r in ordered if not protects(r)]
    # From the last one back: it is what the listener waits for, so it wins where two collide.
    for reminder in reversed([r for r in rest if r.anchor is Anchor.END]):
        wanted, words = planned(reminder, length), room(reminder.speak)
        free = _room(wanted, found, length) if wanted >= earliest else 0
        found.append(Placement(reminder, wanted, wanted if free >= words else None, words, free))
    for reminder in [r for r in rest if r.anchor is Anchor.START]:
        found.append(_from_its_time(reminder, found, length, earliest, room(reminder.speak)))
    return sorted(found, key=lambda p: p.planned)


def _packed(
    reminders: Sequence[ReminderSlot], length: int, earliest: int, room: Room
) -> list[Placement]:
    """Place what must not be left out: pushed later from the start on, then earlier from the end.

    The first pass may run over the end; the second pushes back what does. It cannot push anything below
    `earliest`, because the hold has room for all of them.
    """
    starts: list[int] = []
    free = earliest
    for reminder in reminders:
        starts.append(max(planned(reminder, length), free))
        free = starts[-1] + room(reminder.speak) + APART
    limit = length
    for index in reversed(range(len(starts))):
        limit -= APART + room(reminders[index].speak)
        starts[index] = limit = min(starts[index], limit)
    return [
        Placement(r, planned(r, length), start, room(r.speak), room(r.speak))
        for r, start in zip(reminders, starts, strict=True)
    ]


def _from_its_time(
    reminder: ReminderSlot, placed: Sequence[Placement], length: int, earliest: int, words: int
) -> Placement:
    """Place a reminder at its time, or after what it would run into.

    Only the ends of what is placed already need to be tried: if a start fits, so does the earliest one
    in the same gap. It never moves past words that count from the end, which would no longer be last.
    """
    wanted = planned(reminder, length)
    first = max(wanted, earliest)
    from_end = [p for p in placed if p.reminder.anchor is Anchor.END]
    last = min((p.start for p in from_end if p.start is not None), default=length)
    starts = sorted({first, *(p.end + APART for p in placed if p.end + APART > first)})
    fitting = [s for s in starts if s < last and _room(s, placed, length) >= words]
    free = _room(first, placed, length)
    return Placement(reminder, wanted, fitting[0] if fitting else None, words, free)


def _room(start: int, placed: Iterable[Placement], length: int) -> int:
    """Return the frames free from `start` on; 0 within what is placed already, and around it."""
    limit = length - EDGE
    for one in placed:
        if one.start is not None and one.start >= start:
            limit = min(limit, one.start - APART)
        elif one.start is not None and start < one.end + APART:
            return 0
    return max(0, limit - start)
