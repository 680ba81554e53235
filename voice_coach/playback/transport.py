"""The transport: what each command and each event does in each state, and where it leads. Pure.

Every change of state is in one table. A pair that is not in it changes nothing.

    PLAYING --clip late--> BUFFERING --clip ready--> PLAYING
       |                       |
       +--------pause----------+--> PAUSED --resume--> PLAYING
       +-----device lost-------+--> LOST ----resume--> PLAYING   (also from PAUSED)
       +-------finished, or stop from anywhere-------> ENDED

Jumps (next, back, repeat) keep a paused session paused at its new place, except that repeat
always plays: it is a request to hear something. A session that waits for a clip looks again
whether it has to wait at its new place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from voice_coach.plan.layout import fill_silences
from voice_coach.plan.longer import longer
from voice_coach.plan.timeline import HoldSpan, Timeline
from voice_coach.units import frames

EARLY = frames(2.0)
"""Within the first 2 s of a step, back goes to the step before."""
LONGER = frames(20.0)
"""What "longer" adds to a hold."""
LONGEST = frames(600.0)
"""No hold is made longer than this: ten minutes of pressure on one place do no good, and a key that
is held down, or a program that has gone wild, must not turn a session into a day."""


class State(str, Enum):
    """What the player does."""

    PLAYING = "playing"
    BUFFERING = "buffering"
    """A clip is not there yet; the session waits where its cue starts."""
    PAUSED = "paused"
    LOST = "lost"
    """The device has gone; only a person resumes, so that no speaker shouts into a room."""
    ENDED = "ended"


class Command(str, Enum):
    """What a person can ask of a session."""

    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "toggle"
    """Pause what plays; resume what does not."""
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    LONGER = "longer"
    READY = "ready"
    """Go on, where the session waits for the listener."""
    LOUDER = "louder"
    SOFTER = "softer"
    WHERE = "where"
    HELP = "help"
    """Shown on the screen; moves nothing."""
    STOP = "stop"


class Event(str, Enum):
    """What happens to a session without being asked for."""

    CLIP_LATE = "clip late"
    CLIP_READY = "clip ready"
    DEVICE_LOST = "device lost"
    FINISHED = "finished"
    """The last frame was played."""
    FAILED = "failed"
    """The session cannot be planned or mixed any further."""


Cause: TypeAlias = "Command | Event"

_P, _B, _S, _L, _E = State.PLAYING, State.BUFFERING, State.PAUSED, State.LOST, State.ENDED

TABLE: dict[tuple[State, Cause], State] = {
    (_P, Command.PAUSE): _S,
    (_P, Command.TOGGLE): _S,
    (_P, Command.NEXT): _P,
    (_P, Command.BACK): _P,
    (_P, Command.REPEAT): _P,
    (_P, Command.LONGER): _P,
    (_P, Command.READY): _P,
    (_P, Command.LOUDER): _P,
    (_P, Command.SOFTER): _P,
    (_P, Command.WHERE): _P,
    (_P, Command.STOP): _E,
    (_P, Event.CLIP_LATE): _B,
    (_P, Event.DEVICE_LOST): _L,
    (_P, Event.FINISHED): _E,
    (_P, Event.FAILED): _E,
    (_B, Command.PAUSE): _S,
    (_B, Command.TOGGLE): _S,
    (_B, Command.NEXT): _P,
    (_B, Command.BACK): _P,
    (_B, Command.REPEAT): _P,
    (_B, Command.LONGER): _B,
    (_B, Command.READY): _P,
    (_B, Command.LOUDER): _B,
    (_B, Command.SOFTER): _B,
    (_B, Command.WHERE): _B,
    (_B, Command.STOP): _E,
    (_B, Event.CLIP_READY): _P,
    (_B, Event.DEVICE_LOST): _L,
    (_B, Event.FAILED): _E,
    (_S, Command.RESUME): _P,
    (_S, Command.TOGGLE): _P,
    (_S, Command.NEXT): _S,
    (_S, Command.BACK): _S,
    (_S, Command.REPEAT): _P,
    (_S, Command.LONGER): _S,
    (_S, Command.READY): _P,
    (_S, Command.LOUDER): _S,
    (_S, Command.SOFTER): _S,
    (_S, Command.WHERE): _S,
    (_S, Command.STOP): _E,
    (_S, Event.DEVICE_LOST): _L,
    (_S, Event.FAILED): _E,
    (_L, Command.RESUME): _P,
    (_L, Command.TOGGLE): _P,
    (_L, Command.NEXT): _L,
    (_L, Command.BACK): _L,
    (_L, Command.REPEAT): _P,
    (_L, Command.STOP): _E,
    (_L, Event.FAILED): _E,
}

_TOUCHED = frozenset({Command.LOUDER, Command.SOFTER, Command.HELP, Command.STOP})
"""What a key or button still does by itself where the session waits for any of them."""
_ONWARD = frozenset({Command.NEXT, Command.RESUME, Command.TOGGLE})
"""What means "go on" there, from a key or from a program."""


@dataclass(frozen=True, slots=True)
class Transport:
    """Where a session is. A new one for every move."""

    timeline: Timeline
    state: State = State.PLAYING
    position: int = 0
    """In frames: the next one to sound."""

    def after(self, command: Command) -> Transport | None:
        """Return where a command leads; None where it has no meaning here."""
        state = TABLE.get((self.state, command))
        if state is None:
            return None
        if command is Command.LONGER:
            return self._longer()
        position = self._target(command)
        return None if position is None else replace(self, state=state, position=position)

    def on(self, event: Event) -> Transport:
        """Return where an event leads: to another state, or nowhere."""
        return replace(self, state=TABLE.get((self.state, event), self.state))

    def meant(self, command: Command, *, touched: bool) -> Command:
        """Return what a command means here: where the session waits, "go on" for most of them.

        Args:
            command: what was asked for.
            touched: by a key or a button, perhaps blindly; any of them may mean "I am ready".
        """
        if self.state not in (State.PLAYING, State.BUFFERING) or not self.waits:
            return command
        onward = command in _ONWARD or (touched and command not in _TOUCHED)
        return Command.READY if onward else command

    @property
    def waits(self) -> bool:
        """Whether the session waits for the listener at this position."""
        return self.timeline.ready_at(self.position) is not None

    def advanced(self, count: int) -> Transport:
        """Return the transport after `count` frames were played; it ends with the timeline."""
        moved = self.at(min(self.position + count, self.timeline.length))
        return moved.on(Event.FINISHED) if moved.position == self.timeline.length else moved

    def at(self, position: int) -> Transport:
        """Return the transport elsewhere."""
        return replace(self, position=position)

    def _longer(self) -> Transport | None:
        hold = span_at(self.timeline.holds, self.position)
        if hold is None or hold.length + LONGER > LONGEST:
            return None
        return replace(self, timeline=lengthened(self.timeline, self.position))

    def _target(self, command: Command) -> int | None:
        timeline, position = self.timeline, self.position
        match command:
            case Command.NEXT:
                later = (step.start for step in timeline.steps if step.start > position)
                return min(later, default=None)
            case Command.BACK:
                return _back(timeline, position)
            case Command.REPEAT:
                return last_cue(timeline, position)
            case Command.READY:
                return timeline.onward(position)
            case _:
                return position


def lengthened(timeline: Timeline, position: int) -> Timeline:
    """Return the timeline with the hold at a position lengthened, and what follows moved."""
    return fill_silences(longer(timeline, position, LONGER))


def span_at(spans: tuple[HoldSpan, ...], position: int) -> HoldSpan | None:
    """Return the span around a position, if there is one."""
    return next((span for span in spans if span.start <= position < span.end), None)


def last_cue(timeline: Timeline, position: int) -> int:
    """Return where the cue begins that is being spoken, or was last; 0 before the first."""
    return max((cue.start for cue in timeline.speech if cue.start <= position), default=0)


def _back(timeline: Timeline, position: int) -> int:
    starts = [step.start for step in timeline.steps if step.start <= position]
    if len(starts) > 1 and position - starts[-1] < EARLY:
        return starts[-2]
    return starts[-1] if starts else 0
