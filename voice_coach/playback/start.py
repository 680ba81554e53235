"""Where a session is to begin."""

from __future__ import annotations

from voice_coach.errors import UsageError, nearest
from voice_coach.plan.timeline import Timeline
from voice_coach.units import format_clock, frames, parse_clock


def cue_position(timeline: Timeline, cue: int) -> int:
    """Return the first frame of a spoken cue by number, from 0; past the last one, that of the last."""
    return timeline.speech[min(cue, len(timeline.speech) - 1)].start if timeline.speech else 0


def start_position(timeline: Timeline, wanted: str) -> int:
    """Return the frame to start at: a step by number or title, or a time; empty: the first.

    Raises:
        UsageError: there is no such step or time.
    """
    if not wanted:
        return 0
    titles = {step.title.lower(): step.start for step in reversed(timeline.steps)}
    if wanted.lower() in titles:
        return titles[wanted.lower()]
    if wanted.isdigit():
        return _step_start(timeline, int(wanted))
    try:
        at = frames(parse_clock(wanted))
    except ValueError:
        hint = nearest(wanted.lower(), titles)
        raise UsageError(
            f'There is no step "{wanted}", and it is no time such as 4:30.{hint}'
        ) from None
    if at >= timeline.length:
        raise UsageError(f"The session ends at {format_clock(timeline.length)}; start before.")
    return at


def _step_start(timeline: Timeline, number: int) -> int:
    if not 1 <= number <= len(timeline.steps):
        raise UsageError(f"There are steps 1 to {len(timeline.steps)}; `coach show` lists them.")
    return timeline.steps[number - 1].start
