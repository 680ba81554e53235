"""Sides, rounds and placeholders to moments: what a block says to one listener, this time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.plan.equal import equal
from voice_coach.plan.moments import Breath, Mark, Moment, Remind, Rest, Ring, Speak, Stay
from voice_coach.plan.program import Guide
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


class Scene(Struct, frozen=True):
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

    def ring(self, meaning: Meaning) -> Ring | None:
        """Return the chime of a meaning, the author's own where there is one."""
        if meaning is Meaning.NONE:
            return None
        return Ring(_SOUNDS[meaning], self.side, dict(self.technique.chimes).get(meaning, ""))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Replace each ``{name}`` that `words` knows; leave the others."""
    return re.sub(r"\{(\w+)\}", lambda m: words.get(m[1], m[0]), text)


def unroll(block: Block, scene: Scene) -> list[Moment]:
    """Return the moments of a block."""
    return [moment for cue in block for moment in _UNROLL[type(cue)](cue, scene)]


def speak(say: Say, scene: Scene, reminder: Anchor | None = None) -> Speak:
    """Return the slot of a cue, with the words that guide, side and round choose."""
    text = scene.filled(_chosen(say, scene, reminder))
    line = Line(text, Pace.SLOW if say.role in SLOW else Pace.NORMAL) if text else None
    return Speak(say.place, line, (line,) if line else (), say.role, scene.side)


def _chosen(say: Say, scene: Scene, reminder: Anchor | None) -> str:
    kept = say.role in ALWAYS
    if scene.guide is Guide.CHIMES and not kept:
        return ""
    if scene.guide is Guide.BRIEF and reminder is Anchor.START and not kept:
        return ""
    shorter = scene.guide is not Guide.FULL or not scene.first
    if not shorter or say.again is None or (kept and not say.again):
        return say.text
    return say.again


def _say(cue: Say, scene: Scene) -> Iterable[Moment]:
    yield speak(cue, scene)


def _wait(cue: model.Wait, scene: Scene) -> Iterable[Moment]:
    yield Rest(frames(cue.seconds))


def _chime(cue: model.Chime, scene: Scene) -> Iterable[Moment]:
    ring = scene.ring(cue.meaning)
    if ring:
        yield ring


def _breathe(cue: model.Breathe, scene: Scene) -> Iterable[Moment]:
    yield Breath(frames(cue.seconds_in), frames(cue.seconds_out), cue.times, scene.side)


def _hold(cue: model.Hold, scene: Scene) -> Iterable[Moment]:
    reminders = tuple(
        Remind(speak(r.say, scene, r.anchor), r.anchor, frames(r.seconds), r.share)
        for r in cue.reminders
    )
    yield Stay(
        cue.place,
        frames(cue.target),
        frames(cue.least),
        frames(cue.most),
        scene.ring(cue.chime),
        speak(cue.say, scene) if cue.say else None,
        reminders,
        frames(60 / cue.strokes) if cue.strokes else 0,
        scene.side,
    )


def _step(cue: model.Step, scene: Scene) -> Iterable[Moment]:
    needed = {Only.ARRIVING: scene.arriving, Only.LEAVING: scene.leaving}
    if cue.only and not needed[cue.only]:
        return
    yield Mark(scene.filled(cue.title), scene.technique.heading.title, scene.side)
    yield from unroll(cue.do, scene)


def rounds(cue: model.Rounds, factor: float) -> int:
    """Return how many rounds a factor comes to, within the bounds.

    What is written as no round at all counts as 0.4: the first comes in at a factor of 1.25.
    """
    return min(max(math.floor((cue.times or 0.4) * factor + 0.5), cue.least), cue.most)


def _rounds(cue: model.Rounds, scene: Scene) -> Iterable[Moment]:
    times = rounds(cue, scene.round_factor)
    for index in range(times):
        words = {**(scene.words or {}), "round": str(index + 1), "rounds": str(times)}
        yield from unroll(cue.do, replace(scene, words=words, first=scene.first and index == 0))


def _sides(cue: model.Sides, scene: Scene) -> Iterable[Moment]:
    scenes = [
        replace(scene, side=side, first=scene.first and index == 0)
        for index, side in enumerate(cue.over)
    ]
    done = equal([_named_side(cue, at) + unroll(cue.do, at) for at in scenes])
    for index, moments in enumerate(done):
        yield from moments
        if index + 1 < len(done):
            yield from _between(cue, scenes[index])


def _named_side(cue: model.Sides, scene: Scene) -> list[Moment]:
    """Name the side where the guide leaves out the author's own words for it."""
    if scene.guide is not Guide.CHIMES:
        return []
    return [speak(Say(cue.place, "{Side} side.", role=Role.SIDE), scene)]


def _between(cue: model.Sides, scene: Scene) -> list[Moment]:
    if cue.between is not None:
        return unroll(cue.between, scene)
    ring = scene.ring(Meaning.CHANGE)
    done, following = (
        speak(Say(cue.place, text, role=Role.SIDE), scene)
        for text in ("{Side} side done.", "{Other} side next.")
    )
    return [*([ring] if ring else []), done, Rest(frames(SIDE_REST)), following]


_UNROLL: dict[type, Callable[[Any, Scene], Iterable[Moment]]] = {
    Say: _say,
    model.Wait: _wait,
    model.Chime: _chime,
    model.Breathe: _breathe,
    model.Hold: _hold,
    model.Step: _step,
    model.Rounds: _rounds,
    model.Sides: _sides,
}
