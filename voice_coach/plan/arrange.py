"""Techniques to one session: greeting, safety, what each technique says, the last rest, the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.errors import Place, assert_never
from voice_coach.plan.durations import LEAD_IN
from voice_coach.plan.expand import Context, expand, speak
from voice_coach.plan.phrases import HEADACHE_AREAS, duration_words, phrases, risk_words
from voice_coach.plan.program import Ending, Guide, Narration, Preamble, Program
from voice_coach.plan.program import Part as Named
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
from voice_coach.plan.timeline import Part, Sound
from voice_coach.script.model import Say, Technique
from voice_coach.script.terms import Meaning, Only, Posture, Role, Safety
from voice_coach.units import frames

LEAD_OUT = frames(1.0)
LAST_REST = (frames(20), frames(15), frames(30))
"""Before the closing words: time to feel what the hands have left behind."""
_HERE = Place("(session)", 1, 1)


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
    whole = [
        *_welcome(program, narration, base),
        BedEdge(on=True),
        *_body(program, base, contexts),
        *_ending(program, narration, contexts[-1]),
    ]
    return _with_keys_told(whole, base) if narration.keys else whole


def welcome(program: Program, narration: Narration, minutes: int) -> list[Slot]:
    """Return what every session begins with, whatever follows; arguments as for `arrange`."""
    return list(_welcome(program, narration, _base(program, narration, 1.0, minutes)))


def _base(program: Program, narration: Narration, round_factor: float, minutes: int) -> Context:
    words = {
        "minutes": str(minutes),
        "duration": duration_words(minutes),
        "title": program.title,
    }
    return Context(
        guide=narration.guide, seed=narration.seed, round_factor=round_factor, words=words
    )


class Move(Struct, frozen=True):
    """How the listener comes to a technique, and goes on from it."""

    arriving: bool
    """They have to get into position."""
    leaving: bool
    """Another technique follows, in another posture."""
    posture: frozenset[Posture]
    """What they may be in; empty: not told."""


def moves(postures: Sequence[tuple[Posture, ...]]) -> list[Move]:
    """Return how the listener moves through techniques.

    Args:
        postures: of each technique those in which it can be done; empty: not told.
    """
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


def _contexts(program: Program, base: Context) -> list[Context]:
    """Return one context a technique, in order."""
    ways = iter(moves([one.heading.posture for one in program.techniques]))
    return [
        _context(technique, base, part, next(ways), first=index == 0)
        for part in program.parts
        for index, technique in enumerate(part.techniques)
    ]


def _context(
    technique: Technique, base: Context, part: Named, move: Move, *, first: bool
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
    )


def _welcome(program: Program, narration: Narration, context: Context) -> Iterator[Slot]:
    yield StepStart("Welcome", "", kind=Part.WELCOME)
    yield PauseSlot(LEAD_IN)
    yield ChimeSlot(Sound.OPEN)
    heading, words = program.heading, phrases()
    if heading and heading.intro:
        yield speak(heading.intro, context)
    else:
        yield _words(words.intro, Role.SIDE, context)
    full = narration.preamble is not Preamble.SHORT and _touches(program)
    texts = [*(words.full_safety if full else ()), *words.short_safety]
    if any(part.heading.area in HEADACHE_AREAS for part in program.techniques):
        texts.append(words.headache)
    texts += risk_words(risk for one in program.headings for risk in one.risks)
    yield from (_words(text, Role.CAUTION, context) for text in texts)
    cautions = {say.text: say for one in program.headings for say in one.cautions}
    yield from (speak(say, context) for say in cautions.values())


def _touches(program: Program) -> bool:
    """Tell whether somebody is touched: what only explains has no risk, and nothing to rest from."""
    return any(one.safety is Safety.FULL for one in program.headings[: len(program.parts)])


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


def _ending(program: Program, narration: Narration, context: Context) -> Iterator[Slot]:
    words, heading = phrases(), program.heading
    yield StepStart("Ending", "", kind=Part.ENDING)
    if _touches(program):
        yield RestSlot(LAST_REST)
    told = replace(context, guide=Guide.FULL)
    if heading and heading.closing:
        yield speak(heading.closing, told)
    else:
        yield _words(words.closing, Role.CLOSE, told)
    posture = _last_posture(program)
    asleep = narration.ending is Ending.NONE or posture == {Posture.ASLEEP}
    if not asleep:
        yield from (_words(text, Role.CLOSE, told) for text in _getting_up(posture))
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


def _with_keys_told(whole: list[Slot], context: Context) -> list[Slot]:
    """Say once, before the first time to get ready, that any key ends it."""
    found = [(i, slot) for i, slot in enumerate(whole) if isinstance(slot, ReadySlot)]
    if not found:
        return whole
    first, ready = found[0]
    while ready.side and _sided(whole[first - 1]):  # inside of a side it would make it longer
        first -= 1
    return [*whole[:first], _words(phrases().any_key, Role.SIDE, context), *whole[first:]]


def _sided(slot: Slot) -> bool:
    """Tell whether a slot belongs to one side; a pause, which does not tell, may."""
    match slot:
        case PauseSlot():
            return True
        case RestSlot() | BedEdge():
            return False
        case SpeechSlot() | ReadySlot() | ChimeSlot() | BreathSlot() | HoldSlot() | StepStart():
            return slot.side is not None
        case _:
            assert_never(slot)


def _words(text: str, role: Role, context: Context) -> SpeechSlot:
    return speak(Say(_HERE, (text,), role=role), context)
