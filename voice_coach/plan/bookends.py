"""What the program itself says around the scripts: orientation, welcome, ending.

The orientation explains how sessions work, before a listener's very first one; a key skips it. It does
not count towards the session's length, and does not stretch with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.plan.context import PROGRAM, Context, speak, speak_own
from voice_coach.plan.durations import LEAD_IN
from voice_coach.plan.expand import expand
from voice_coach.plan.phrases import HEADACHE_AREAS, phrases
from voice_coach.plan.program import Ending, Guide, Narration, Preamble, Program
from voice_coach.plan.slots import (
    BedEdge,
    ChimeSlot,
    HoldSlot,
    PauseSlot,
    ReadySlot,
    RestSlot,
    Slot,
    StepStart,
)
from voice_coach.plan.timeline import Section, Sound
from voice_coach.script.terms import Meaning, Posture, Role
from voice_coach.units import frames

OFFERED = frames(8.0)
"""Time to reach for a key."""


def before(program: Program) -> list[Slot]:
    """Return what comes before a program: an offer to skip, then its orientation, if it has one."""
    technique = program.orientation
    if technique is None:
        return []
    context = Context(title=technique.heading.title)
    closing = technique.heading.closing
    return [
        StepStart("Before you begin", "", kind=Section.ORIENTATION),
        PauseSlot(LEAD_IN),
        ChimeSlot(Sound.OPEN),
        *(speak_own(text, Role.SIDE, context) for text in phrases().offer),
        ReadySlot(PROGRAM, (OFFERED,) * 3, offer=True),
        *map(_as_written, expand(technique.steps, context)),
        *([speak(closing, context)] if closing else []),
    ]


def _as_written(slot: Slot) -> Slot:
    """Return a slot of the orientation: with bounds that leave nothing to stretch."""
    match slot:
        case HoldSlot() | ReadySlot():
            return replace(slot, bounds=(slot.bounds[0],) * 3)
        case StepStart():
            return replace(slot, kind=Section.ORIENTATION)
        case _:
            return slot


class Move(Struct, frozen=True):
    """How the listener comes to a technique, and goes on from it."""

    arriving: bool
    """They have to get into position."""
    leaving: bool
    """Another technique follows, in another posture."""
    posture: frozenset[Posture]
    """What they may be in; empty: not given."""


def moves(postures: Sequence[tuple[Posture, ...]]) -> list[Move]:
    """Return how the listener moves through techniques.

    Args:
        postures: of each technique those in which it can be done; empty: not given.
    """
    # Nobody knows which of several postures was chosen, so the listener stays in position only if
    # each of them fits the next technique: after "sitting or lying", "sitting" may mean moving.
    held: list[frozenset[Posture]] = []
    keeps: list[bool] = []
    for each in postures:
        keeps.append(bool(held and held[-1]) and held[-1] <= set(each))
        held.append(held[-1] if keeps[-1] else frozenset(each))
    following = [*keeps[1:], True]
    return [
        Move(not keep, not then, posture)
        for keep, then, posture in zip(keeps, following, held, strict=True)
    ]


def welcome_slots(program: Program, narration: Narration, context: Context) -> Iterator[Slot]:
    """Yield the slots that every session begins with, up to its first step."""
    yield StepStart("Welcome", "", kind=Section.WELCOME)
    yield PauseSlot(LEAD_IN)
    yield ChimeSlot(Sound.OPEN)
    heading, words = program.heading, phrases()
    if narration.greeting:
        yield speak_own(narration.greeting, Role.SETTLE, context)
    if heading and heading.intro:
        yield speak(heading.intro, context)
    else:
        yield speak_own(words.intro, Role.SIDE, context)
    full = narration.preamble is not Preamble.SHORT and program.touches
    if full:
        *first, last = (speak_own(text, Role.CAUTION, context) for text in words.full_safety)
        yield from first
        yield replace(last, completes_safety=True)
    texts = [*words.short_safety]
    if any(part.heading.area in HEADACHE_AREAS for part in program.techniques):
        texts.append(words.headache)
    leaflet = program.leaflet
    texts += leaflet.risks
    yield from (speak_own(text, Role.CAUTION, context) for text in texts)
    yield from (speak(say, context) for say in leaflet.says)


LEAD_OUT = frames(1.0)
LAST_REST = (frames(20), frames(15), frames(30))
"""Before the closing words: time to feel what the hands have left behind."""


def ending_slots(program: Program, narration: Narration, context: Context) -> Iterator[Slot]:
    """Yield the slots that every session ends with; its chime is that of the last technique."""
    words, heading = phrases(), program.heading
    yield StepStart("Ending", "", kind=Section.ENDING)
    if program.touches:
        yield RestSlot(LAST_REST)
    full = replace(context, guide=Guide.FULL)  # no guide is so brief that it leaves these out
    if narration.closing:
        yield speak_own(narration.closing, Role.CLOSE, full)
    elif heading and heading.closing:
        yield speak(heading.closing, full)
    else:
        yield speak_own(words.closing, Role.CLOSE, full)
    own = heading.posture if heading and program.parts[0].routine else ()
    last = moves([one.heading.posture for one in program.techniques])[-1]
    posture = frozenset(own) or last.posture
    asleep = narration.ending is Ending.NONE or posture == {Posture.ASLEEP}
    if not asleep:
        yield from (speak_own(text, Role.CLOSE, full) for text in _getting_up(posture))
    chime = context.chime(Meaning.END)
    if chime and narration.ending is Ending.CHIME and not asleep:
        yield chime
    yield PauseSlot(LEAD_OUT)
    yield BedEdge(on=False)


def _getting_up(posture: frozenset[Posture]) -> tuple[str, ...]:
    """Return the last words for a posture; for several the most careful ones that fit all."""
    words = phrases()
    if posture >= {Posture.SITTING, Posture.LYING}:
        return words.sitting_or_lying
    careful = (Posture.PRONE, Posture.LYING, Posture.SITTING, Posture.STANDING)
    return words.endings[next((one for one in careful if one in posture), Posture.SITTING)]
