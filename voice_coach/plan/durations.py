"""How much room each slot takes on the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voice_coach.plan.slots import BreathSlot, ChimeSlot, HoldSlot, PauseSlot, Slot, SpeechSlot
from voice_coach.plan.timeline import Line, Sound
from voice_coach.units import frames

GAP = frames(1.0)
"""Silence after each cue; at least 0.5 s must lie between speech and what follows."""
CHIME_ROOM = {
    Sound.OPEN: frames(1.6),
    Sound.BEGIN: frames(2.3),
    Sound.CHANGE: frames(2.7),
    Sound.END: frames(4.5),
    Sound.TICK: frames(0.6),
}
"""Slots of chimes; the sound is 0.5 s shorter, or is faded out there."""
CLEAR = frames(0.5)
TICK_LENGTH = frames(0.1)

LineLengths = Mapping[Line, int]


def lines(slots: Sequence[Slot]) -> list[Line]:
    """Return every line that the slots may speak, each once, in order."""
    found: dict[Line, None] = {}
    for slot in slots:
        speaks = [slot] if isinstance(slot, SpeechSlot) else []
        if isinstance(slot, HoldSlot):
            speaks = [s for s in (slot.speak, *(r.speak for r in slot.reminders)) if s]
        found |= dict.fromkeys(line for speak in speaks for line in speak.peers)
        if isinstance(slot, BreathSlot):
            found |= dict.fromkeys(BREATH)
    return list(found)


BREATH = (Line("In."), Line("Out."))


def room(speak: SpeechSlot | None, lengths: LineLengths) -> int:
    """Return the frames that a slot's longest line takes; 0 for a silent slot."""
    return max((lengths[line] for line in speak.peers), default=0) if speak else 0


def duration(slot: Slot, factor: float, lengths: LineLengths) -> int:
    """Return how long a slot takes, with holds stretched by `factor`."""
    if isinstance(slot, SpeechSlot):
        needed = room(slot, lengths)
        return needed + GAP if needed else 0
    if isinstance(slot, PauseSlot):
        return slot.length
    if isinstance(slot, ChimeSlot):
        return CHIME_ROOM[slot.sound]
    if isinstance(slot, BreathSlot):
        return slot.times * (slot.length_in + slot.length_out)
    if isinstance(slot, HoldSlot):
        return stretched(*bounds(slot, lengths), factor)
    return 0


def bounds(hold: HoldSlot, lengths: LineLengths) -> tuple[int, int, int]:
    """Return a hold's target, least and most, in frames; its own words always have room."""
    needed = needed_by(hold, lengths)
    return hold.target, max(hold.least, needed), max(hold.most, needed)


def stretched(target: int, least: int, most: int, factor: float) -> int:
    """Return how long a hold is, stretched by `factor` within its bounds."""
    return min(max(round(target * factor), least), most)


def needed_by(hold: HoldSlot, lengths: LineLengths) -> int:
    """Return the frames that a hold's chime and its own words take; it is never shorter."""
    words = room(hold.speak, lengths)
    return (CHIME_ROOM[hold.chime.sound] if hold.chime else 0) + (words + GAP if words else 0)
