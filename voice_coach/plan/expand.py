"""Sides, rounds and placeholders to slots: what a block says to one listener, this time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.plan.balance import balance_sides
from voice_coach.plan.program import Guide
from voice_coach.plan.slots import (
    BreathSlot,
    ChimeSlot,
    HoldSlot,
    PauseSlot,
    ReminderSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.plan.timeline import Line, Pace, Sound
from voice_coach.script import model
from voice_coach.script.model import Block, Say
from voice_coach.script.terms import Anchor, Meaning, Only, Role, Side
from voice_coach.units import frames

ALWAYS = frozenset({Role.EXIT, Role.CAUTION, Role.SIDE})
"""Roles that no guide leaves out."""
SLOW = frozenset({Role.SETTLE, Role.CLOSE})
SIDE_REST = 6.0
"""Seconds of rest between two sides (5 to 8 in the brief)."""

_SOUNDS = {
    Meaning.BEGIN: Sound.BEGIN,
    Meaning.CHANGE: Sound.CHANGE,
    Meaning.END: Sound.END,
    Meaning.TICK: Sound.TICK,
}


class Context(Struct, frozen=True):
    """What a block needs to know about where it stands."""

    technique: model.Technique
    guide: Guide = Guide.FULL
    round_factor: float = 1.0
    """How many rounds to do, as a multiple of what is written."""
    side: Side | None = None
    arriving: bool = True
    """The listener has to get into position."""
    leaving: bool = True
    """The listener has to get out of it afterwards."""
    first: bool = True
    """No side or round before this one."""
    words: Mapping[str, str] | None = None
    """Placeholders and what stands for them."""

    def filled(self, text: str) -> str:
        """Return text with the placeholders known so far filled in."""
        if "{" not in text:
            return text
        known = dict(self.words or {})
        if self.side:
            other = self.side.other.value
            known |= {"side": self.side.value, "Side": self.side.value.capitalize()}
            known |= {"other": other, "Other": other.capitalize()}
        return fill(text, known)

    def chime(self, meaning: Meaning) -> ChimeSlot | None:
        """Return the chime of a meaning, the author's own where there is one."""
        if meaning is Meaning.NONE:
            return None
        return ChimeSlot(_SOUNDS[meaning], self.side, dict(self.technique.chimes).get(meaning, ""))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Replace each ``{name}`` that `words` knows; leave the others."""
    return re.sub(r"\{(\w+)\}", lambda m: words.get(m[1], m[0]), text)


def expand(block: Block, context: Context) -> list[Slot]:
    """Return the slots of a block."""
    return [slot for cue in block for slot in _EXPAND[type(cue)](cue, context)]


def speak(say: Say, context: Context, reminder: Anchor | None = None) -> SpeechSlot:
    """Return the slot of a cue, with the words that guide, side and round choose."""
    text = context.filled(_chosen(say, context, reminder))
    line = Line(text, Pace.SLOW if say.role in SLOW else Pace.NORMAL) if text else None
    return SpeechSlot(say.place, line, (line,) if line else (), say.role, context.side)


def _chosen(say: Say, context: Context, reminder: Anchor | None) -> str:
    kept = say.role in ALWAYS
    if context.guide is Guide.CHIMES and not kept:
        return ""
    if context.guide is Guide.BRIEF and reminder is Anchor.START and not kept:
        return ""
    shorter = context.guide is not Guide.FULL or not context.first
    if not shorter or say.again is None or (kept and not say.again):
        return say.text
    return say.again


def _say(cue: Say, context: Context) -> Iterable[Slot]:
    yield speak(cue, context)


def _wait(cue: model.Wait, context: Context) -> Iterable[Slot]:
    yield PauseSlot(frames(cue.seconds))


def _chime(cue: model.Chime, context: Context) -> Iterable[Slot]:
    chime = context.chime(cue.meaning)
    if chime:
        yield chime


def _breathe(cue: model.Breathe, context: Context) -> Iterable[Slot]:
    yield BreathSlot(frames(cue.seconds_in), frames(cue.seconds_out), cue.times, context.side)


def _hold(cue: model.Hold, context: Context) -> Iterable[Slot]:
    reminders = tuple(
        ReminderSlot(speak(r.say, context, r.anchor), r.anchor, frames(r.seconds), r.share)
        for r in cue.reminders
    )
    yield HoldSlot(
        cue.place,
        frames(cue.target),
        frames(cue.least),
        frames(cue.most),
        context.chime(cue.chime),
        speak(cue.say, context) if cue.say else None,
        reminders,
        frames(60 / cue.strokes) if cue.strokes else 0,
        context.side,
    )


def _step(cue: model.Step, context: Context) -> Iterable[Slot]:
    needed = {Only.ARRIVING: context.arriving, Only.LEAVING: context.leaving}
    if cue.only and not needed[cue.only]:
        return
    yield StepStart(context.filled(cue.title), context.technique.heading.title, context.side)
    yield from expand(cue.do, context)


def rounds(cue: model.Rounds, factor: float) -> int:
    """Return how many rounds a factor comes to, within the bounds.

    What is written as no round at all counts as 0.4: the first comes in at a factor of 1.25.
    """
    return min(max(math.floor((cue.times or 0.4) * factor + 0.5), cue.least), cue.most)


def _rounds(cue: model.Rounds, context: Context) -> Iterable[Slot]:
    times = rounds(cue, context.round_factor)
    for index in range(times):
        words = {**(context.words or {}), "round": str(index + 1), "rounds": str(times)}
        yield from expand(cue.do, replace(context, words=words, first=context.first and index == 0))


def _sides(cue: model.Sides, context: Context) -> Iterable[Slot]:
    contexts = [
        replace(context, side=side, first=context.first and index == 0)
        for index, side in enumerate(cue.over)
    ]
    done = balance_sides([_named_side(cue, at) + expand(cue.do, at) for at in contexts])
    for index, slots in enumerate(done):
        yield from slots
        if index + 1 < len(done):
            yield from _between(cue, contexts[index])


def _named_side(cue: model.Sides, context: Context) -> list[Slot]:
    """Name the side where the guide leaves out the author's own words for it."""
    if context.guide is not Guide.CHIMES:
        return []
    return [speak(Say(cue.place, "{Side} side.", role=Role.SIDE), context)]


def _between(cue: model.Sides, context: Context) -> list[Slot]:
    if cue.between is not None:
        return expand(cue.between, context)
    chime = context.chime(Meaning.CHANGE)
    done, following = (
        speak(Say(cue.place, text, role=Role.SIDE), context)
        for text in ("{Side} side done.", "{Other} side next.")
    )
    return [*([chime] if chime else []), done, PauseSlot(frames(SIDE_REST)), following]


_EXPAND: dict[type, Callable[[Any, Context], Iterable[Slot]]] = {
    Say: _say,
    model.Wait: _wait,
    model.Chime: _chime,
    model.Breathe: _breathe,
    model.Hold: _hold,
    model.Step: _step,
    model.Rounds: _rounds,
    model.Sides: _sides,
}
