"""What only a look at the whole script tells: placeholders out of place, and how much it unrolls to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice_coach.errors import Place, assert_never
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
    match cue:
        case model.Rounds():
            return cue.most * cues(cue.do)
        case model.Sides():
            return len(cue.over) * cues(cue.do) + cues(cue.between or ())
        case model.Step():
            return cues(cue.do)
        case model.Hold():
            return 1 + len(cue.reminders)
        case Say() | model.Wait() | model.Ready() | model.Chime() | model.Breathe():
            return 1
        case _:
            assert_never(cue)


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
        match cue:
            case model.Rounds():
                yield from misplaced(cue.do, unknown - _OF_ROUNDS)
            case model.Step():
                yield from misplaced(cue.do, unknown)
            case model.Sides():
                yield from misplaced(cue.do + (cue.between or ()), unknown - _OF_SIDES)
            case _:
                pass


def _texts(cue: Cue) -> Iterator[tuple[Place, str]]:
    """Yield what a cue itself shows or says, with its place."""
    match cue:
        case Say():
            yield from ((cue.place, text) for text in cue.every)
        case model.Hold():
            says = [cue.say] if cue.say else []
            says += [reminder.say for reminder in cue.reminders]
            yield from ((say.place, text) for say in says for text in say.every)
        case model.Step():
            yield cue.place, cue.title
        case (
            model.Wait()
            | model.Ready()
            | model.Chime()
            | model.Breathe()
            | model.Rounds()
            | model.Sides()
        ):
            pass
        case _:
            assert_never(cue)
