"""How sessions work, told before the very first one to who does not leave it out.

It is no part of the session's length, and does not stretch with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from voice_coach.plan.context import PROGRAM, Context, speak, speak_own
from voice_coach.plan.durations import LEAD_IN
from voice_coach.plan.expand import expand
from voice_coach.plan.phrases import phrases
from voice_coach.plan.program import Program
from voice_coach.plan.slots import ChimeSlot, HoldSlot, PauseSlot, ReadySlot, Slot, StepStart
from voice_coach.plan.timeline import Part, Sound
from voice_coach.script.model import Technique
from voice_coach.script.terms import Role
from voice_coach.units import frames

OFFERED = frames(8.0)
"""Time to reach for a key."""


def before(program: Program) -> list[Slot]:
    """Return what is told before a program: an offer, then what its orientation says, if any."""
    technique = program.orientation
    if technique is None:
        return []
    return list(_orientation(technique, Context(title=technique.heading.title)))


def _orientation(technique: Technique, context: Context) -> Iterator[Slot]:
    yield StepStart("Before you begin", "", kind=Part.ORIENTATION)
    yield PauseSlot(LEAD_IN)
    yield ChimeSlot(Sound.OPEN)
    yield from (speak_own(text, Role.SIDE, context) for text in phrases().offer)
    yield ReadySlot(PROGRAM, (OFFERED,) * 3, offer=True)
    yield from map(_as_written, expand(technique.steps, context))
    if technique.heading.closing:
        yield speak(technique.heading.closing, context)


def _as_written(slot: Slot) -> Slot:
    match slot:
        case HoldSlot() | ReadySlot():
            return replace(slot, bounds=(slot.bounds[0],) * 3)
        case StepStart():
            return replace(slot, kind=Part.ORIENTATION)
        case _:
            return slot
