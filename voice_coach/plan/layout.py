"""Slots to a timeline: everything gets its frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from voice_coach.plan.durations import (
    BREATH,
    CHIME_ROOM,
    CLEAR,
    TICK_LENGTH,
    LineLengths,
    duration,
    room,
)
from voice_coach.plan.reminders import Placement, place_reminders
from voice_coach.plan.silence import fill_silences
from voice_coach.plan.slots import (
    BedEdge,
    BreathSlot,
    ChimeSlot,
    HoldSlot,
    PauseSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.plan.timeline import (
    ChimeEvent,
    HoldSpan,
    Line,
    Sound,
    SpeechEvent,
    StepMark,
    Timeline,
)
from voice_coach.script.terms import Side


@dataclass(slots=True)
class _Cursor:
    """Where the next slot goes, and what was placed so far."""

    factor: float
    lengths: LineLengths
    at: int = 0
    speech: list[SpeechEvent] = field(default_factory=list)
    chimes: list[ChimeEvent] = field(default_factory=list)
    steps: list[StepMark] = field(default_factory=list)
    holds: list[HoldSpan] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    bed: tuple[int, int] = (0, 0)

    def say(self, start: int, line: Line | None, side: Side | None) -> None:
        if line:
            self.speech.append(SpeechEvent(start, self.lengths[line], line, side))

    def chime(self, start: int, chime: ChimeSlot) -> None:
        length = CHIME_ROOM[chime.sound] - CLEAR
        self.chimes.append(ChimeEvent(start, length, chime.sound, chime.side, chime.file))


class Layout(Struct, frozen=True):
    """A session in time, and how it came about."""

    timeline: Timeline
    placements: tuple[Placement, ...]
    """How each reminder found its place."""
    placed: tuple[tuple[int, Slot], ...]
    """Each slot with its first frame."""


def lay_out(slots: Sequence[Slot], factor: float, lengths: LineLengths) -> Layout:
    """Return a session laid out in time.

    Args:
        slots: the session in order.
        factor: what holds are stretched by, within their bounds.
        lengths: of every line in `lines(slots)`, in frames.
    """
    cursor = _Cursor(factor, lengths)
    placed: list[tuple[int, Slot]] = []
    for slot in slots:
        placed.append((cursor.at, slot))
        _PLACE[type(slot)](cursor, slot)
        cursor.at += duration(slot, factor, lengths)
    layout = Timeline(
        cursor.at,
        tuple(sorted(cursor.speech, key=lambda e: e.start)),
        tuple(sorted(cursor.chimes, key=lambda e: e.start)),
        tuple(cursor.steps),
        tuple(cursor.holds),
        cursor.bed,
    )
    return Layout(fill_silences(layout), tuple(cursor.placements), tuple(placed))


def _speak(cursor: _Cursor, slot: SpeechSlot) -> None:
    cursor.say(cursor.at, slot.line, slot.side)


def _nothing(cursor: _Cursor, slot: PauseSlot) -> None:
    pass


def _chime(cursor: _Cursor, slot: ChimeSlot) -> None:
    cursor.chime(cursor.at, slot)


def _breath(cursor: _Cursor, slot: BreathSlot) -> None:
    whole = slot.length_in + slot.length_out
    tones = (Sound.BREATHE_IN, Sound.BREATHE_OUT)
    for index in range(slot.times):
        beat = cursor.at + index * whole
        for line, tone, start, length in zip(
            BREATH,
            tones,
            (beat, beat + slot.length_in),
            (slot.length_in, slot.length_out),
            strict=True,
        ):
            cursor.say(start, line, slot.side)
            cursor.chimes.append(ChimeEvent(start, length, tone, slot.side))


def _hold(cursor: _Cursor, slot: HoldSlot) -> None:
    length = duration(slot, cursor.factor, cursor.lengths)
    chime = CHIME_ROOM[slot.chime.sound] if slot.chime else 0
    if slot.chime:
        cursor.chime(cursor.at, slot.chime)
    words = slot.speak.line if slot.speak else None
    cursor.say(cursor.at + chime, words, slot.side)
    free = chime + (room(slot.speak, cursor.lengths) if slot.speak else 0)
    placements = place_reminders(slot, length, free, lambda speak: room(speak, cursor.lengths))
    for one in placements:
        if one.start is not None:
            cursor.say(cursor.at + one.start, one.reminder.speak.line, slot.side)
    cursor.placements += placements
    cursor.holds.append(HoldSpan(cursor.at, length, slot.side))
    _ticks(cursor, slot, length, free + CLEAR)


def _ticks(cursor: _Cursor, slot: HoldSlot, length: int, first: int) -> None:
    """Tick on the hold's own beat, but never into speech."""
    if not slot.stroke:
        return
    words = [(s.start - CLEAR, s.end + CLEAR) for s in cursor.speech if s.end > cursor.at]
    for beat in range(cursor.at, cursor.at + length - TICK_LENGTH, slot.stroke):
        clear = all(beat + TICK_LENGTH <= start or beat >= end for start, end in words)
        if beat >= cursor.at + first and clear:
            cursor.chimes.append(ChimeEvent(beat, TICK_LENGTH, Sound.TICK, slot.side))


def _step(cursor: _Cursor, slot: StepStart) -> None:
    cursor.steps.append(StepMark(cursor.at, slot.title, slot.technique, slot.side))


def _bed(cursor: _Cursor, slot: BedEdge) -> None:
    first, _ = cursor.bed
    cursor.bed = (cursor.at, cursor.at) if slot.on else (first, cursor.at)


_PLACE: dict[type, Callable[[_Cursor, Any], None]] = {
    SpeechSlot: _speak,
    PauseSlot: _nothing,
    ChimeSlot: _chime,
    BreathSlot: _breath,
    HoldSlot: _hold,
    StepStart: _step,
    BedEdge: _bed,
}
