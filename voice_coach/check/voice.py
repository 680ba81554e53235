"""Rules that need the voice: what it can say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voice_coach.errors import Problem, printable
from voice_coach.plan.durations import speeches
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import Line


def unspoken(plan: Plan, silent: Callable[[Line], bool]) -> Iterator[Problem]:
    """Yield the cues of a session that the voice has no sound for; their caption is shown alone."""
    for placed in plan.layout.placed:
        for speech in speeches(placed.slot):
            for line in filter(silent, speech.peers):
                message = f'the voice has no sound for "{printable(line.text)}"; write it as words'
                yield Problem(speech.place, message, code="unspoken")
