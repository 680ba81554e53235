"""The player: turns a transport's moves into sound without a seam.

An output pulls blocks from its own thread; commands come from any other. A move takes effect at
the next pull. What sounded before it fades out under what follows, over `FADE`, so the position
jumps at once and the ear hears no step.

Neither a pull nor a press ever waits for a clip, or raises. Clips are made by `playback.clips`;
where one is late the session stands still at the edge of its cue.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from voice_coach.plan.timeline import Timeline
from voice_coach.playback.crossfade import FADE, RISE, FadeOut, Volume
from voice_coach.playback.prompts import Prompt, Prompts, repeated
from voice_coach.playback.transport import Command, Event, State, Transport, last_cue
from voice_coach.sound.files import Block, Pcm, to_pcm
from voice_coach.sound.mixer import Mixer
from voice_coach.units import frames

PATIENCE = 2.0
"""Seconds of pause after which the last cue is said again."""
LEAD = frames(0.7)
READY_BEAT = frames(5.0)
"""Between two soft sounds while the session waits for the listener."""
LATE_BEAT = frames(4.0)
"""Between two soft sounds while it waits for a clip."""


@dataclass(slots=True)
class Player:
    """Plays one session."""

    mixer: Mixer
    prompts: Prompts
    transport: Transport
    volume: Volume = field(default_factory=Volume)
    clock: Callable[[], float] = time.monotonic
    ended: threading.Event = field(default_factory=threading.Event, init=False)
    jumped: threading.Event = field(default_factory=threading.Event, init=False)
    """Set when other clips than before are wanted soon."""
    fault: Exception | None = field(default=None, init=False)
    """Why the session could not be mixed any more, and ended."""
    pulled_at: float = field(default=0.0, init=False)
    """When the output last asked, by `clock`."""
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False)
    _tail: FadeOut = field(default_factory=FadeOut, init=False)
    _risen: int = field(default=FADE, init=False)
    _idle: int = field(default=0, init=False)
    _lead: int = field(default=0, init=False)
    _waited: int = field(default=0, init=False)
    """Frames since the session stands still for a clip."""
    _beside: Block = field(default_factory=lambda: np.zeros((0, 2), np.float32), init=False)
    """What else would sound where the session stands still for a clip."""
    _paused_at: float = field(default=0.0, init=False)
    _aside: Prompt | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.pulled_at = self.clock()

    def press(self, command: Command, *, touched: bool = False) -> bool:
        """Carry out a command; return whether it had a meaning.

        Each is answered by a soft sound or a few words, except what is heard anyway.

        Args:
            command: what is asked for.
            touched: by a key or a button: where the session waits for the listener, any will do.
        """
        with self._lock:
            before = self.transport
            command = before.meant(command, touched=touched)
            after = before.after(command)
            if after is None or not self.volume.turn(_TURN.get(command, 0)):
                self._answer(None if command is Command.STOP else self.prompts.refusal())
                return False
            if command in (Command.RESUME, Command.TOGGLE):
                after = self._resumed(before, after)
            self._move(after)
            self._answer(self.prompts.answer(command, after, self.volume.percent))
            return True

    def replan(self, timeline: Timeline, horizon: int | None = None) -> None:
        """Go on with a timeline that is the same so far and known further.

        Args:
            timeline: of the session.
            horizon: the first frame of it that is not known yet; None: all of it is.
        """
        with self._lock:
            self.mixer.use(timeline)
            self.mixer.horizon = horizon
            self.transport = replace(self.transport, timeline=timeline)
            self.jumped.set()

    def fail(self, fault: Exception) -> None:
        """End the session: it can not be planned."""
        with self._lock:
            self.fault = self.fault or fault
            self._move(self.transport.on(Event.FAILED))

    def lose(self) -> None:
        """Stand still: the device has gone."""
        with self._lock:
            self._move(self.transport.on(Event.DEVICE_LOST))

    def pull(self, count: int) -> Pcm:
        """Return the next `count` frames; where they can not be mixed the session ends."""
        try:
            with self._lock:
                self.pulled_at = self.clock()
                return self._pulled(count)
        except Exception as fault:
            return self._failed(fault, count)

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

    def _pulled(self, count: int) -> Pcm:
        lead = min(count, self._lead)
        self._lead -= lead
        parts = [self._over(self._quiet(lead))]
        out = np.concatenate([*parts, *self._session(count - lead)])
        self._add_aside(out)
        return to_pcm(out * self.volume.gains(count))

    def _failed(self, fault: Exception, count: int) -> Pcm:
        self.fault = self.fault or fault
        self.transport = self.transport.on(Event.FAILED)
        self.ended.set()
        with contextlib.suppress(Exception):
            return to_pcm(self.mixer.under(self._idle, count))
        return np.zeros((count, 2), np.int16)

    def _resumed(self, before: Transport, after: Transport) -> Transport:
        if after.state is not State.PLAYING:
            return after
        waited = self.clock() - self._paused_at > PATIENCE
        if waited or before.state is State.LOST:
            return after.at(last_cue(after.timeline, after.position))
        return after

    def _move(self, after: Transport) -> None:
        before = self.transport
        moved = after.position != before.position
        jumped = moved or after.state is not before.state
        if jumped and before.state in (State.PLAYING, State.BUFFERING):
            self._cut()
            self._paused_at = self.clock()
        if jumped and after.state is State.PLAYING:
            self._risen = 0
        if after.timeline is not before.timeline:
            self.mixer.use(after.timeline)
        self.transport = after
        if moved:
            self.jumped.set()
        if after.state is State.ENDED:
            self.ended.set()

    def _cut(self) -> None:
        """Let what sounds of the session now fall over the next `FADE` frames."""
        with contextlib.suppress(Exception):  # the next pull meets the same fault, and tells
            if self._aside is not None and self._aside.holds:
                return
            if self.transport.state is State.BUFFERING:
                self._tail.add_falling(_stereo(self._late_beat(FADE)))
            else:
                self._tail.add_falling(self._next(self.transport.position, FADE))

    def _session(self, count: int) -> list[Block]:
        """Return the session's next `count` frames, in parts that follow each other."""
        playing = self.transport.state in (State.PLAYING, State.BUFFERING)
        if not playing or (self._aside is not None and self._aside.holds):
            return [self._over(self._quiet(count))]
        late = self.mixer.late(self.transport.position, count)
        ahead = count if late is None else late - self.transport.position
        parts = [self._over(self._played(ahead))] if ahead else []
        return [*parts, self._over(self._stood(count - ahead))] if count > ahead else parts

    def _played(self, count: int) -> Block:
        if self.transport.state is State.BUFFERING:
            self._take_up()
        out = self._next(self.transport.position, count)
        self._risen = min(FADE, self._risen + count)
        self.transport = self.transport.advanced(count)
        if self.transport.state is State.ENDED:
            self.ended.set()
        return out

    def _stood(self, count: int) -> Block:
        """Return frames in which the session stands still for a clip."""
        if self.transport.state is State.PLAYING:
            self._stand()
        out = self._quiet(count) + _stereo(self._late_beat(count))
        self._waited += count
        return out

    def _stand(self) -> None:
        self._beside = self.mixer.block_at_hand(self.transport.position, FADE)
        if self._risen:
            self._tail.add_falling(self._next(self.transport.position, FADE))
        self._waited = 0
        self.transport = self.transport.on(Event.CLIP_LATE)

    def _take_up(self) -> None:
        """Go on with a clip that has come: whole from its first frame, so nothing may rise.

        Beside it sounds again what fell when the session stood still. That is held back while
        it fades in, or it would begin with a step.
        """
        self._tail.add_falling(_stereo(self._late_beat(FADE)))
        self._tail.add_falling(-self._beside)
        self._risen = FADE
        self.transport = self.transport.on(Event.CLIP_READY)

    def _next(self, position: int, count: int) -> Block:
        out = self.mixer.block_at_hand(position, count)
        self._add_ready_beats(out, position)
        if self._risen < FADE:
            ramp = RISE[self._risen : self._risen + count]
            out[: len(ramp)] *= ramp
        return out

    def _add_ready_beats(self, out: Block, position: int) -> None:
        for span in self.transport.timeline.readies:
            first, last = max(position, span.start), min(position + len(out), span.end)
            if first < last:
                beats = repeated(self.prompts.still, READY_BEAT, first - span.start, last - first)
                out[first - position : last - position] += beats[:, None]

    def _late_beat(self, count: int) -> Block:
        return repeated(self.prompts.still, LATE_BEAT, self._waited + LATE_BEAT // 2, count)

    def _quiet(self, count: int) -> Block:
        self._idle += count
        return self.mixer.under(self._idle, count)

    def _over(self, out: Block) -> Block:
        self._tail.mix_into(out)
        return out

    def _answer(self, aside: Prompt | None) -> None:
        if aside is None:
            return
        if aside.holds and self.transport.state is State.PLAYING:
            self._cut()
            self.transport = self.transport.at(_unsaid(self.transport))
            self._risen = 0
        if self._aside is not None:
            self._tail.add_falling(_stereo(self._aside.take(FADE)))
        self._aside = aside

    def _add_aside(self, out: Block) -> None:
        if self._aside is None:
            return
        part = self._aside.take(len(out))
        out[: len(part)] += part[:, None]
        if self._aside.done:
            self._aside = None


def _stereo(clip: Block) -> Block:
    return np.repeat(clip[:, None], 2, axis=1)


def _unsaid(at: Transport) -> int:
    """Return where to go on after an aside: at the start of a cue that it broke off."""
    broken = [cue.start for cue in at.timeline.speech if cue.start < at.position < cue.end]
    return broken[0] if broken else at.position


_TURN = {Command.LOUDER: 1, Command.SOFTER: -1}
