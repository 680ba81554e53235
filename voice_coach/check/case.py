"""What the rules of a laid-out session share."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from voice_coach.errors import Place, Problem
from voice_coach.plan.layout import Placed
from voice_coach.plan.planner import Plan
from voice_coach.plan.program import Guide, Length
from voice_coach.plan.slots import HoldSlot


class Case(Struct, frozen=True):
    """How a session was told, and what a message calls that."""

    length: Length
    guide: Guide
    name: str = ""


def warning(place: Place, code: str, message: str) -> Problem:
    """Return a warning that can be switched off by its code."""
    return Problem(place, message, warning=True, code=code)


def holds(plan: Plan) -> Iterator[tuple[Placed, HoldSlot]]:
    """Yield each hold of a session, and where it lies."""
    for each in plan.layout.placed:
        if isinstance(each.slot, HoldSlot):
            yield each, each.slot
