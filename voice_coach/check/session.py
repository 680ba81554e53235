"""Rules that need the session laid out: what a listener hears at one length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile

from msgspec.structs import replace

from voice_coach.check.measures import Case, body, counts, holds, measured, promise, shares, warning
from voice_coach.errors import Problem
from voice_coach.plan.durations import needed_by
from voice_coach.plan.layout import LONGEST, silences
from voice_coach.plan.planner import Plan
from voice_coach.plan.program import Guide, Length
from voice_coach.plan.reminders import Placement
from voice_coach.plan.slots import HoldSlot, ReadySlot, RestSlot, SpeechSlot
from voice_coach.plan.timeline import Line, Sound
from voice_coach.script.terms import Role
from voice_coach.units import format_clock, frames, seconds

EXIT_WITHIN = frames(60)
LATE = frames(6)
"""A reminder that starts further than this from its time is in another place."""

_READY_TIMES = {
    r"\b(come|go|get|lie|lower yourself)\b[^.]*\b(down|onto|to)\b[^.]*\b(mat|floor)\b": (
        "get down to the floor",
        30.0,
    ),
    r"\b(fetch|within reach|into a (long )?sock|lay (out )?your mat|set a chair)\b"
    r"|\byou (will )?need (one|two|a|an|your)\b": ("fetch things", 20.0),
    r"\b(take|out|off|remove)\b[^.]*"
    r"\b(lenses|jewell?ery|earrings?|necklaces?|hairpins?|hearing aids?)\b": ("take off", 20.0),
}
"""Words that ask for something, what that is, and the least seconds for it."""
_WAKING = re.compile(r"\b(open your eyes|eyes open)\b", re.I)


def problems(plan: Plan, case: Case) -> Iterator[Problem]:
    """Yield what breaks a rule in a session as laid out."""
    yield from _crowded(plan)
    yield from _without_exit(plan)
    if case.guide is not Guide.FULL:
        return
    yield from _ready_times(plan)
    yield from counts(plan)
    yield from _ticks(plan)
    yield from _silences(plan)
    yield from shares(plan, case, measured(plan))
    yield from promise(plan, case)
    yield from _endings(plan)
    if case.length is Length.STANDARD:
        for each, _ in holds(plan):
            for placement in each.reminders:
                yield from _misplaced(placement)


def _crowded(plan: Plan) -> Iterator[Problem]:
    for _, hold in holds(plan):
        needed, (_, _, most) = needed_by(hold, plan.lengths), hold.bounds
        if needed > most:
            message = (
                f"its chime, its words, time to follow them and what protects take"
                f" {seconds(needed):.1f} s, but the hold lasts at most {seconds(most):g} s:"
                " shorten the words, or lengthen the hold"
            )
            yield Problem(hold.place, message, code="hold-room")


def _without_exit(plan: Plan) -> Iterator[Problem]:
    slots = _speeches(plan)
    for index, (at, slot) in enumerate(slots):
        if slot.role is not Role.LOAD:
            continue
        last = bisect_right(slots, at + EXIT_WITHIN, key=lambda pair: pair[0])
        if all(following.role is not Role.EXIT for _, following in slots[index:last]):
            message = 'no cue with "as: exit" follows within a minute of this weight'
            yield warning(slot.place, "exit", message)


def _speeches(plan: Plan) -> list[tuple[int, SpeechSlot]]:
    """Return each slot that may speak with its first frame, in order; those in holds, too."""
    found: list[tuple[int, SpeechSlot]] = []
    for each in plan.layout.placed:
        match each.slot:
            case SpeechSlot():
                found.append((each.start, each.slot))
            case HoldSlot(speak=speak):
                found += [(each.start, speak)] if speak else []
                starting = [p for p in each.reminders if p.start is not None]
                found += [(each.start + (p.start or 0), p.reminder.speak) for p in starting]
            case _:
                pass
    return sorted(((at, s) for at, s in found if s.peers), key=lambda pair: pair[0])


def _ready_times(plan: Plan) -> Iterator[Problem]:
    starts = [cue.start for cue in plan.timeline.speech]
    for each in body(plan):
        if not isinstance(each.slot, SpeechSlot) or not each.slot.line:
            continue
        end = each.start + plan.lengths[each.slot.line]
        following = bisect_right(starts, end)
        given = seconds((starts[following] if following < len(starts) else end) - end)
        for pattern, (what, least) in _READY_TIMES.items():
            asked = re.search(pattern, each.slot.line.text, re.I)
            if asked and given < least - 0.5:
                message = f"{given:.0f} s to {what}; give {least:.0f} s or more (ready: ...)"
                yield warning(each.slot.place, "ready-time", message)


def _ticks(plan: Plan) -> Iterator[Problem]:
    explained = False
    for each in plan.layout.placed:
        match each.slot:
            case SpeechSlot(line=line) if line and "tick" in line.text.lower():
                explained = True
            case HoldSlot(speak=speak, ticks=ticks, place=place):
                explained |= bool(speak and speak.line and "tick" in speak.line.text.lower())
                if ticks and not explained:
                    message = "ticks are not explained; say what they are first, or use strokes"
                    yield warning(place, "tick-unexplained", message)
            case _:
                pass


def _silences(plan: Plan) -> Iterator[Problem]:
    """Yield long silences, except intended ones: time to get ready, and the last rest."""
    meant = [
        (each.start, each.start + each.length)
        for each in plan.layout.placed
        if isinstance(each.slot, (ReadySlot, RestSlot))
    ]
    # Without the sounds that the layout itself put into them.
    own = [chime for chime in plan.timeline.chimes if chime.sound is not Sound.STILL]
    for start, end, _ in silences(replace(plan.timeline, chimes=tuple(own))):
        if end - start <= LONGEST or any(start < last and first < end for first, last in meant):
            continue
        spoken = [
            each.slot.place
            for each in body(plan)
            if each.start <= start and isinstance(each.slot, (SpeechSlot, HoldSlot))
        ]
        if spoken:
            message = f"{seconds(end - start):.0f} s of silence from {format_clock(start)} on"
            yield warning(spoken[-1], "silence", f"{message}; add a reminder")


def _endings(plan: Plan) -> Iterator[Problem]:
    """Yield what a script says after its last hold that the program says itself."""
    after = takewhile(lambda each: not isinstance(each.slot, HoldSlot), reversed(body(plan)))
    for each in after:
        match each.slot:
            case SpeechSlot(line=Line(text=text), place=place) if _WAKING.search(text):
                message = "the program says this at the end of every session; leave it out"
                yield warning(place, "ending", message)
            case _:
                pass


def _misplaced(placement: Placement) -> Iterator[Problem]:
    line, start = placement.reminder.speak.line, placement.start
    if start is not None and abs(start - placement.planned) <= LATE:
        return
    text, takes, room = line.text if line else "", placement.length, max(0, placement.room)
    code = "reminder-dropped" if start is None else "reminder-late"
    moved = (
        "it is left out"
        if start is None
        else f"it starts {abs(seconds(start - placement.planned)):.1f} s"
        f" {'late' if start > placement.planned else 'early'}"
    )
    message = (
        f'"{text}" takes {seconds(takes):.1f} s, and {seconds(room):.1f} s are free at'
        f" {seconds(placement.planned):.0f} s; {moved}: move it, shorten it, or lengthen the hold"
    )
    yield Problem(placement.reminder.speak.place, message, warning=start is not None, code=code)
