"""What only a look at the whole script tells: placeholders out of place, and how much it unrolls to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice_coach.errors import Place
from voice_coach.script import model
from voice_coach.script.model import Block, Cue, Say

MOST_CUES = 5_000
"""Of a session with all its rounds and sides; the densest shipped script, ten hours long, has 4,000."""

_OF_SIDES = frozenset({"side", "Side", "other", "Other"})
_OF_ROUNDS = frozenset({"round", "rounds"})


def cues(block: Block) -> int:
    """Return how many cues a block comes to at most, with all its rounds and sides."""
    return sum(_count(cue) for cue in block)


def _count(cue: Cue) -> int:
    if isinstance(cue, model.Rounds):
        return cue.most * cues(cue.do)
    if isinstance(cue, model.Sides):
        return len(cue.over) * cues(cue.do) + cues(cue.between or ())
    if isinstance(cue, model.Step):
        return cues(cue.do)
    return 1 + len(cue.reminders) if isinstance(cue, model.Hold) else 1


def misplaced(
    block: Block, unknown: frozenset[str] = _OF_SIDES | _OF_ROUNDS
) -> Iterator[tuple[Place, str]]:
    """Yield each placeholder that means nothing where it stands: its place, and why."""
    for cue in block:
        for place, text in _texts(cue):
            for name in re.findall(r"\{(\w+)\}", text):
                if name in unknown:
                    around = "sides" if name in _OF_SIDES else "rounds"
                    yield place, f'"{{{name}}}" means nothing outside of "{around}"'
        if isinstance(cue, model.Rounds):
            yield from misplaced(cue.do, unknown - _OF_ROUNDS)
        if isinstance(cue, model.Step):
            yield from misplaced(cue.do, unknown)
        if isinstance(cue, model.Sides):
            yield from misplaced(cue.do + (cue.between or ()), unknown - _OF_SIDES)


def _texts(cue: Cue) -> Iterator[tuple[Place, str]]:
    says: list[Say] = [cue] if isinstance(cue, Say) else []
    if isinstance(cue, model.Hold):
        says += [cue.say] if cue.say else []
        says += [reminder.say for reminder in cue.reminders]
    for say in says:
        yield from ((say.place, text) for text in say.every)
    if isinstance(cue, model.Step):
        yield cue.place, cue.title
