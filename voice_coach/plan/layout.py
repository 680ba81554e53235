"""Slots to a timeline: everything gets its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from voice_coach.errors import assert_never
from voice_coach.plan.durations import (
    CHIME_ROOM,
    CLEAR,
    LineLengths,
    begun_by,
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
    ReadySlot,
    RestSlot,
    Slot,
    SpeechSlot,
    StepStart,
)
from voice_coach.plan.ticks import ticks
from voice_coach.plan.timeline import (
    ChimeEvent,
    HoldSpan,
    Line,
    ReadySpan,
    Sound,
    SpeechEvent,
    StepMark,
    Timeline,
)
from voice_coach.script.terms import Anchor, Side


@dataclass(slots=True)
class _Cursor:
    """Where the next slot goes, and what was placed so far."""

    lengths: LineLengths
    at: int = 0
    speech: list[SpeechEvent] = field(default_factory=list)
    chimes: list[ChimeEvent] = field(default_factory=list)
    steps: list[StepMark] = field(default_factory=list)
    holds: list[HoldSpan] = field(default_factory=list)
    readies: list[ReadySpan] = field(default_factory=list)
    bed: tuple[int, int] = (0, 0)

    def say(self, start: int, line: Line | None, side: Side | None) -> None:
        if line:
            self.speech.append(SpeechEvent(start, self.lengths[line], line, side))

    def chime(self, start: int, chime: ChimeSlot) -> None:
        length = CHIME_ROOM[chime.sound] - CLEAR
        self.chimes.append(ChimeEvent(start, length, chime.sound, chime.side, chime.file))

    def ready(self, slot: ReadySlot, length: int) -> None:
        # An offer can be answered while it is spoken.
        start = self.speech[-1].start if slot.offer else self.at
        self.readies.append(ReadySpan(start, self.at + length - start, slot.offer))


class Placed(Struct, frozen=True):
    """A slot on the timeline."""

    start: int
    length: int
    slot: Slot
    reminders: tuple[Placement, ...] = ()
    """Of a hold: how each of its reminders found its place."""


class Layout(Struct, frozen=True):
    """A session in time, and how it came about."""

    timeline: Timeline
    placed: tuple[Placed, ...]
    """Each slot, in order."""


def lay_out(slots: Sequence[Slot], factor: float, lengths: LineLengths) -> Layout:
    """Return a session laid out in time.

    Args:
        slots: the session in order.
        factor: what is elastic is stretched by, within its bounds.
        lengths: of every line in `lines(slots)`, in frames.
    """
    cursor = _Cursor(lengths)
    placed: list[Placed] = []
    for slot in slots:
        length = duration(slot, factor, lengths)
        placed.append(Placed(cursor.at, length, slot, _place(cursor, slot, length)))
        cursor.at += length
    timeline = Timeline(
        cursor.at,
        tuple(sorted(cursor.speech, key=lambda e: e.start)),
        tuple(sorted(cursor.chimes, key=lambda e: e.start)),
        tuple(cursor.steps),
        tuple(cursor.holds),
        cursor.bed,
        tuple(cursor.readies),
    )
    return Layout(fill_silences(timeline), tuple(placed))


def _place(  # noqa: C901 - a case a kind
    cursor: _Cursor, slot: Slot, length: int
) -> tuple[Placement, ...]:
    match slot:
        case SpeechSlot():
            cursor.say(cursor.at, slot.line, slot.side)
        case ChimeSlot():
            cursor.chime(cursor.at, slot)
        case BreathSlot():
            _breaths(cursor, slot)
        case HoldSlot():
            return _hold(cursor, slot, length)
        case ReadySlot():
            cursor.ready(slot, length)
        case StepStart():
            mark = StepMark(cursor.at, slot.title, slot.technique, slot.side, slot.kind)
            cursor.steps.append(mark)
        case BedEdge():
            first, _ = cursor.bed
            cursor.bed = (cursor.at, cursor.at) if slot.on else (first, cursor.at)
        case PauseSlot() | RestSlot():
            pass
        case _:
            assert_never(slot)
    return ()


def _breaths(cursor: _Cursor, slot: BreathSlot) -> None:
    start = cursor.at
    for inward, outward in slot.words:
        for line, tone, length in (
            (inward, Sound.BREATHE_IN, slot.length_in),
            (outward, Sound.BREATHE_OUT, slot.length_out),
        ):
            cursor.say(start, line, slot.side)
            cursor.chimes.append(ChimeEvent(start, length, tone, slot.side))
            start += length


def _hold(cursor: _Cursor, slot: HoldSlot, length: int) -> tuple[Placement, ...]:
    chime = CHIME_ROOM[slot.chime.sound] if slot.chime else 0
    if slot.chime:
        cursor.chime(cursor.at, slot.chime)
    cursor.say(cursor.at + chime, slot.speak.line if slot.speak else None, slot.side)
    lengths = cursor.lengths
    free = begun_by(slot, lengths)
    placements = place_reminders(slot, length, free, lambda speak: room(speak, lengths))
    for one in placements:
        if one.start is not None:
            cursor.say(cursor.at + one.start, one.reminder.speak.line, slot.side)
    stroke = slot.stroke if slot.ticks else 0
    hold = HoldSpan(cursor.at, length, slot.side, _tail(placements, length), stroke)
    cursor.holds.append(hold)
    if stroke:
        cursor.chimes += ticks(hold, cursor.at + chime, cursor.speech)
    return tuple(placements)


def _tail(placements: Sequence[Placement], length: int) -> int:
    """Return the frames from a hold's first reminder that is counted from its end to that end."""
    from_end = [p for p in placements if p.reminder.anchor is Anchor.END]
    return max((length - p.start for p in from_end if p.start is not None), default=0)
