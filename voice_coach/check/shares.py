"""Shares of a session and its length, held against what is good for who listens."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.check.case import Case, warning
from voice_coach.check.measures import Measures
from voice_coach.errors import Problem
from voice_coach.plan.planner import Plan
from voice_coach.plan.program import Length
from voice_coach.script.terms import Posture, Safety
from voice_coach.units import format_clock, seconds

MOST_SHARE = 0.45
"""Of the session in which somebody speaks."""
LEAST_QUIET = 0.40
"""Of the session in holds, with nobody speaking."""
LEAST_QUIET_ROUTINE = 0.45
LESS_AT_SHORT = 0.05
"""What a short session may have less: greeting, safety and ending do not get shorter."""
FIRST_TOUCH = 60.0
"""Seconds; or a share of the session, whichever is later."""
FIRST_TOUCH_SHARE = 0.20
LENGTH_TOLERANCE = 5.0
"""Seconds."""


def shares(plan: Plan, case: Case, found: Measures) -> Iterator[Problem]:
    """Yield where there is too much speech, too little quiet, or a late first touch."""
    heading = plan.program.headings[0]
    home = heading.place
    if heading.safety is Safety.SHORT:
        return
    limit = max(FIRST_TOUCH, FIRST_TOUCH_SHARE * found.length)
    if found.before_touch > limit and not plan.program.parts[0].routine:
        message = (
            f"{found.before_touch:.0f} s pass before the first touch, without time to get ready;"
            f" {limit:.0f} s may"
        )
        yield warning(home, "first-touch", message)
    if Posture.PRONE in heading.posture:
        return
    if found.speech > MOST_SHARE:
        message = (
            f"speech fills {found.speech:.1%} of the session; over {MOST_SHARE:.0%} leaves no rest"
        )
        yield warning(home, "speech-share", message)
    least = LEAST_QUIET_ROUTINE if plan.program.parts[0].routine else LEAST_QUIET
    least -= LESS_AT_SHORT if case.length is Length.SHORT else 0
    if found.quiet < least:
        message = f"quiet massage fills {found.quiet:.1%} of the session; it should be {least:.0%}"
        yield warning(home, "quiet-share", message)


def promise(plan: Plan, case: Case) -> Iterator[Problem]:
    """Yield a promised length that is not met."""
    promised = plan.program.promised.get(case.length)
    if promised and abs(seconds(plan.timeline.length) - promised) > LENGTH_TOLERANCE:
        told = format_clock(plan.timeline.length)
        message = f"{case.length.value} is promised as {promised / 60:g} min and comes to {told}"
        yield warning(plan.program.headings[0].place, "length", message)
