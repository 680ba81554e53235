"""The transport: what each command does in each state, and where it leads. Pure.

Everything that moves the state stands in one table. A pair that is not in it changes nothing.

    PLAYING --pause--> PAUSED --resume--> PLAYING
       |                                     ^
       +------lose--> LOST ------resume------+
       +------end---> ENDED   (stop leads there from anywhere)

Jumps (next, back, repeat) keep the state: a paused session stays paused at its new place, except
that repeat is a wish to hear, and plays.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from voice_coach.plan.silence import fill_silences
from voice_coach.plan.timeline import HoldSpan, Timeline
from voice_coach.units import frames

EARLY = frames(2.0)
"""Within the first 2 s of a step, back goes to the step before."""
LONGER = frames(20.0)
"""What "longer" adds to a hold."""


class State(str, Enum):
    """What the player does."""

    PLAYING = "playing"
    PAUSED = "paused"
    LOST = "lost"
    """The device has gone; only a person's wish goes on, so that no speaker shouts into a room."""
    ENDED = "ended"


class Command(str, Enum):
    """What can be asked of a player."""

    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    LONGER = "longer"
    LOUDER = "louder"
    SOFTER = "softer"
    WHERE = "where"
    STOP = "stop"
    LOSE = "lose"
    """The device has gone (nobody presses this)."""
    END = "end"
    """The session is over (nobody presses this)."""


_P, _S, _L, _E = State.PLAYING, State.PAUSED, State.LOST, State.ENDED

TABLE: dict[tuple[State, Command], State] = {
    (_P, Command.PAUSE): _S,
    (_P, Command.NEXT): _P,
    (_P, Command.BACK): _P,
    (_P, Command.REPEAT): _P,
    (_P, Command.LONGER): _P,
    (_P, Command.LOUDER): _P,
    (_P, Command.SOFTER): _P,
    (_P, Command.WHERE): _P,
    (_P, Command.STOP): _E,
    (_P, Command.LOSE): _L,
    (_P, Command.END): _E,
    (_S, Command.RESUME): _P,
    (_S, Command.NEXT): _S,
    (_S, Command.BACK): _S,
    (_S, Command.REPEAT): _P,
    (_S, Command.LONGER): _S,
    (_S, Command.LOUDER): _S,
    (_S, Command.SOFTER): _S,
    (_S, Command.WHERE): _S,
    (_S, Command.STOP): _E,
    (_S, Command.LOSE): _L,
    (_L, Command.RESUME): _P,
    (_L, Command.NEXT): _L,
    (_L, Command.BACK): _L,
    (_L, Command.REPEAT): _P,
    (_L, Command.STOP): _E,
}


@dataclass(frozen=True, slots=True)
class Transport:
    """Where a session stands. A new one for every move."""

    timeline: Timeline
    state: State = State.PLAYING
    position: int = 0
    """In frames: the next one to sound."""

    def after(self, command: Command) -> Transport | None:
        """Return where a command leads; None where it has no meaning here."""
        state = TABLE.get((self.state, command))
        if state is None:
            return None
        timeline, position = self.timeline, self.position
        if command is Command.LONGER:
            if hold_at(timeline, position) is None:
                return None
            timeline = fill_silences(timeline.longer(position, LONGER))
        elif command in _JUMPS:
            found = _JUMPS[command](timeline, position)
            if found is None:
                return None
            position = found
        return Transport(timeline, state, position)

    def advanced(self, count: int) -> Transport:
        """Return the transport after `count` frames were played; it ends with the timeline."""
        position = min(self.position + count, self.timeline.length)
        state = State.ENDED if position == self.timeline.length else self.state
        return Transport(self.timeline, state, position)

    def at(self, position: int) -> Transport:
        """Return the transport elsewhere."""
        return Transport(self.timeline, self.state, position)


def hold_at(timeline: Timeline, position: int) -> HoldSpan | None:
    """Return the hold that a position lies in."""
    return next((h for h in timeline.holds if h.start <= position < h.end), None)


def last_cue(timeline: Timeline, position: int) -> int:
    """Return where the cue begins that is being spoken, or was last; 0 before the first."""
    return max((cue.start for cue in timeline.speech if cue.start <= position), default=0)


def _next(timeline: Timeline, position: int) -> int | None:
    return min((step.start for step in timeline.steps if step.start > position), default=None)


def _back(timeline: Timeline, position: int) -> int | None:
    starts = [step.start for step in timeline.steps if step.start <= position]
    if len(starts) > 1 and position - starts[-1] < EARLY:
        return starts[-2]
    return starts[-1] if starts else 0


_JUMPS = {Command.NEXT: _next, Command.BACK: _back, Command.REPEAT: last_cue}
