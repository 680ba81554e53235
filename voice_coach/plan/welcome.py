"""How a session begins: a chime, its name and length, and all that protects."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.plan.context import Context, speak, speak_own
from voice_coach.plan.durations import LEAD_IN
from voice_coach.plan.phrases import HEADACHE_AREAS, phrases, risk_words
from voice_coach.plan.program import Narration, Preamble, Program
from voice_coach.plan.slots import ChimeSlot, PauseSlot, Slot, StepStart
from voice_coach.plan.timeline import Part, Sound
from voice_coach.script.terms import Role


def welcome_slots(program: Program, narration: Narration, context: Context) -> Iterator[Slot]:
    """Yield the slots that every session begins with, up to its first step."""
    yield StepStart("Welcome", "", kind=Part.WELCOME)
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
    texts = [*(words.full_safety if full else ()), *words.short_safety]
    if any(part.heading.area in HEADACHE_AREAS for part in program.techniques):
        texts.append(words.headache)
    texts += risk_words(risk for one in program.headings for risk in one.risks)
    yield from (speak_own(text, Role.CAUTION, context) for text in texts)
    cautions = {say.text: say for one in program.headings for say in one.cautions}
    yield from (speak(say, context) for say in cautions.values())
