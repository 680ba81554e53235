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
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

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


@dataclass(slots=True)
class Mixer:
    """Mixes one timeline."""

    timeline: Timeline
    voice: Callable[[Line], Mono]
    """Makes the clip of a line, as long as the planner counted."""
    bed: Bed | None = None
    lean: float = 0.0
    """How much louder the named side's ear is, in dB; at most 6."""
    _events: list[SpeechEvent | ChimeEvent] = field(init=False)
    _starts: list[int] = field(init=False)
    _longest: int = field(init=False)
    _clips: OrderedDict[object, Future[Mono]] = field(default_factory=OrderedDict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    """Several threads may mix and make clips ahead at the same time."""
    _floor: Block = field(default_factory=_floor, init=False)
    _quiet: Pcm = field(init=False)

    def __post_init__(self) -> None:
        self._quiet = to_pcm(self._floor)
        self.use(self.timeline)

    def use(self, timeline: Timeline) -> None:
        """Mix another timeline from now on; clips are kept."""
        self.timeline = timeline
        self._events = timeline.sounding
        self._starts = [event.start for event in self._events]
        self._longest = max((event.length for event in self._events), default=0)

    def block(self, start: int, count: int) -> Block:
        """Return `count` frames from `start`; beyond the session there is only the floor."""
        out = self.under(start, count)
        if self.bed:
            out += self.bed.block(self.timeline, start, count)
        for event in self._sounding(start, count):
            self._add(out, event, start)
        return out

    def pcm(self, start: int, count: int) -> Pcm:
        """Return the same as 16-bit samples."""
        if self.bed or self._sounding(start, count):
            return to_pcm(self.block(start, count))
        return _tiled(self._quiet, start, count)

    def warm(self, start: int, count: int) -> None:
        """Make the clips of a stretch before they are needed."""
        for event in self._sounding(start, count):
            self._clip(event)

    def under(self, start: int, count: int) -> Block:
        """Return the faint floor alone, as it lies under everything."""
        return np.array(_tiled(self._floor, start, count))

    def _sounding(self, start: int, count: int) -> list[SpeechEvent | ChimeEvent]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, start + count - 1)
        return [event for event in self._events[first:last] if event.end > start]

    def _add(self, out: Block, event: SpeechEvent | ChimeEvent, start: int) -> None:
        clip = self._clip(event)
        first = max(0, event.start - start)
        skip = max(0, start - event.start)
        part = clip[skip : skip + len(out) - first]
        left, right = _gains(event.side, self.lean)
        if isinstance(event, ChimeEvent) and event.gain:
            part = part * np.float32(db_to_gain(event.gain))
        out[first : first + len(part), 0] += part * left
        out[first : first + len(part), 1] += part * right

    def _clip(self, event: SpeechEvent | ChimeEvent) -> Mono:
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

    def _make(self, event: SpeechEvent | ChimeEvent, key: object, clip: Future[Mono]) -> None:
        try:
            clip.set_result(
                self.voice(event.line) if isinstance(event, SpeechEvent) else render_chime(event)
            )
        except BaseException as fault:
            with self._lock:
                self._clips.pop(key, None)
            clip.set_exception(fault)


def _key(event: SpeechEvent | ChimeEvent) -> object:
    """Return what a clip is kept by: equal events sound the same."""
    if isinstance(event, SpeechEvent):
        return event.line
    return event.sound, event.file, event.length


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
