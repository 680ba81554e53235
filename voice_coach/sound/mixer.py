"""The mixer: any block of a timeline, in any order, always the same samples."""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from voice_coach.errors import assert_never
from voice_coach.plan.timeline import ChimeEvent, Line, SpeechEvent, Timeline
from voice_coach.script.terms import Side
from voice_coach.sound.bed import Bed
from voice_coach.sound.chimes import render_chime
from voice_coach.sound.spectrum import Mono
from voice_coach.units import db_to_gain

_Sample = TypeVar("_Sample", bound=np.generic)

Block = NDArray[np.float32]
"""Shape (frames, 2): left, right."""
Pcm = NDArray[np.int16]
"""Shape (frames, 2)."""
SoundEvent: TypeAlias = SpeechEvent | ChimeEvent

FLOOR = db_to_gain(-70.0)
"""RMS of the noise under everything: a device that gets no true silence does not fall asleep."""
KEPT = 64
"""Clips held at a time; a longer session makes them again, so memory does not grow."""


def _floor() -> Block:
    """Return white noise: bytes of a hash are as even, and at hand before numpy's generators are."""
    count = 1 << 16
    values = np.frombuffer(hashlib.shake_128(b"floor").digest(count * 4), "<i2").reshape(count, 2)
    return np.asarray(values * np.float32(FLOOR * math.sqrt(3) / 32768), np.float32)


def to_pcm(block: Block) -> Pcm:
    """Return 16-bit samples, rounded; what is beyond full scale is cut."""
    whole = block * np.float32(32767)
    np.rint(whole, out=whole)
    np.clip(whole, -32768, 32767, out=whole)
    return np.asarray(whole, np.int16)


class _Schedule(NamedTuple):
    """What sounds, in the order in which it begins; changed as a whole, so no thread sees a half."""

    events: list[SoundEvent]
    starts: list[int]
    longest: int

    def between(self, start: int, count: int) -> list[SoundEvent]:
        """Return what sounds in a stretch."""
        first = bisect_left(self.starts, start - self.longest)
        last = bisect_right(self.starts, start + count - 1)
        return [event for event in self.events[first:last] if event.end > start]


@dataclass(slots=True)
class Mixer:
    """Mixes one timeline.

    Who writes a file asks for blocks with all in them, and waits. Who plays asks for what is at
    hand, and never waits: clips are made beside it (`missing`, `make`), and `late` tells where to
    stand still for one.
    """

    timeline: Timeline
    voice: Callable[[Line], Mono]
    """Makes the clip of a line, as long as the planner counted."""
    bed: Bed | None = None
    lean: float = 0.0
    """How much louder the named side's ear is, in dB; at most 6."""
    horizon: int | None = None
    """The first frame that is not planned yet; None: all of it is."""
    _schedule: _Schedule = field(init=False)
    _clips: OrderedDict[object, Future[Mono]] = field(default_factory=OrderedDict, init=False)
    _failed: set[tuple[object, int]] = field(default_factory=set, init=False)
    """Clips that could not be made, by key and start: where it comes again, it is tried again."""
    _lock: Lock = field(default_factory=Lock, init=False)
    """Several threads may mix and make clips at the same time. Never held while one is made."""
    _floor: Block = field(default_factory=_floor, init=False)
    _quiet: Pcm = field(init=False)

    def __post_init__(self) -> None:
        self._quiet = to_pcm(self._floor)
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
            Exception: a clip can not be made; as the voice raises it.
        """
        return self._mixed(start, count, self._clip)

    def block_at_hand(self, start: int, count: int) -> Block:
        """Return the same without waiting: a clip that is not there is silent."""
        return self._mixed(start, count, self._clip_at_hand)

    def pcm(self, start: int, count: int) -> Pcm:
        """Return `block` as 16-bit samples."""
        if self.bed or self._schedule.between(start, count):
            return to_pcm(self.block(start, count))
        return _tiled(self._quiet, start, count)

    def late(self, start: int, count: int) -> int | None:
        """Return the frame of a stretch at which to wait for a clip; None where all are there.

        It is where the late sound begins, or the cue that it would fall into: a cue is not begun
        before all that sounds beside it is there. A clip that can not be made is not waited for.
        """
        if self.horizon is not None and start + count > self.horizon:
            known = max(0, self.horizon - start)
            found = self._late(start, known) if known else None
            return start + known if found is None else found
        return self._late(start, count)

    def _late(self, start: int, count: int) -> int | None:
        edge = spoken = start
        for event in self._schedule.between(start, count + self._schedule.longest):
            if event.start >= spoken:
                edge = event.start
            if edge >= start + count:
                return None
            if not self._settled(event):
                return edge
            if isinstance(event, SpeechEvent):
                spoken = max(spoken, event.end)
        return None

    def missing(self, start: int, count: int) -> SoundEvent | None:
        """Return what comes first in a stretch whose clip nobody has made or is making."""
        events = self._schedule.between(start, count)
        return next((e for e in events if not self._begun(e) and not self._settled(e)), None)

    def make(self, event: SoundEvent) -> None:
        """Make the clip of an event and keep it.

        Raises:
            Exception: it can not be made; as the voice raises it.
        """
        self._clip(event)

    def under(self, start: int, count: int) -> Block:
        """Return the faint floor alone, as it lies under everything."""
        return np.array(_tiled(self._floor, start, count))

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

    def _begun(self, event: SoundEvent) -> bool:
        with self._lock:
            return _key(event) in self._clips

    def _settled(self, event: SoundEvent) -> bool:
        """Tell whether nobody needs to wait: the clip is there, or can not be made."""
        there = self._clip_at_hand(event) is not None
        return there or (_key(event), event.start) in self._failed

    def _clip_at_hand(self, event: SoundEvent) -> Mono | None:
        """Return an event's clip if it is there."""
        key = _key(event)
        with self._lock:
            clip = self._clips.get(key)
            if clip is None or not clip.done() or clip.exception() is not None:
                return None
            self._clips.move_to_end(key)
        return clip.result()

    def _clip(self, event: SoundEvent) -> Mono:
        """Return an event's clip; where another thread is at it, wait for that."""
        key = _key(event)
        with self._lock:
            mine = key not in self._clips
            clip = self._clips.setdefault(key, Future())
            self._clips.move_to_end(key)
            if len(self._clips) > KEPT:
                self._clips.popitem(last=False)
        if mine:
            self._make(event, key, clip)
        return clip.result()

    def _make(self, event: SoundEvent, key: object, clip: Future[Mono]) -> None:
        try:
            clip.set_result(self._rendered(event))
        except BaseException as fault:
            with self._lock:
                self._failed.add((key, event.start))
                self._clips.pop(key, None)
            clip.set_exception(fault)

    def _rendered(self, event: SoundEvent) -> Mono:
        match event:
            case SpeechEvent():
                return self.voice(event.line)
            case ChimeEvent():
                return render_chime(event)
            case _:
                assert_never(event)


def _key(event: SoundEvent) -> object:
    """Return what a clip is kept by: equal events sound the same."""
    match event:
        case SpeechEvent():
            return event.line
        case ChimeEvent():
            return event.sound, event.file, event.length
        case _:
            assert_never(event)


def _tiled(tile: NDArray[_Sample], start: int, count: int) -> NDArray[_Sample]:
    """Return `count` rows of an endlessly repeated tile, a view where that is possible."""
    offset = start % len(tile)
    if offset + count <= len(tile):
        return tile[offset : offset + count]
    rows = np.arange(offset, offset + count) % len(tile)
    return np.asarray(tile[rows])


def _gains(side: Side | None, lean: float) -> tuple[np.float32, np.float32]:
    """Return the gains of left and right: `lean` dB apart, the power of both together unchanged."""
    if side is None or not lean:
        return np.float32(1), np.float32(1)
    ratio = db_to_gain(lean)
    far = float(np.sqrt(2 / (1 + ratio * ratio)))
    near, far_ = np.float32(far * ratio), np.float32(far)
    return (near, far_) if side is Side.LEFT else (far_, near)
