"""Slots: how much room each moment takes on the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voice_coach.plan.moments import Breath, Moment, Rest, Ring, Speak, Stay
from voice_coach.plan.timeline import Line, Sound
from voice_coach.units import frames

GAP = frames(1.0)
"""Silence after each cue; at least 0.5 s must lie between speech and what follows."""
RING = {
    Sound.OPEN: frames(1.6),
    Sound.BEGIN: frames(2.3),
    Sound.CHANGE: frames(2.7),
    Sound.END: frames(4.5),
    Sound.TICK: frames(0.6),
}
"""Slots of chimes; the sound is 0.5 s shorter, or is faded out there."""
CLEAR = frames(0.5)
TICK = frames(0.1)

Lengths = Mapping[Line, int]


def lines(moments: Sequence[Moment]) -> list[Line]:
    """Return every line that the moments may speak, each once, in order."""
    found: dict[Line, None] = {}
    for moment in moments:
        speaks = [moment] if isinstance(moment, Speak) else []
        if isinstance(moment, Stay):
            speaks = [s for s in (moment.speak, *(r.speak for r in moment.reminders)) if s]
        found |= dict.fromkeys(line for speak in speaks for line in speak.peers)
        if isinstance(moment, Breath):
            found |= dict.fromkeys(BREATH)
    return list(found)


BREATH = (Line("In."), Line("Out."))


def room(speak: Speak | None, lengths: Lengths) -> int:
    """Return the frames that a slot's longest line takes; 0 for a silent slot."""
    return max((lengths[line] for line in speak.peers), default=0) if speak else 0


def slot(moment: Moment, factor: float, lengths: Lengths) -> int:
    """Return how long a moment takes, with holds stretched by `factor`."""
    if isinstance(moment, Speak):
        needed = room(moment, lengths)
        return needed + GAP if needed else 0
    if isinstance(moment, Rest):
        return moment.length
    if isinstance(moment, Ring):
        return RING[moment.sound]
    if isinstance(moment, Breath):
        return moment.times * (moment.length_in + moment.length_out)
    if isinstance(moment, Stay):
        return stretched(*bounds(moment, lengths), factor)
    return 0


def bounds(stay: Stay, lengths: Lengths) -> tuple[int, int, int]:
    """Return a hold's target, least and most, in frames; its own words always have room."""
    needed = needed_by(stay, lengths)
    return stay.target, max(stay.least, needed), max(stay.most, needed)


def stretched(target: int, least: int, most: int, factor: float) -> int:
    """Return how long a hold is, stretched by `factor` within its bounds."""
    return min(max(round(target * factor), least), most)


def needed_by(stay: Stay, lengths: Lengths) -> int:
    """Return the frames that a hold's chime and its own words take; it is never shorter."""
    words = room(stay.speak, lengths)
    return (RING[stay.ring.sound] if stay.ring else 0) + (words + GAP if words else 0)
