"""Techniques to one session: lead-in, preamble, cautions, what each technique says, the ending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from voice_coach.errors import Place
from voice_coach.plan import safety
from voice_coach.plan.expand import Context, expand, fill, speak
from voice_coach.plan.program import Ending, Guide, Narration, Program
from voice_coach.plan.slots import (
    BedEdge,
    ChimeSlot,
    HoldSlot,
    PauseSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.plan.timeline import Line, Sound
from voice_coach.script.model import Say
from voice_coach.script.terms import Meaning, Posture, Role
from voice_coach.units import frames

LEAD_IN = frames(0.7)
"""Before the first, expendable chime: a device that wakes up eats the beginning."""
LEAD_OUT = frames(1.0)
_HERE = Place("(session)", 1, 1)


def arrange(
    program: Program, narration: Narration, round_factor: float, minutes: int
) -> list[Slot]:
    """Return a whole session in order.

    Args:
        program: the techniques.
        narration: guide, preamble and ending.
        round_factor: how many rounds to do, as a multiple of what is written.
        minutes: what the session announces as its length.
    """
    numbers = {"minutes": str(minutes)}
    ways = moves([one.heading.posture for one in program.techniques])
    contexts = [
        Context(
            technique,
            narration.guide,
            round_factor,
            words={**numbers, "title": technique.heading.title},
            arriving=arriving,
            leaving=leaving,
        )
        for technique, (arriving, leaving) in zip(program.techniques, ways, strict=True)
    ]
    whole = [
        *_opening(program, narration, contexts[0]),
        *_body(program, contexts),
        *_ending(narration, contexts[-1]),
    ]
    return _next_filled(whole)


def moves(postures: Sequence[tuple[Posture, ...]]) -> list[tuple[bool, bool]]:
    """Return for each technique whether the listener arrives in it, and whether they leave it.

    Args:
        postures: those in which each technique can be done; empty: not told.
    """
    keeps: list[bool] = []
    held: set[Posture] = set()
    for each in postures:
        keeps.append(bool(held) and held <= set(each))
        held = held if keeps[-1] else set(each)
    return [
        (not keep, not following)
        for keep, following in zip(keeps, [*keeps[1:], False], strict=True)
    ]


def _opening(program: Program, narration: Narration, context: Context) -> Iterable[Slot]:
    yield StepStart("Welcome", "")
    yield PauseSlot(LEAD_IN)
    yield ChimeSlot(Sound.OPEN)
    if narration.preamble:
        yield from (_words(text, Role.CAUTION, context) for text in safety.PREAMBLE)
    if any(part.heading.area in safety.HEADACHE_AREAS for part in program.techniques):
        yield _words(safety.HEADACHE, Role.CAUTION, context)
    first = program.techniques[0]
    if len(program.techniques) == 1 and first.intro:
        yield speak(first.intro, context)
    else:
        words = {**(context.words or {}), "title": program.title}
        about = "a minute" if words["minutes"] == "1" else "{minutes} minutes"
        yield _words(f"{{title}}. About {about}.", Role.SIDE, replace(context, words=words))


def _body(program: Program, contexts: Sequence[Context]) -> Iterable[Slot]:
    yield BedEdge(on=True)
    yield from (speak(caution, contexts[0]) for caution in program.cautions)
    cautioned = {caution.text for caution in program.cautions}
    for index, context in enumerate(contexts):
        if len(contexts) > 1:
            yield from _announcement(index, context)
        for caution in context.technique.heading.cautions:
            if caution.text not in cautioned:
                yield speak(caution, context)
            cautioned.add(caution.text)
        yield from expand(context.technique.steps, context)


def _announcement(index: int, context: Context) -> Iterable[Slot]:
    if index:
        chime = context.chime(Meaning.CHANGE)
        yield from [chime] if chime else []
    yield _words(f"{'Next' if index else 'First'}: {{title}}.", Role.SIDE, context)


def _ending(narration: Narration, context: Context) -> Iterable[Slot]:
    if narration.ending is not Ending.NONE:
        yield StepStart("Ending", "")
        yield from (_words(text, Role.CLOSE, context, always=True) for text in safety.END)
    chime = context.chime(Meaning.END)
    if chime and narration.ending is Ending.CHIME:
        yield chime
    yield PauseSlot(LEAD_OUT)
    yield BedEdge(on=False)


def _words(text: str, role: Role, context: Context, *, always: bool = False) -> SpeechSlot:
    context = replace(context, guide=Guide.FULL) if always else context
    return speak(Say(_HERE, text, role=role), context)


def _next_filled(whole: list[Slot]) -> list[Slot]:
    """Fill in ``{next}`` with the title of the step that follows."""
    found: list[Slot] = []
    following = "the end"
    for slot in reversed(whole):
        if isinstance(slot, StepStart):
            following = slot.title
        found.append(_filled(slot, {"next": following}))
    return found[::-1]


def _filled(slot: Slot, words: dict[str, str]) -> Slot:
    if isinstance(slot, SpeechSlot):
        return _filled_speak(slot, words)
    if isinstance(slot, HoldSlot):
        reminders = tuple(replace(r, speak=_filled_speak(r.speak, words)) for r in slot.reminders)
        said = _filled_speak(slot.speak, words) if slot.speak else None
        return replace(slot, speak=said, reminders=reminders)
    return slot


def _filled_speak(slot: SpeechSlot, words: dict[str, str]) -> SpeechSlot:
    if not any("{" in line.text for line in slot.peers):
        return slot
    peers = tuple(_filled_line(line, words) for line in slot.peers)
    return replace(slot, line=slot.line and _filled_line(slot.line, words), peers=peers)


def _filled_line(line: Line, words: dict[str, str]) -> Line:
    return replace(line, text=fill(line.text, words))
