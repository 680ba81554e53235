"""Techniques to one session: greeting, safety, what each technique says, the last rest, the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from voice_coach.errors import assert_never
from voice_coach.plan.bookends import Move, ending_slots, moves, welcome_slots
from voice_coach.plan.context import Context, speak_own
from voice_coach.plan.expand import expand
from voice_coach.plan.phrases import duration_words, phrases
from voice_coach.plan.program import Narration, Part, Program
from voice_coach.plan.slots import (
    BedEdge,
    BreathSlot,
    ChimeSlot,
    HoldSlot,
    PauseSlot,
    ReadySlot,
    RestSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.script.model import Technique
from voice_coach.script.terms import Meaning, Only, Role


def arrange(
    program: Program, narration: Narration, round_factor: float, minutes: int
) -> list[Slot]:
    """Return a whole session in order.

    Args:
        program: the techniques.
        narration: guide, preamble, ending, and how the words are chosen.
        round_factor: how many rounds to do, as a multiple of what is written.
        minutes: what the session announces as its length.
    """
    base = _base(program, narration, round_factor, minutes)
    contexts = _contexts(program, base)
    last = replace(base, chimes=contexts[-1].chimes)
    whole = [
        *welcome_slots(program, narration, base),
        BedEdge(on=True),
        *_body(program, base, contexts),
        *ending_slots(program, narration, last),
    ]
    return _with_key_hint(whole, base) if narration.keys else whole


def welcome(program: Program, narration: Narration, minutes: int) -> list[Slot]:
    """Return what every session begins with, whatever follows; arguments as for `arrange`."""
    return list(welcome_slots(program, narration, _base(program, narration, 1.0, minutes)))


def _base(program: Program, narration: Narration, round_factor: float, minutes: int) -> Context:
    words = {
        "minutes": str(minutes),
        "duration": duration_words(minutes),
        "title": program.title,
    }
    # Of a word that several respell the first counts: `respelled` takes the last.
    say_as = tuple(pair for one in reversed(program.headings) for pair in one.say_as)
    return Context(
        guide=narration.guide,
        seed=narration.seed,
        round_factor=round_factor,
        words=words,
        say_as=say_as,
    )


def _contexts(program: Program, base: Context) -> list[Context]:
    """Return one context a technique, in order."""
    ways = iter(moves([one.heading.posture for one in program.techniques]))
    return [
        _context(technique, base, part, next(ways), first=index == 0)
        for part in program.parts
        for index, technique in enumerate(part.techniques)
    ]


def _context(
    technique: Technique, base: Context, part: Part, move: Move, *, first: bool
) -> Context:
    prepared = first and bool(part.opening)
    only = {
        Only.ARRIVING: move.arriving and not prepared,
        Only.LEAVING: move.leaving,
        Only.SINGLE: not part.routine,
    }
    title = technique.heading.title
    return replace(
        base,
        title=title,
        chimes=dict(technique.chimes),
        only=frozenset(key for key, done in only.items() if done),
        words={**base.words, "title": title},
        say_as=(*base.say_as, *technique.heading.say_as),
    )


def _body(program: Program, base: Context, contexts: Sequence[Context]) -> Iterator[Slot]:
    coming = iter(contexts)
    for number, part in enumerate(program.parts):
        if number and part.opening:
            yield from _change(base)
        yield from expand(part.opening, base)
        for index, technique in enumerate(part.techniques):
            context = next(coming)
            if index or (number and not part.opening):
                yield from _change(context)
            yield from expand(technique.steps, context)
        yield from expand(part.ending, base)


def _change(context: Context) -> Iterable[Slot]:
    chime = context.chime(Meaning.CHANGE)
    return [chime] if chime else []


def _with_key_hint(whole: list[Slot], context: Context) -> list[Slot]:
    """Say once, before the first time to get ready, that any key ends it."""
    readies = ((i, slot) for i, slot in enumerate(whole) if isinstance(slot, ReadySlot))
    first, ready = next(readies, (0, None))
    if ready is None:
        return whole
    while ready.side and _sided(whole[first - 1]):  # within a side it would make that side longer
        first -= 1
    return [*whole[:first], speak_own(phrases().any_key, Role.SIDE, context), *whole[first:]]


def _sided(slot: Slot) -> bool:
    """Return whether a slot may belong to one side; a pause does not say, so it may."""
    match slot:
        case PauseSlot():
            return True
        case RestSlot() | BedEdge():
            return False
        case SpeechSlot() | ReadySlot() | ChimeSlot() | BreathSlot() | HoldSlot() | StepStart():
            return slot.side is not None
        case _:
            assert_never(slot)
