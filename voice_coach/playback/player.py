"""The player: turns a transport's moves into sound without a seam.

How it works
------------
Where a session is and what it does is one immutable value, `Transport`. A command, an event or a
pull replaces it by another one. The position jumps at once, so there is no state "fading", and a
test can compare positions with a plain model. The ear must not hear the jump, though. So whenever
the sound would break off, the player mixes the next `FADE` frames (10 ms) of what was sounding,
lets them fall to nothing, and adds them to whatever comes next (`FadeOut`); what begins in the
middle rises over `FADE` frames (`_risen` counts them). Every block that leaves the player is

    (session or the quiet floor) + the falling tail + a prompt, times the gliding volume

The states are those of `playback.transport`. In sound they differ like this:

    PLAYING         the mixer's frames at the position, which advances by as many
    BUFFERING       floor and a soft beat every 4 s; the position stays at the edge of a late cue
    PAUSED, LOST    the floor alone; the position stays
    ENDED           as PAUSED, and `ended` is set

A prompt ("where am I", the sound of a refusal) is an aside. A short one sounds over the session; a
spoken one `holds` it: the position stays, and a cue that it interrupted is said again.

A stalled session
-----------------
A clip can be late. `Mixer.late` returns the frame where to wait: the start of the cue that the
clip belongs to. The session plays up to that frame and stalls there. What sounds beside the missing
clip (the bed, the end of a chime) fades out. When the clip is there the session goes on at that
same frame. The clip must not rise from silence, or its first consonant would be softened; it starts
near zero by itself. The bed beside it does not, and would come back with a click. So the bed is
subtracted as it falls: with r(t) rising from 0 to 1,

    clip + bed - bed * (1 - r)  =  clip + bed * r

That is the negative block in `_take_up`: the clip at full level, the bed fading in. `_beside` is
kept from the moment of the stall because by the time of the take-up the mixer has the clip, too,
and can no longer give what was beside it alone.

Threads
-------
`pull` runs on the output's own thread, every 50 to 80 ms. `press` and `lose` run on the loop's
thread, `replan` and `fail` on the thread that plans. `_lock` is held by each of them from start to
end, and guards every field whose name begins with an underscore, the volume, and every replacement
of `transport`. Others may read `transport` without the lock: it is immutable, and a reader gets
either the old or the new one. `ended` and `jumped` are events that others wait for.

Nothing done under the lock waits for a clip, a device, a disk or a terminal: clips are made beside
the session by `playback.clips`, and the mixer gives only what is at hand. Neither a pull nor a press
raises: a session that cannot be mixed ends, and the loop raises `fault`.

What is not nice
----------------
A prompt that holds the session is a state which the transport's table does not know. And two
fields (`_risen`, `_beside`) describe the past of the signal, so a new way to stop the sound has to
go through `_cut` or `_stall`; nothing but the test for steps in the signal would notice if it didn't.
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
from voice_coach.playback.transport import (
    LONGER,
    Command,
    Event,
    State,
    Transport,
    last_cue,
    lengthened,
)
from voice_coach.sound.files import Block, Pcm, to_pcm
from voice_coach.sound.mixer import Mixer
from voice_coach.units import frames

PATIENCE = 2.0
"""Seconds of pause after which the last cue is said again."""
LEAD = frames(0.7)
"""Silence after a device was opened in the middle of a session."""
READY_BEAT = frames(5.0)
"""Frames between two soft sounds while the session waits for the listener."""
LATE_BEAT = frames(4.0)
"""Frames between two soft sounds while it waits for a clip."""


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
    """Why the session cannot go on, and has ended."""
    safety_heard: threading.Event = field(default_factory=threading.Event, init=False)
    """Set when the full safety text was played to its end, not skipped."""
    pulled_at: float = field(default=0.0, init=False)
    """When the output last pulled, by `clock`."""
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False)
    _tail: FadeOut = field(default_factory=FadeOut, init=False)
    """What was cut off, and falls away under what follows."""
    _risen: int = field(default=FADE, init=False)
    """How many frames of its rise the session has played; `FADE`: all of them."""
    _idle: int = field(default=0, init=False)
    """Frames of the floor alone so far: where its noise goes on."""
    _lead: int = field(default=0, init=False)
    """Frames of silence still to play before the session goes on."""
    _waited: int = field(default=0, init=False)
    """Frames since the session stalled."""
    _beside: Block = field(default_factory=lambda: np.zeros((0, 2), np.float32), init=False)
    """What sounded beside the missing clip when the session stalled."""
    _paused_at: float = field(default=0.0, init=False)
    """When the session last stopped sounding, by `clock`."""
    _aside: Prompt | None = field(default=None, init=False)
    """The prompt that sounds now."""
    _lengthened: list[int] = field(default_factory=list, init=False)
    """Where "longer" was pressed, in frames: a plan that comes later knows nothing of it."""

    def __post_init__(self) -> None:
        self.pulled_at = self.clock()

    def press(self, command: Command, *, touched: bool = False) -> bool:
        """Carry out a command; return whether it could be.

        Each is answered by a soft sound or a few words, except where the session itself is the answer.

        Args:
            command: what to do.
            touched: it came from a key or a button; where the session waits for the listener, any
                of them means "go on".
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
            if command is Command.LONGER:
                self._lengthened.append(before.position)
                if self.mixer.horizon is not None:
                    self.mixer.horizon += LONGER
            self._move(after)
            self._answer(self.prompts.answer(command, after, self.volume.percent))
            return True

    def replan(self, timeline: Timeline, horizon: int | None = None) -> None:
        """Go on with a timeline that is the same so far and known further.

        Holds that the listener has made longer stay longer.

        Args:
            timeline: the session as planned.
            horizon: the first frame that is not planned yet; None: all of it is.
        """
        with self._lock:
            for position in self._lengthened:
                timeline = lengthened(timeline, position)
            if horizon is not None:
                horizon += LONGER * len(self._lengthened)
            self.mixer.use(timeline)
            self.mixer.horizon = horizon
            self.transport = replace(self.transport, timeline=timeline)
            self.jumped.set()

    def fail(self, fault: Exception) -> None:
        """End the session: it cannot be planned."""
        with self._lock:
            self.fault = self.fault or fault
            self._move(self.transport.on(Event.FAILED))

    def lose(self) -> None:
        """Stop: the device has gone."""
        with self._lock:
            self._move(self.transport.on(Event.DEVICE_LOST))

    def pull(self, count: int) -> Pcm:
        """Return the next `count` frames: int16, shape (count, 2).

        Where they cannot be mixed the session ends, and the floor alone is returned.
        """
        try:
            with self._lock:
                self.pulled_at = self.clock()
                return self._pulled(count)
        except Exception as fault:
            return self._failed(fault, count)

    @property
    def finished(self) -> bool:
        """Whether the session was played to its end, not stopped before."""
        return self.transport.position >= self.transport.timeline.length

    def heard(self, latency: int) -> int:
        """Return the frame that is heard now through an output of that latency, in frames."""
        with self._lock:
            return max(0, self.transport.position - latency)

    def opened(self) -> None:
        """Play a moment of silence first: a device that was just opened swallows its beginning.

        A session begins with a silence of its own; one that is resumed in the middle does not.
        """
        with self._lock:
            self._lead = LEAD if self.transport.position else 0

    def _pulled(self, count: int) -> Pcm:
        lead = min(count, self._lead)
        self._lead -= lead
        out = np.concatenate([self._over(self._quiet(lead)), *self._session(count - lead)])
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
        # After a longer pause, or with a device that may have swallowed its end, a sentence from its
        # middle makes no sense.
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
            self._risen = 0  # it begins in the middle of a sound: let it rise
        if after.timeline is not before.timeline:
            self.mixer.use(after.timeline)
        self.transport = after
        if moved:
            self.jumped.set()
        if after.state is State.ENDED:
            self.ended.set()

    def _cut(self) -> None:
        """Let what sounds of the session now fall over the next `FADE` frames."""
        with contextlib.suppress(Exception):  # the next pull meets the same fault, and reports it
            if self._aside is not None and self._aside.holds:
                return
            if self.transport.state is State.BUFFERING:
                self._tail.add_falling(_stereo(self._late_beat(FADE)))
            else:
                self._tail.add_falling(self._next(self.transport.position, FADE))

    def _session(self, count: int) -> list[Block]:
        """Return the session's next `count` frames, in one or two parts: before a stall and in it."""
        playing = self.transport.state in (State.PLAYING, State.BUFFERING)
        if not playing or (self._aside is not None and self._aside.holds):
            return [self._over(self._quiet(count))]
        late = self.mixer.late(self.transport.position, count)
        ahead = count if late is None else late - self.transport.position
        parts = [self._over(self._played(ahead))] if ahead else []
        return [*parts, self._over(self._stalled(count - ahead))] if count > ahead else parts

    def _played(self, count: int) -> Block:
        if self.transport.state is State.BUFFERING:
            self._take_up()
        out = self._next(self.transport.position, count)
        self._risen = min(FADE, self._risen + count)
        start = self.transport.position
        self.transport = self.transport.advanced(count)
        if start < self.transport.timeline.safety_end <= self.transport.position:
            self.safety_heard.set()
        if self.transport.state is State.ENDED:
            self.ended.set()
        return out

    def _stalled(self, count: int) -> Block:
        """Return frames in which the session waits for a clip."""
        if self.transport.state is State.PLAYING:
            self._stall()
        out = self._quiet(count) + _stereo(self._late_beat(count))
        self._waited += count
        return out

    def _stall(self) -> None:
        # `_beside` now, not at the take-up: by then the mixer has the clip and cannot leave it out.
        self._beside = self.mixer.block_at_hand(self.transport.position, FADE)
        # Nothing has sounded yet if the rise is still at 0: there is nothing to let fall.
        if self._risen:
            self._tail.add_falling(self._next(self.transport.position, FADE))
        self._waited = 0
        self.transport = self.transport.on(Event.CLIP_LATE)

    def _take_up(self) -> None:
        """Go on with a clip that has arrived, at full level from its first frame.

        The negative block lets what sounds beside the clip rise; see "A stalled session" above.
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
    """Return where to go on after an aside: at the start of the cue that it interrupted, if any."""
    broken = [cue.start for cue in at.timeline.speech if cue.start < at.position < cue.end]
    return broken[0] if broken else at.position


_TURN = {Command.LOUDER: 1, Command.SOFTER: -1}
