"""How a session ends: a last rest, the closing words, and those that get a listener up."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from voice_coach.plan.context import Context, speak, speak_own
from voice_coach.plan.moves import moves
from voice_coach.plan.phrases import phrases
from voice_coach.plan.program import Ending, Guide, Narration, Program
from voice_coach.plan.slots import BedEdge, PauseSlot, RestSlot, Slot, StepStart
from voice_coach.plan.timeline import Part
from voice_coach.script.terms import Meaning, Posture, Role
from voice_coach.units import frames

LEAD_OUT = frames(1.0)
LAST_REST = (frames(20), frames(15), frames(30))
"""Before the closing words: time to feel what the hands have left behind."""


def ending_slots(program: Program, narration: Narration, context: Context) -> Iterator[Slot]:
    """Yield the slots that every session ends with; its chime is that of the last technique."""
    words, heading = phrases(), program.heading
    yield StepStart("Ending", "", kind=Part.ENDING)
    if program.touches:
        yield RestSlot(LAST_REST)
    told = replace(context, guide=Guide.FULL)
    if narration.closing:
        yield speak_own(narration.closing, Role.CLOSE, told)
    elif heading and heading.closing:
        yield speak(heading.closing, told)
    else:
        yield speak_own(words.closing, Role.CLOSE, told)
    posture = _last_posture(program)
    asleep = narration.ending is Ending.NONE or posture == {Posture.ASLEEP}
    if not asleep:
        yield from (speak_own(text, Role.CLOSE, told) for text in _getting_up(posture))
    chime = context.chime(Meaning.END)
    if chime and narration.ending is Ending.CHIME and not asleep:
        yield chime
    yield PauseSlot(LEAD_OUT)
    yield BedEdge(on=False)


def _last_posture(program: Program) -> frozenset[Posture]:
    own = program.heading.posture if program.heading and program.parts[0].routine else ()
    postures = [one.heading.posture for one in program.techniques]
    return frozenset(own) or moves(postures)[-1].posture


def _getting_up(posture: frozenset[Posture]) -> tuple[str, ...]:
    """Return the last words for a posture; for several the most careful ones that fit all."""
    words = phrases()
    if posture >= {Posture.SITTING, Posture.LYING}:
        return words.sitting_or_lying
    careful = (Posture.PRONE, Posture.LYING, Posture.SITTING, Posture.STANDING)
    return words.endings[next((one for one in careful if one in posture), Posture.SITTING)]
