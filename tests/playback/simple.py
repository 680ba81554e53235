"""A session that hums, and time that tests turn."""

import numpy as np

from voice_coach.plan.timeline import HoldSpan, Line, SpeechEvent, StepMark, Timeline
from voice_coach.units import RATE

TIMELINE = Timeline(
    length=60 * RATE,
    speech=tuple(SpeechEvent(s * RATE, 3 * RATE, Line(f"Cue {s}.")) for s in range(2, 58, 7)),
    chimes=(),
    steps=tuple(StepMark(s * RATE, f"Step {s}", "T") for s in (0, 15, 30, 45)),
    holds=(HoldSpan(16 * RATE, 10 * RATE), HoldSpan(31 * RATE, 12 * RATE)),
)


class Clock:
    """Time that tests turn."""

    now = 0.0

    def __call__(self) -> float:
        """Return seconds."""
        return self.now


def hum(line: Line) -> np.ndarray:
    """A loud tone instead of a voice: any step in it would be heard."""
    return (0.5 * np.sin(2 * np.pi * 220 * np.arange(3 * RATE) / RATE)).astype(np.float32)
