"""Slots to a timeline: everything gets its frame.

One pass places the slots end to end. What needs to see the finished speech is added after it: sounds in
long silences, and the swells before speech that ends one. Ticks are the exception. They belong to
their hold, whose reminders are placed with it, so nothing said later can fall among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

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
from voice_coach.units import frames


@dataclass(slots=True)
class _Cursor:
    """Where the next slot goes, and what has been placed so far."""

    lengths: LineLengths
    at: int = 0
    speech: list[SpeechEvent] = field(default_factory=list)
    chimes: list[ChimeEvent] = field(default_factory=list)
    steps: list[StepMark] = field(default_factory=list)
    holds: list[HoldSpan] = field(default_factory=list)
    readies: list[ReadySpan] = field(default_factory=list)
    bed: tuple[int, int] = (0, 0)
    safety_end: int = 0

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
        cursor.safety_end,
    )
    return Layout(fill_silences(timeline), tuple(placed))


def _place(  # noqa: C901 - a case a kind
    cursor: _Cursor, slot: Slot, length: int
) -> tuple[Placement, ...]:
    match slot:
        case SpeechSlot():
            cursor.say(cursor.at, slot.line, slot.side)
            if slot.completes_safety:
                cursor.safety_end = cursor.at + length
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
    # From the first reminder that counts from the end: "longer" puts time in before it, so that
    # "last time" is still true.
    from_end = [p for p in placements if p.reminder.anchor is Anchor.END]
    tail = max((length - p.start for p in from_end if p.start is not None), default=0)
    hold = HoldSpan(cursor.at, length, slot.side, tail, stroke)
    cursor.holds.append(hold)
    if stroke:
        cursor.chimes += ticks(hold, cursor.at + chime, cursor.speech)
    return tuple(placements)


LONGEST = frames(25)
"""Longest time without a sound: after that, listeners wonder whether it still runs."""
STARTLING = frames(20)
"""Speech after a longer silence is announced by a swell."""
STILL = frames(0.9)
SWELL = frames(0.9)
BEFORE = frames(1.4)
"""From the start of the swell to the first word: 0.5 s of clear silence are between them."""


def fill_silences(timeline: Timeline) -> Timeline:
    """Return the timeline with a sound in each silence over `LONGEST` and swells before speech."""
    stills = []
    for start, end, _ in silences(timeline):
        parts = -(-(end - start) // LONGEST)  # as few as keep each below the limit, equally long
        stills += [
            ChimeEvent(start + (end - start) * part // parts, STILL, Sound.STILL)
            for part in range(1, parts)
        ]
    timeline = _with(timeline, stills)
    # Second, because a sound in a silence leaves a shorter one, which may not need a swell.
    swells = [
        ChimeEvent(end - BEFORE, SWELL, Sound.WAKE, event.side)
        for start, end, event in silences(timeline)
        if isinstance(event, SpeechEvent) and end - start >= STARTLING
    ]
    return _with(timeline, swells)


def silences(timeline: Timeline) -> list[tuple[int, int, SpeechEvent | ChimeEvent | None]]:
    """Return each silence: first frame, first frame after it, and what ends it."""
    found: list[tuple[int, int, SpeechEvent | ChimeEvent | None]] = []
    quiet_from = 0
    for event in timeline.sounding:
        if event.start > quiet_from:
            found.append((quiet_from, event.start, event))
        quiet_from = max(quiet_from, event.end)
    return [*found, (quiet_from, timeline.length, None)]


def _with(timeline: Timeline, added: list[ChimeEvent]) -> Timeline:
    chimes = sorted([*timeline.chimes, *added], key=lambda e: e.start)
    return replace(timeline, chimes=tuple(chimes))


TICK_LENGTH = frames(0.1)
UNDER = -12.0
"""Of a tick while somebody speaks, in dB."""
_CLEAR = frames(0.25)
"""Before and after speech, in which ticks are quieter, too."""


def ticks(hold: HoldSpan, first: int, speech: Iterable[SpeechEvent]) -> list[ChimeEvent]:
    """Return the ticks of a hold from the frame `first` on; each is quieter under speech."""
    words = [e for e in speech if e.end > hold.start - _CLEAR and e.start < hold.end + _CLEAR]
    found = []
    for beat in range(first, hold.end - TICK_LENGTH, hold.stroke):
        under = any(e.start - _CLEAR < beat + TICK_LENGTH and beat < e.end + _CLEAR for e in words)
        gain = UNDER if under else 0.0
        found.append(ChimeEvent(beat, TICK_LENGTH, Sound.TICK, hold.side, gain=gain))
    return found
