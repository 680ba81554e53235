"""Where a session is, as other programs see it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from voice_coach.playback.transport import State, Transport
from voice_coach.units import seconds


@dataclass(frozen=True, slots=True)
class Status:
    """A moment of a session."""

    title: str
    state: str
    step: str
    number: int
    """Of the step, from 1."""
    steps: int
    side: str
    words: str
    """Last spoken."""
    seconds: float
    """Gone."""
    remaining: float
    """Seconds to go."""
    volume: int
    """Percent."""
    waits: bool
    """It waits until the listener is ready, and any key goes on."""

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self)


def status(title: str, at: Transport, volume: int = 100) -> Status:
    """Return where a session is; `volume` is in percent."""
    timeline = at.timeline
    index = timeline.step_at(at.position)
    step = timeline.steps[index] if timeline.steps else None
    said = [cue.line.text for cue in timeline.speech if cue.start <= at.position]
    return Status(
        title,
        State(at.state).value,
        step.title if step else "",
        index + 1,
        len(timeline.steps),
        step.side.value if step and step.side else "",
        said[-1] if said else "",
        round(seconds(at.position), 3),
        round(seconds(timeline.length - at.position), 3),
        volume,
        at.waits,
    )
