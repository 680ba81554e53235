"""Chapters: the steps of a session, each named so that it stands alone in a player's list."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.plan.timeline import StepMark, Timeline
from voice_coach.units import RATE


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the file with a name; one follows another without a gap."""

    start: int
    """Frame."""
    end: int
    """First frame after it."""
    title: str

    @property
    def start_ms(self) -> int:
        """Its start to the nearest millisecond, in which most formats count."""
        return milliseconds(self.start)

    @property
    def end_ms(self) -> int:
        """Its end to the nearest millisecond."""
        return milliseconds(self.end)


def milliseconds(frame: int) -> int:
    """Return a time to the nearest millisecond."""
    return (frame * 1000 + RATE // 2) // RATE


def clock(frame: int, point: str = ".") -> str:
    """Return ``hh:mm:ss.mmm``, to the nearest millisecond."""
    minutes, rest = divmod(milliseconds(frame), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def chapters_of(timeline: Timeline) -> tuple[Chapter, ...]:
    """Return a chapter for each step; the first one begins with the file."""
    starts = [0, *(step.start for step in timeline.steps[1:])]
    ends = [*starts[1:], timeline.length]
    return tuple(
        Chapter(start, end, chapter_title(step))
        for start, end, step in zip(starts, ends, timeline.steps, strict=False)
        if end > start
    )


def chapter_title(step: StepMark) -> str:
    """Return a step's title with its technique and side: ``Lower back, left side: hold``."""
    if not step.technique:
        return step.title
    if step.side is None:
        return f"{step.technique}: {step.title}"
    if step.side.value in step.title.lower():
        return f"{step.technique}, {step.title[0].lower()}{step.title[1:]}"
    return f"{step.technique}, {step.side.value} side: {step.title}"
