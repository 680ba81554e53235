"""How much room each slot takes on the timeline.

Two rules shape these figures. Both sides of the body take equally long, so a slot has room for the
longest wording of any side (`SpeechSlot.peers`), and the shorter ones end in silence. And what protects
the listener is never cut: where a hold's words, and the reminders that must be heard, need more than
its author's bounds allow, the bounds give way (`needed_by`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from voice_coach.errors import assert_never
from voice_coach.plan.reminders import APART, protects, settling
from voice_coach.plan.slots import (
    BedEdge,
    Bounds,
    BreathSlot,
    ChimeSlot,
    HoldSlot,
    PauseSlot,
    ReadySlot,
    RestSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.plan.timeline import Line, Sound
from voice_coach.units import frames

LEAD_IN = frames(0.7)
"""Before a first, expendable chime: a device that wakes up eats the beginning."""
GAP = frames(1.0)
"""Silence after each cue; speech and what follows must be at least 0.5 s apart."""
CHIME_ROOM = {
    Sound.OPEN: frames(1.6),
    Sound.BEGIN: frames(2.3),
    Sound.CHANGE: frames(2.7),
    Sound.END: frames(4.5),
    Sound.TICK: frames(0.6),
}
"""Slots of chimes; the sound is 0.5 s shorter, or is faded out there."""
CLEAR = frames(0.5)

LineLengths = Mapping[Line, int]


def lines(slots: Sequence[Slot]) -> list[Line]:
    """Return every line that the slots may speak, each once, in order."""
    every: dict[Line, None] = {}
    for slot in slots:
        if isinstance(slot, BreathSlot):
            every.update(dict.fromkeys(line for pair in slot.words for line in pair))
        every.update(dict.fromkeys(line for speech in speeches(slot) for line in speech.peers))
    return list(every)


def speeches(slot: Slot) -> Iterator[SpeechSlot]:
    """Yield what is spoken in a slot, a hold's reminders included; paced breaths have none."""
    match slot:
        case SpeechSlot():
            yield slot
        case HoldSlot():
            yield from [slot.speak] if slot.speak else []
            yield from (reminder.speak for reminder in slot.reminders)
        case BreathSlot() | PauseSlot() | RestSlot() | ReadySlot():
            pass
        case ChimeSlot() | StepStart() | BedEdge():
            pass
        case _:
            assert_never(slot)


def room(speak: SpeechSlot | None, lengths: LineLengths) -> int:
    """Return the frames that a slot's longest line takes; 0 for a silent slot."""
    return max((lengths[line] for line in speak.peers), default=0) if speak else 0


def elastic(slot: Slot, lengths: LineLengths) -> Bounds | None:
    """Return the bounds within which a slot can be stretched; None where it cannot."""
    match slot:
        case HoldSlot():
            return bounds(slot, lengths)
        case ReadySlot() | RestSlot():
            return slot.bounds
        case SpeechSlot() | PauseSlot() | ChimeSlot() | BreathSlot() | StepStart() | BedEdge():
            return None
        case _:
            assert_never(slot)


def duration(slot: Slot, factor: float, lengths: LineLengths) -> int:
    """Return how long a slot takes, with what is elastic stretched by `factor`."""
    match slot:
        case SpeechSlot():
            needed = room(slot, lengths)
            return needed + GAP if needed else 0
        case PauseSlot():
            return slot.length
        case ChimeSlot():
            return CHIME_ROOM[slot.sound]
        case BreathSlot():
            return len(slot.words) * (slot.length_in + slot.length_out)
        case HoldSlot():
            return stretched(bounds(slot, lengths), factor)
        case ReadySlot() | RestSlot():
            return stretched(slot.bounds, factor)
        case StepStart() | BedEdge():
            return 0
        case _:
            assert_never(slot)


def bounds(hold: HoldSlot, lengths: LineLengths) -> Bounds:
    """Return a hold's target, least and most; what it must say always has room."""
    target, least, most = hold.bounds
    # Raising `most`, too, is how a hold grows for what protects instead of cutting it off. The
    # target stays: at a factor near 1 the hold is as written, or as long as it must be.
    needed = needed_by(hold, lengths)
    return target, max(least, needed), max(most, needed)


def stretched(bounds: Bounds, factor: float) -> int:
    """Return how long something is, stretched by `factor` within its bounds."""
    target, least, most = bounds
    return min(max(round(target * factor), least), most)


def begun_by(hold: HoldSlot, lengths: LineLengths) -> int:
    """Return the frames that a hold's chime and its own words take."""
    chime = CHIME_ROOM[hold.chime.sound] if hold.chime else 0
    return chime + room(hold.speak, lengths)


def needed_by(hold: HoldSlot, lengths: LineLengths) -> int:
    """Return the least frames of a hold: its words, time to follow them, and what protects."""
    words = room(hold.speak, lengths)
    protecting = [room(r.speak, lengths) + APART for r in hold.reminders if protects(r)]
    if not words and not protecting:
        return begun_by(hold, lengths)
    return begun_by(hold, lengths) + settling(hold) + sum(protecting)
