"""Sides, rounds and placeholders to slots: what a block says to one listener, this time.

After a block is unrolled for each side, `balance_sides` makes the sides equally long. It cannot be done
earlier: the wording of a side depends on its place (`again` on the second side, `{side}` in the text),
and each wording takes its own time to speak. So slots at the same point of all sides learn what the
others say there (`SpeechSlot.peers`), and the planner gives them room for the longest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec.structs import replace

from voice_coach.errors import assert_never
from voice_coach.plan.context import Context, speak
from voice_coach.plan.program import Guide
from voice_coach.plan.slots import (
    BreathSlot,
    HoldSlot,
    PauseSlot,
    ReadySlot,
    ReminderSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.plan.timeline import Line
from voice_coach.script import model
from voice_coach.script.model import Block, Cue, Say
from voice_coach.script.terms import Meaning, Role
from voice_coach.units import frames

SIDE_REST = 6.0
"""Seconds of rest between two sides."""


def expand(block: Block, context: Context) -> list[Slot]:
    """Return the slots of a block."""
    return [slot for cue in block for slot in _expanded(cue, context)]


def _expanded(cue: Cue, context: Context) -> Iterable[Slot]:  # noqa: C901 - a case a kind
    match cue:
        case Say():
            return [speak(cue, context)]
        case model.Wait():
            return [PauseSlot(frames(cue.seconds))]
        case model.Ready():
            return [ReadySlot(cue.place, _bounds(cue), context.side)]
        case model.Chime():
            return [slot for slot in [context.chime(cue.meaning)] if slot]
        case model.Breathe():
            return [_breaths(cue, context)]
        case model.Hold():
            return [_hold(cue, context)]
        case model.Step():
            return _step(cue, context)
        case model.Rounds():
            return _rounds(cue, context)
        case model.Sides():
            return _sides(cue, context)
        case _:
            assert_never(cue)


def _bounds(cue: model.Hold | model.Ready) -> tuple[int, int, int]:
    return frames(cue.target), frames(cue.least), frames(cue.most)


def _breaths(cue: model.Breathe, context: Context) -> BreathSlot:
    first, later = [(Line(a), Line(b)) for a, b in context.phrases.breaths]
    words = (first, *[later] * (cue.times - 1))
    return BreathSlot(
        cue.place, frames(cue.seconds_in), frames(cue.seconds_out), words, context.side
    )


def _hold(cue: model.Hold, context: Context) -> HoldSlot:
    reminders = tuple(
        ReminderSlot(speak(r.say, context, r.anchor), r.anchor, frames(r.seconds), r.share)
        for r in cue.reminders
    )
    return HoldSlot(
        cue.place,
        _bounds(cue),
        context.chime(cue.chime),
        speak(cue.say, context) if cue.say else None,
        reminders,
        stroke=frames(60 / cue.strokes) if cue.strokes else 0,
        ticks=cue.ticks,
        side=context.side,
    )


def _step(cue: model.Step, context: Context) -> list[Slot]:
    if cue.only and cue.only not in context.only:
        return []
    start = StepStart(context.filled(cue.title), context.title, context.side)
    return [start, *expand(cue.do, context)]


def rounds(cue: model.Rounds, factor: float) -> int:
    """Return how many rounds a factor comes to, within the bounds."""
    return min(max(math.floor(_often(cue) * factor + 0.5), cue.least), cue.most)


def round_factors(cue: model.Rounds) -> set[float]:
    """Return the factors at which one more round is done.

    The count is rounded half up, so it changes at half a round; a billionth more is past it, whatever
    the division by a count did to the last bit.
    """
    return {(count - 0.5) / _often(cue) + 1e-9 for count in range(cue.least + 1, cue.most + 1)}


def _often(cue: model.Rounds) -> float:
    """Return how often as written; no round counts as 0.4, so a factor of 1.25 brings the first."""
    return cue.times or 0.4


def _rounds(cue: model.Rounds, context: Context) -> list[Slot]:
    times = rounds(cue, context.round_factor)
    found: list[Slot] = []
    for index in range(times):
        words = {**context.words, "round": str(index + 1), "rounds": str(times)}
        first = context.first and index == 0
        found += expand(cue.do, replace(context, words=words, first=first))
    return found


def _sides(cue: model.Sides, context: Context) -> list[Slot]:
    contexts = [
        replace(context, side=side, first=context.first and index == 0)
        for index, side in enumerate(cue.over)
    ]
    done = balance_sides([_named_side(cue, at) + expand(cue.do, at) for at in contexts])
    found: list[Slot] = []
    for index, slots in enumerate(done):
        between = _between(cue, contexts[index]) if index + 1 < len(done) else []
        found += [*slots, *between]
    return found


def _named_side(cue: model.Sides, context: Context) -> list[Slot]:
    """Name the side where the guide leaves out the author's own words for it."""
    if context.guide is not Guide.CHIMES:
        return []
    return [_side_speech(cue, context.phrases.side, context)]


def _between(cue: model.Sides, context: Context) -> list[Slot]:
    if cue.between is not None:
        return expand(cue.between, context)
    chime = context.chime(Meaning.CHANGE)
    done = _side_speech(cue, context.phrases.side_done, context)
    following = _side_speech(cue, context.phrases.side_next, context)
    return [*([chime] if chime else []), done, PauseSlot(frames(SIDE_REST)), following]


def _side_speech(cue: model.Sides, text: str, context: Context) -> SpeechSlot:
    return speak(Say(cue.place, (text,), role=Role.SIDE), context)


def balance_sides(done: list[list[Slot]]) -> list[list[Slot]]:
    """Give slots at the same point of each side the same peers.

    Args:
        done: for each side its slots, of the same shape.
    """
    shared = [_share(same) for same in zip(*done, strict=True)]
    return [list(slots) for slots in zip(*shared, strict=True)]


def _share(same: tuple[Slot, ...]) -> list[Slot]:
    speaks = [slot for slot in same if isinstance(slot, SpeechSlot)]
    holds = [slot for slot in same if isinstance(slot, HoldSlot)]
    if len(speaks) == len(same):
        return list(_shared_speaks(speaks))
    return list(_shared_holds(holds)) if len(holds) == len(same) else list(same)


def _shared_speaks(speaks: list[SpeechSlot]) -> list[SpeechSlot]:
    peers = tuple(dict.fromkeys(line for one in speaks for line in one.peers))
    return [replace(one, peers=peers) for one in speaks]


def _shared_holds(holds: list[HoldSlot]) -> list[HoldSlot]:
    first = [one.speak for one in holds if one.speak]
    spoken = _shared_speaks(first) if first else [None for _ in holds]
    reminders = [
        [
            replace(r, speak=s)
            for r, s in zip(same, _shared_speaks([r.speak for r in same]), strict=True)
        ]
        for same in zip(*(one.reminders for one in holds), strict=True)
    ]
    return [
        replace(one, speak=words, reminders=tuple(of_side[index] for of_side in reminders))
        for index, (one, words) in enumerate(zip(holds, spoken, strict=True))
    ]
