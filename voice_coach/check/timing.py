"""Rules that need the session laid out: reminders that do not fit, silences, density, exits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from voice_coach.check.wording import words
from voice_coach.errors import Place, Problem
from voice_coach.plan.moments import Bed, Moment, Speak, Stay
from voice_coach.plan.planner import Plan
from voice_coach.plan.slots import needed_by
from voice_coach.plan.timeline import Sound
from voice_coach.script.terms import Role
from voice_coach.units import clock, frames, seconds

MOST_DENSITY = 60
"""Words a minute of session."""
MOST_SHARE = 0.45
"""Of the session in which somebody speaks."""
EXIT_WITHIN = frames(60)
LENGTH_TOLERANCE = 0.1


def unfitting(made: Plan) -> Iterator[Problem]:
    """Yield an error for each reminder that has no room where it is written to be."""
    for fit in made.laid.fits:
        if fit.start == fit.planned:
            continue
        line = fit.remind.speak.line
        text = line.text if line else ""
        takes, room = seconds(fit.length), max(0.0, seconds(fit.room))
        moved = (
            "it is left out"
            if fit.start is None
            else f"it starts {_late(fit.start, fit.planned)} late"
        )
        yield Problem(
            fit.remind.speak.place,
            f'"{text}" takes {takes:.1f} s, and {room:.1f} s are free at {seconds(fit.planned):.0f} s;'
            f" {moved}: move it, shorten it, or lengthen the hold",
        )


def _late(start: int, planned: int) -> str:
    return f"{seconds(start - planned):.1f} s"


def problems(made: Plan, home: Place) -> Iterator[Problem]:
    """Yield what is wrong with the session as laid out: holds too short, and broken rules.

    Args:
        made: the session.
        home: where what concerns the whole script is shown.
    """
    yield from _crowded(made)
    yield from _silences(made)
    yield from _without_exit(made)
    yield from _density(made, home)


def body(made: Plan) -> tuple[int, int]:
    """Return the first frame of the techniques, and the first after them: no preamble, no ending."""
    edges = [at for at, moment in made.laid.placed if isinstance(moment, Bed)]
    ending = [step.start for step in made.timeline.steps if step.title == "Ending"]
    return edges[0], ending[0] if ending else edges[1]


def density(made: Plan) -> tuple[float, float]:
    """Return words a minute, and the share of time with speech, of the body."""
    first, end = body(made)
    spoken = [cue for cue in made.timeline.spoken if first <= cue.start < end]
    count, length = sum(words(cue.line.text) for cue in spoken), max(1, end - first)
    return count / seconds(length) * 60, sum(cue.length for cue in spoken) / length


def _density(made: Plan, home: Place) -> Iterator[Problem]:
    rate, share = density(made)
    if rate > MOST_DENSITY:
        message = f"{rate:.0f} words a minute of session; over {MOST_DENSITY} leave no rest"
        yield Problem(home, message, warning=True)
    if share > MOST_SHARE:
        message = f"speech fills {share:.0%} of the session; over {MOST_SHARE:.0%} leaves no rest"
        yield Problem(home, message, warning=True)


def _silences(made: Plan) -> Iterator[Problem]:
    for strike in made.timeline.strikes:
        place = _place_at(made, strike.start)
        if strike.sound is Sound.STILL and place:
            at = clock(strike.start)
            message = f"over 25 s without a sound around {at}; add a reminder"
            yield Problem(place, message, warning=True)


def _crowded(made: Plan) -> Iterator[Problem]:
    for _, moment in made.laid.placed:
        if not isinstance(moment, Stay):
            continue
        needed = needed_by(moment, made.lengths)
        if needed > moment.most:
            takes, most = seconds(needed), seconds(moment.most)
            message = (
                f"its chime and first words take {takes:.1f} s, and the hold lasts at most {most:g} s:"
                " shorten the words, or lengthen the hold"
            )
            yield Problem(moment.place, message)


def _without_exit(made: Plan) -> Iterator[Problem]:
    slots = _slots(made)
    for index, (at, slot) in enumerate(slots):
        if slot.role is not Role.LOAD:
            continue
        last = bisect_right(slots, at + EXIT_WITHIN, key=lambda pair: pair[0])
        if all(following.role is not Role.EXIT for _, following in slots[index:last]):
            message = 'weight goes on, and no cue with "as: exit" follows within a minute'
            yield Problem(slot.place, message, warning=True)


def _slots(made: Plan) -> list[tuple[int, Speak]]:
    """Return each slot that may speak with its first frame, in order; those in holds, too."""
    found: list[tuple[int, Speak]] = []
    fits = iter(made.laid.fits)
    for at, moment in made.laid.placed:
        if isinstance(moment, Speak):
            found.append((at, moment))
        if isinstance(moment, Stay):
            found += [(at, moment.speak)] if moment.speak else []
            reminders = islice(fits, sum(bool(r.speak.peers) for r in moment.reminders))
            found += [(at + f.start, f.remind.speak) for f in reminders if f.start is not None]
    return sorted(((at, s) for at, s in found if s.peers), key=lambda pair: pair[0])


def _place_at(made: Plan, frame: int) -> Place | None:
    found: Moment | None = None
    for at, moment in made.laid.placed:
        if at <= frame and isinstance(moment, (Speak, Stay)):
            found = moment
    return found.place if isinstance(found, (Speak, Stay)) else None
