"""The mixer: any block of a timeline, in any order, always the same samples.

**Blocks.** A timeline is known before it sounds, so a block of it is a function of its first frame
and its length alone. Nothing is carried from one block to the next: a player may jump, an export may
mix blocks on all processors at once, and both get the same samples wherever blocks begin and end.

**Layers.** A block is a sum of three:

- the *floor*, noise at -70 dBFS, so that a Bluetooth device never hears true silence, falls asleep
  and swallows the next word;
- the *bed* (`sound.bed`), a loop under everything. It is *ducked*: turned down while somebody speaks,
  beginning 0.25 s before the first word, which is possible since all speech is known beforehand;
- the *events*: the clips of spoken lines and of chimes, added where they begin. What is said of one
  side *leans* to the channel of that side: `lean` dB louder there, the power of both unchanged.

**Clips** belong to the mixer's `ClipStore`, and making one takes as long as hundreds of blocks. So
there are two ways to ask. An export calls `block`, which makes what is missing. A player's audio
thread may never wait: it calls `block_at_hand`, in which a clip that is not there is silent. Its loop
asks `late` where to wait until the clip is there, and other threads look for `missing` clips
and `make` them (`playback.clips`).

**Horizon.** A session begins to play while the voice still speaks its later lines. Up to `horizon`
it is planned; `late` lets nobody play past it. `use` hands over the timeline that grew, or changed
because a listener asked for more time; clips are kept, since they depend on no timeline.

**Threads.** Any thread may mix, and any may call `use`: the schedule is replaced as a whole, never
changed. The store has a lock of its own.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from voice_coach.errors import UsageError
from voice_coach.plan.timeline import ChimeEvent, Line, SpeechEvent, Timeline
from voice_coach.script.terms import Side
from voice_coach.sound.bed import Bed
from voice_coach.sound.clips import ClipStore, SoundEvent
from voice_coach.sound.files import Block, Pcm, to_pcm
from voice_coach.sound.spectrum import Mono
from voice_coach.units import db_to_gain, frames

LEVEL = db_to_gain(-70.0)
"""RMS of the noise: a device that gets no true silence does not fall asleep."""
_LENGTH = 1 << 16
_LONGEST = frames(3600)
_Sample = TypeVar("_Sample", bound=np.generic)


def _noise() -> Block:
    """Return white noise: bytes of a hash are as even, and at hand before numpy's generators are."""
    data = hashlib.shake_128(b"floor").digest(_LENGTH * 4)
    values = np.frombuffer(data, "<i2").reshape(_LENGTH, 2)
    return np.asarray(values * np.float32(LEVEL * math.sqrt(3) / 32768), np.float32)


@dataclass(slots=True)
class Floor:
    """The noise, over and over: a block depends on its frame alone."""

    _noise: Block = field(default_factory=_noise, init=False)
    _pcm: Pcm = field(init=False)

    def __post_init__(self) -> None:
        self._pcm = to_pcm(self._noise)

    def block(self, start: int, count: int) -> Block:
        """Return `count` frames from `start`, to write into."""
        return np.array(_tiled(self._noise, start, count))

    def pcm(self, start: int, count: int) -> Pcm:
        """Return the same as 16-bit samples, to read."""
        return _tiled(self._pcm, start, count)


def _tiled(tile: NDArray[_Sample], start: int, count: int) -> NDArray[_Sample]:
    """Return `count` rows of an endlessly repeated tile, a view where that is possible."""
    offset = start % len(tile)
    if offset + count <= len(tile):
        return tile[offset : offset + count]
    rows = np.arange(offset, offset + count) % len(tile)
    return np.asarray(tile[rows])


class _Schedule(NamedTuple):
    """All events in the order in which they begin; replaced as a whole, so no thread sees a half."""

    events: list[SoundEvent]
    starts: list[int]
    longest: int

    def between(self, start: int, count: int) -> list[SoundEvent]:
        """Return the events that sound in a stretch."""
        first = bisect_left(self.starts, start - self.longest)
        last = bisect_right(self.starts, start + count - 1)
        return [event for event in self.events[first:last] if event.end > start]


@dataclass(slots=True)
class Mixer:
    """Mixes one timeline at a time; see the module."""

    timeline: Timeline
    voice: Callable[[Line], Mono]
    """Makes the clip of a line, as long as the planner counted."""
    bed: Bed | None = None
    lean: float = 0.0
    """How much louder the named side's channel is, in dB; at most 6."""
    horizon: int | None = None
    """The first frame that is not planned yet; None: everything is."""
    _schedule: _Schedule = field(init=False)
    clips: ClipStore = field(init=False)
    """The clips of all events, as far as they are ready."""
    _floor: Floor = field(default_factory=Floor, init=False)

    def __post_init__(self) -> None:
        self.clips = ClipStore(self.voice)
        self.use(self.timeline)

    def use(self, timeline: Timeline) -> None:
        """Mix another timeline from now on; clips are kept."""
        events = timeline.sounding
        longest = max((event.length for event in events), default=0)
        self.timeline = timeline
        self._schedule = _Schedule(events, [event.start for event in events], longest)

    def block(self, start: int, count: int) -> Block:
        """Return `count` frames from `start`; beyond the session there is only the floor.

        Raises:
            UsageError: `count` is negative, or over an hour.
            Exception: a clip cannot be made; as the voice raises it.
        """
        _check(count)
        return self._mixed(start, count, self.clips.get)

    def block_at_hand(self, start: int, count: int) -> Block:
        """Return the same without waiting: a clip that is not there is silent."""
        return self._mixed(start, count, self.clips.at_hand)

    def pcm(self, start: int, count: int) -> Pcm:
        """Return `block` as 16-bit samples; raises what that does."""
        _check(count)
        if self.bed or self._schedule.between(start, count):
            return to_pcm(self.block(start, count))
        return self._floor.pcm(start, count)

    def late(self, start: int, count: int) -> int | None:
        """Return the frame of a stretch at which to wait for a clip; None where all are there.

        It is where the late sound begins, or the cue that it would fall into: a cue is not begun
        before everything that sounds along with it is there. A clip that cannot be made is not
        waited for.
        """
        if self.horizon is not None and start + count > self.horizon:
            known = max(0, self.horizon - start)
            late = self._late(start, known) if known else None
            return start + known if late is None else late
        return self._late(start, count)

    def _late(self, start: int, count: int) -> int | None:
        # `edge` is where the cue, or sound on its own, begins that the event belongs to; `spoken`
        # is where the speech so far ends. Events may begin after the stretch and still belong to a
        # cue in it, so the search reaches further by the longest event.
        edge = spoken = start
        for event in self._schedule.between(start, count + self._schedule.longest):
            if event.start >= spoken:
                edge = event.start
            if edge >= start + count:
                return None
            if not self.clips.settled(event):
                return edge
            if isinstance(event, SpeechEvent):
                spoken = max(spoken, event.end)
        return None

    def missing(self, start: int, count: int) -> SoundEvent | None:
        """Return the first event in a stretch whose clip nobody has made or is making."""
        events = self._schedule.between(start, count)
        waiting = (e for e in events if not self.clips.begun(e) and not self.clips.settled(e))
        return next(waiting, None)

    def beginning(self, start: int, count: int) -> list[SoundEvent]:
        """Return the events that begin in a stretch, in that order."""
        return [each for each in self._schedule.between(start, count) if each.start >= start]

    def make(self, event: SoundEvent) -> None:
        """Make the clip of an event and keep it.

        Raises:
            Exception: it cannot be made; as the voice raises it.
        """
        self.clips.get(event)

    def under(self, start: int, count: int) -> Block:
        """Return the floor alone."""
        return self._floor.block(start, count)

    def _mixed(self, start: int, count: int, clip_of: Callable[[SoundEvent], Mono | None]) -> Block:
        out = self.under(start, count)
        if self.bed:
            out += self.bed.block(self.timeline, start, count)
        for event in self._schedule.between(start, count):
            clip = clip_of(event)
            if clip is not None:
                self._add(out, event, clip, start)
        return out

    def _add(self, out: Block, event: SoundEvent, clip: Mono, start: int) -> None:
        first = max(0, event.start - start)
        skip = max(0, start - event.start)
        part = clip[skip : skip + len(out) - first]
        left, right = _gains(event.side, self.lean)
        if isinstance(event, ChimeEvent) and event.gain:
            part = part * np.float32(db_to_gain(event.gain))
        out[first : first + len(part), 0] += part * left
        out[first : first + len(part), 1] += part * right


def _check(count: int) -> None:
    if not 0 <= count <= _LONGEST:
        message = f"A block has up to {_LONGEST:,} frames, an hour; {count:,} were asked for."
        raise UsageError(message)


def _gains(side: Side | None, lean: float) -> tuple[np.float32, np.float32]:
    """Return the gains of left and right: `lean` dB apart, the power of both together unchanged."""
    if side is None or not lean:
        return np.float32(1), np.float32(1)
    ratio = db_to_gain(lean)
    far = float(np.sqrt(2 / (1 + ratio * ratio)))
    near, far_ = np.float32(far * ratio), np.float32(far)
    return (near, far_) if side is Side.LEFT else (far_, near)
