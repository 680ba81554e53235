"""Moments to a timeline: everything gets its frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from voice_coach.plan.moments import Bed, Breath, Mark, Moment, Rest, Ring, Speak, Stay
from voice_coach.plan.remind import Fit, fit
from voice_coach.plan.silence import filled
from voice_coach.plan.slots import BREATH, CLEAR, RING, TICK, Lengths, room, slot
from voice_coach.plan.timeline import HoldSpan, Line, Sound, Spoken, StepMark, Strike, Timeline
from voice_coach.script.terms import Side


@dataclass(slots=True)
class _Cursor:
    """Where the next moment goes, and what was placed so far."""

    factor: float
    lengths: Lengths
    at: int = 0
    spoken: list[Spoken] = field(default_factory=list)
    strikes: list[Strike] = field(default_factory=list)
    steps: list[StepMark] = field(default_factory=list)
    holds: list[HoldSpan] = field(default_factory=list)
    fits: list[Fit] = field(default_factory=list)
    bed: tuple[int, int] = (0, 0)

    def say(self, start: int, line: Line | None, side: Side | None) -> None:
        if line:
            self.spoken.append(Spoken(start, self.lengths[line], line, side))

    def ring(self, start: int, ring: Ring) -> None:
        length = RING[ring.sound] - CLEAR
        self.strikes.append(Strike(start, length, ring.sound, ring.side, ring.file))


class Laid(Struct, frozen=True):
    """A session in time, and how it came about."""

    timeline: Timeline
    fits: tuple[Fit, ...]
    """How each reminder found its place."""
    placed: tuple[tuple[int, Moment], ...]
    """Each moment with its first frame."""


def lay(moments: Sequence[Moment], factor: float, lengths: Lengths) -> Laid:
    """Return a session laid out in time.

    Args:
        moments: the session in order.
        factor: what holds are stretched by, within their bounds.
        lengths: of every line in `lines(moments)`, in frames.
    """
    cursor = _Cursor(factor, lengths)
    placed: list[tuple[int, Moment]] = []
    for moment in moments:
        placed.append((cursor.at, moment))
        _PLACE[type(moment)](cursor, moment)
        cursor.at += slot(moment, factor, lengths)
    laid = Timeline(
        cursor.at,
        tuple(sorted(cursor.spoken, key=lambda e: e.start)),
        tuple(sorted(cursor.strikes, key=lambda e: e.start)),
        tuple(cursor.steps),
        tuple(cursor.holds),
        cursor.bed,
    )
    return Laid(filled(laid), tuple(cursor.fits), tuple(placed))


def _speak(cursor: _Cursor, moment: Speak) -> None:
    cursor.say(cursor.at, moment.line, moment.side)


def _nothing(cursor: _Cursor, moment: Rest) -> None:
    pass


def _ring(cursor: _Cursor, moment: Ring) -> None:
    cursor.ring(cursor.at, moment)


def _breath(cursor: _Cursor, moment: Breath) -> None:
    whole = moment.length_in + moment.length_out
    tones = (Sound.BREATHE_IN, Sound.BREATHE_OUT)
    for index in range(moment.times):
        beat = cursor.at + index * whole
        for line, tone, start, length in zip(
            BREATH,
            tones,
            (beat, beat + moment.length_in),
            (moment.length_in, moment.length_out),
            strict=True,
        ):
            cursor.say(start, line, moment.side)
            cursor.strikes.append(Strike(start, length, tone, moment.side))


def _stay(cursor: _Cursor, moment: Stay) -> None:
    length = slot(moment, cursor.factor, cursor.lengths)
    ring = RING[moment.ring.sound] if moment.ring else 0
    if moment.ring:
        cursor.ring(cursor.at, moment.ring)
    words = moment.speak.line if moment.speak else None
    cursor.say(cursor.at + ring, words, moment.side)
    free = ring + (room(moment.speak, cursor.lengths) if moment.speak else 0)
    fits = fit(moment, length, free, lambda speak: room(speak, cursor.lengths))
    for one in fits:
        if one.start is not None:
            cursor.say(cursor.at + one.start, one.remind.speak.line, moment.side)
    cursor.fits += fits
    cursor.holds.append(HoldSpan(cursor.at, length, moment.side))
    _ticks(cursor, moment, length, free + CLEAR)


def _ticks(cursor: _Cursor, moment: Stay, length: int, first: int) -> None:
    """Tick on the hold's own beat, but never into speech."""
    if not moment.stroke:
        return
    words = [(s.start - CLEAR, s.end + CLEAR) for s in cursor.spoken if s.end > cursor.at]
    for beat in range(cursor.at, cursor.at + length - TICK, moment.stroke):
        clear = all(beat + TICK <= start or beat >= end for start, end in words)
        if beat >= cursor.at + first and clear:
            cursor.strikes.append(Strike(beat, TICK, Sound.TICK, moment.side))


def _mark(cursor: _Cursor, moment: Mark) -> None:
    cursor.steps.append(StepMark(cursor.at, moment.title, moment.technique, moment.side))


def _bed(cursor: _Cursor, moment: Bed) -> None:
    first, _ = cursor.bed
    cursor.bed = (cursor.at, cursor.at) if moment.on else (first, cursor.at)


_PLACE: dict[type, Callable[[_Cursor, Any], None]] = {
    Speak: _speak,
    Rest: _nothing,
    Ring: _ring,
    Breath: _breath,
    Stay: _stay,
    Mark: _mark,
    Bed: _bed,
}
