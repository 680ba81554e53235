"""What is counted down in a hold, held against the strokes and seconds that are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice_coach.check.case import holds, warning
from voice_coach.errors import Problem
from voice_coach.plan.planner import Plan
from voice_coach.plan.reminders import Placement
from voice_coach.plan.slots import HoldSlot
from voice_coach.script.terms import Anchor
from voice_coach.units import seconds

_COUNTS = {
    re.compile(r"\bthree more\b", re.I): 3,
    re.compile(r"\btwo (more|last)\b", re.I): 2,
    re.compile(r"\b((one|a|once) (slow |light |easy |long )*more|last)\b", re.I): 1,
}
_SECONDS = re.compile(r"\b(five|six|seven|eight|ten|fifteen|twenty) more seconds\b", re.I)
_NUMBERS = {"five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fifteen": 15, "twenty": 20}
_BREATH = 10.0
"""Seconds of a slow breath."""
_FEW, _MANY = 0.55, 1.75
"""Of the cycles that "one more" means, what may be left; half a cycle more for two and for three."""


def counts(plan: Plan) -> Iterator[Problem]:
    """Yield each "one more" and each "ten more seconds" that is not true."""
    for each, hold in holds(plan):
        for placement in each.reminders:
            line = placement.reminder.speak.line
            if line and placement.start is not None:
                yield from _count(hold, placement, line.text, seconds(each.length - placement.end))


def _count(hold: HoldSlot, placement: Placement, text: str, remaining: float) -> Iterator[Problem]:
    place = placement.reminder.speak.place
    timed = _SECONDS.search(text)
    if timed and abs(remaining - _NUMBERS[timed[1].lower()]) > 0.3 * _NUMBERS[timed[1].lower()]:
        yield warning(place, "count-wrong", f'{remaining:.0f} s are left after "{text}"')
    cycle = _BREATH if "breath" in text.lower() else seconds(hold.stroke)
    count = next((n for pattern, n in _COUNTS.items() if pattern.search(text)), 0)
    if not cycle or not count or timed or placement.reminder.anchor is Anchor.START:
        return
    strokes = remaining / cycle
    if not count - 1 + _FEW <= strokes <= count - 1 + _MANY:
        offset = seconds(placement.length) + count * cycle
        message = f'{strokes:.1f} strokes are left after "{text}"; say it at -{offset:.1f}s'
        yield warning(place, "count-wrong", message)
