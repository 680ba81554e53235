"""Rules that need the session laid out: reminders that do not fit, silences, density, exits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from voice_coach.check.wording import words
from voice_coach.errors import Place, Problem
from voice_coach.plan.durations import needed_by
from voice_coach.plan.planner import Plan
from voice_coach.plan.slots import BedEdge, HoldSlot, Slot, SpeechSlot
from voice_coach.plan.timeline import Sound
from voice_coach.script.terms import Role
from voice_coach.units import format_clock, frames, seconds

MOST_DENSITY = 60
"""Words a minute of session."""
MOST_SHARE = 0.45
"""Of the session in which somebody speaks."""
EXIT_WITHIN = frames(60)
LENGTH_TOLERANCE = 0.1


def unfitting(plan: Plan) -> Iterator[Problem]:
    """Yield an error for each reminder that has no room where it is written to be."""
    for placement in plan.layout.placements:
        if placement.start == placement.planned:
            continue
        line = placement.reminder.speak.line
        text = line.text if line else ""
        takes, room = seconds(placement.length), max(0.0, seconds(placement.room))
        moved = (
            "it is left out"
            if placement.start is None
            else f"it starts {_late(placement.start, placement.planned)} late"
        )
        yield Problem(
            placement.reminder.speak.place,
            f'"{text}" takes {takes:.1f} s, and {room:.1f} s are free at {seconds(placement.planned):.0f} s;'
            f" {moved}: move it, shorten it, or lengthen the hold",
        )


def _late(start: int, planned: int) -> str:
    return f"{seconds(start - planned):.1f} s"


def problems(plan: Plan, home: Place) -> Iterator[Problem]:
    """Yield what is wrong with the session as laid out: holds too short, and broken rules.

    Args:
        plan: the session.
        home: where what concerns the whole script is shown.
    """
    yield from _crowded(plan)
    yield from _silences(plan)
    yield from _without_exit(plan)
    yield from _density(plan, home)


def body(plan: Plan) -> tuple[int, int]:
    """Return the first frame of the techniques, and the first after them: no preamble, no ending."""
    edges = [at for at, slot in plan.layout.placed if isinstance(slot, BedEdge)]
    ending = [step.start for step in plan.timeline.steps if step.title == "Ending"]
    return edges[0], ending[0] if ending else edges[1]


def density(plan: Plan) -> tuple[float, float]:
    """Return words a minute, and the share of time with speech, of the body."""
    first, end = body(plan)
    spoken = [cue for cue in plan.timeline.speech if first <= cue.start < end]
    count, length = sum(words(cue.line.text) for cue in spoken), max(1, end - first)
    return count / seconds(length) * 60, sum(cue.length for cue in spoken) / length


def _density(plan: Plan, home: Place) -> Iterator[Problem]:
    rate, share = density(plan)
    if rate > MOST_DENSITY:
        message = f"{rate:.0f} words a minute of session; over {MOST_DENSITY} leave no rest"
        yield Problem(home, message, warning=True)
    if share > MOST_SHARE:
        message = f"speech fills {share:.0%} of the session; over {MOST_SHARE:.0%} leaves no rest"
        yield Problem(home, message, warning=True)


def _silences(plan: Plan) -> Iterator[Problem]:
    for chime in plan.timeline.chimes:
        place = _place_at(plan, chime.start)
        if chime.sound is Sound.STILL and place:
            at = format_clock(chime.start)
            message = f"over 25 s without a sound around {at}; add a reminder"
            yield Problem(place, message, warning=True)


def _crowded(plan: Plan) -> Iterator[Problem]:
    for _, slot in plan.layout.placed:
        if not isinstance(slot, HoldSlot):
            continue
        needed = needed_by(slot, plan.lengths)
        if needed > slot.most:
            takes, most = seconds(needed), seconds(slot.most)
            message = (
                f"its chime and first words take {takes:.1f} s, and the hold lasts at most {most:g} s:"
                " shorten the words, or lengthen the hold"
            )
            yield Problem(slot.place, message)


def _without_exit(plan: Plan) -> Iterator[Problem]:
    slots = _slots(plan)
    for index, (at, slot) in enumerate(slots):
        if slot.role is not Role.LOAD:
            continue
        last = bisect_right(slots, at + EXIT_WITHIN, key=lambda pair: pair[0])
        if all(following.role is not Role.EXIT for _, following in slots[index:last]):
            message = 'weight goes on, and no cue with "as: exit" follows within a minute'
            yield Problem(slot.place, message, warning=True)


def _slots(plan: Plan) -> list[tuple[int, SpeechSlot]]:
    """Return each slot that may speak with its first frame, in order; those in holds, too."""
    found: list[tuple[int, SpeechSlot]] = []
    placements = iter(plan.layout.placements)
    for at, slot in plan.layout.placed:
        if isinstance(slot, SpeechSlot):
            found.append((at, slot))
        if isinstance(slot, HoldSlot):
            found += [(at, slot.speak)] if slot.speak else []
            reminders = islice(placements, sum(bool(r.speak.peers) for r in slot.reminders))
            found += [(at + f.start, f.reminder.speak) for f in reminders if f.start is not None]
    return sorted(((at, s) for at, s in found if s.peers), key=lambda pair: pair[0])


def _place_at(plan: Plan, frame: int) -> Place | None:
    found: Slot | None = None
    for at, slot in plan.layout.placed:
        if at <= frame and isinstance(slot, (SpeechSlot, HoldSlot)):
            found = slot
    return found.place if isinstance(found, (SpeechSlot, HoldSlot)) else None
