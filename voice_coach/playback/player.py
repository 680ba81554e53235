"""The player: turns a transport's moves into sound without a seam.

An output pulls blocks from its own thread; commands come from any other. A move takes effect at
the next pull. What sounded before it fades out under what follows, over `FADE`, so the position
jumps at once and the ear hears no step.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from voice_coach.playback.crossfade import FADE, RISE, FadeOut, Volume
from voice_coach.playback.prompts import Prompt, Prompts
from voice_coach.playback.transport import Command, State, Transport, last_cue
from voice_coach.sound.mixer import Block, Mixer, Pcm, to_pcm
from voice_coach.units import frames

PATIENCE = 2.0
"""Seconds of pause after which the last cue is said again."""
AHEAD = frames(20.0)
LEAD = frames(0.7)


@dataclass(slots=True)
class Player:
    """Plays one session."""

    mixer: Mixer
    feedback: Prompts
    transport: Transport
    volume: Volume = field(default_factory=Volume)
    clock: Callable[[], float] = time.monotonic
    ended: threading.Event = field(default_factory=threading.Event, init=False)
    pulled_at: float = field(default=0.0, init=False)
    """When the output last asked, by `clock`."""
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False)
    _tail: FadeOut = field(default_factory=FadeOut, init=False)
    _risen: int = field(default=FADE, init=False)
    _idle: int = field(default=0, init=False)
    _lead: int = field(default=0, init=False)
    _paused_at: float = field(default=0.0, init=False)
    _aside: Prompt | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.pulled_at = self.clock()

    def press(self, command: Command) -> bool:
        """Carry out a command; return whether it had a meaning.

        Each is answered by a soft sound or a few words, except what is heard anyway.
        """
        wanted = self.transport.after(command)
        if wanted is not None:
            self.warm(wanted.position)
        with self._lock:
            before = self.transport
            after = before.after(command)
            if after is None or not self.volume.turn(_TURN.get(command, 0)):
                self._answer(self.feedback.refusal() if command not in _SILENT else None)
                return False
            if command in (Command.RESUME, Command.REPEAT):
                after = self._resumed(before, after, command)
            self._move(after, command)
            self._answer(self.feedback.answer(command, after))
            return True

    def pull(self, count: int) -> Pcm:
        """Return the next `count` frames."""
        with self._lock:
            self.pulled_at = self.clock()
            lead = min(count, self._lead)
            self._lead -= lead
            out = self._session(count - lead)
            if lead:
                out = np.concatenate((self.mixer.under(self._idle, lead), out))
            self._tail.mix_into(out)
            self._add_aside(out)
            return to_pcm(out * self.volume.gains(count))

    @property
    def finished(self) -> bool:
        """The session was played to its end, not stopped before."""
        return self.transport.position >= self.transport.timeline.length

    def heard(self, latency: int) -> int:
        """Return the frame that sounds now, for an output of that latency, in frames."""
        with self._lock:
            return max(0, self.transport.position - latency)

    def opened(self) -> None:
        """Wait a moment before what comes next: a device that was just opened eats its beginning.

        A session brings its own lead-in; what is taken up in the middle does not.
        """
        with self._lock:
            self._lead = LEAD if self.transport.position else 0

    def warm(self, position: int | None = None) -> None:
        """Make the clips that come next (or from `position`), so that no pull has to wait."""
        start = self.transport.position if position is None else position
        self.mixer.warm(last_cue(self.mixer.timeline, start), AHEAD)

    def _resumed(self, before: Transport, after: Transport, command: Command) -> Transport:
        waited = self.clock() - self._paused_at > PATIENCE
        if command is Command.RESUME and (waited or before.state is State.LOST):
            return after.at(last_cue(after.timeline, after.position))
        return after

    def _move(self, after: Transport, command: Command) -> None:
        before = self.transport
        jumped = after.position != before.position or after.state is not before.state
        if jumped and before.state is State.PLAYING:
            self._cut()
            self._paused_at = self.clock()
        if jumped and after.state is State.PLAYING:
            self._risen = 0
        if after.timeline is not before.timeline:
            self.mixer.use(after.timeline)
        self.transport = after
        if after.state is State.ENDED:
            self.ended.set()

    def _cut(self) -> None:
        """Let what sounds of the session now fall over the next `FADE` frames."""
        if self._aside is None or not self._aside.holds:
            self._tail.add_falling(self._next(self.transport.position, FADE))

    def _session(self, count: int) -> Block:
        playing = self.transport.state is State.PLAYING
        if not playing or (self._aside is not None and self._aside.holds):
            self._idle += count
            return self.mixer.under(self._idle, count)
        out = self._next(self.transport.position, count)
        self._risen = min(FADE, self._risen + count)
        self.transport = self.transport.advanced(count)
        if self.transport.state is State.ENDED:
            self.ended.set()
        return out

    def _next(self, position: int, count: int) -> Block:
        out = self.mixer.block(position, count)
        if self._risen < FADE:
            ramp = RISE[self._risen : self._risen + count]
            out[: len(ramp)] *= ramp
        return out

    def _answer(self, aside: Prompt | None) -> None:
        if aside is None:
            return
        if aside.holds and self.transport.state is State.PLAYING:
            self._cut()
            self.transport = self.transport.at(_unsaid(self.transport))
            self._risen = 0
        if self._aside is not None:
            self._tail.add_falling(np.repeat(self._aside.take(FADE)[:, None], 2, axis=1))
        self._aside = aside

    def _add_aside(self, out: Block) -> None:
        if self._aside is None:
            return
        part = self._aside.take(len(out))
        out[: len(part)] += part[:, None]
        if self._aside.done:
            self._aside = None


def _unsaid(at: Transport) -> int:
    """Return where to go on after an aside: at the start of a cue that it broke off."""
    broken = [cue.start for cue in at.timeline.speech if cue.start < at.position < cue.end]
    return broken[0] if broken else at.position


_TURN = {Command.LOUDER: 1, Command.SOFTER: -1}
_SILENT = frozenset({Command.LOSE, Command.END, Command.STOP})
