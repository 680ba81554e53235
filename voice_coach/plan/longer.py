"""What "longer" does: time put into a hold, with everything after it moved and in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from voice_coach.plan.layout import ticks
from voice_coach.plan.timeline import (
    ChimeEvent,
    HoldSpan,
    ReadySpan,
    Sound,
    SpeechEvent,
    StepMark,
    Timeline,
)

_Event = TypeVar("_Event", SpeechEvent, ChimeEvent, StepMark, ReadySpan)


def longer(timeline: Timeline, frame: int, extra: int) -> Timeline:
    """Return a timeline with `extra` frames put into the hold at `frame`.

    What the hold says near its end stays near its end; what it says before stays where it is.
    Ticks go on, on their beat. Outside of holds, and where the end was announced already, the
    time is put in at `frame`, or after what sounds there. Sounds that fill silences and have
    not begun are left out: `fill_silences` puts them where they belong now.

    Args:
        timeline: a session; what begins before `frame` stays where it is.
        frame: where the listener is.
        extra: frames to put in.
    """
    hold = next((h for h in timeline.holds if h.start <= frame < h.end), None)
    # Time goes in before the tail, or the last reminders would come too early; and never into the
    # middle of a sound, or its rest would be heard again after the gap.
    wanted = max(frame, hold.end - hold.tail) if hold else frame
    lasting = [e for e in timeline.sounding if not _filler(e, frame) and not _tick(e, hold)]
    at = max([wanted, *(e.end for e in lasting if e.start < wanted < e.end)])
    chimes = [e for e in timeline.chimes if not _filler(e, frame)]
    first, last = timeline.bed
    grown = Timeline(
        timeline.length + extra,
        _later(timeline.speech, at, extra),
        _later(chimes, at, extra),
        _later(timeline.steps, at, extra),
        tuple(_grown(each, at, extra) for each in timeline.holds),
        (first + extra if first >= at else first, last + extra if last >= at else last),
        _later(timeline.readies, at, extra),
        timeline.safety_end + extra if timeline.safety_end > at else timeline.safety_end,
    )
    return _ticking_on(grown, timeline, hold, extra) if hold and hold.stroke else grown


def _ticking_on(grown: Timeline, before: Timeline, hold: HoldSpan, extra: int) -> Timeline:
    """Put a hold's ticks on the beat they had, to its new end."""
    new = replace(hold, length=hold.length + extra)
    old = [e for e in before.chimes if _tick(e, hold)]
    others = [e for e in grown.chimes if not _tick(e, new)]
    beats = ticks(new, old[0].start, grown.speech) if old else []
    return replace(grown, chimes=tuple(sorted([*others, *beats], key=lambda e: e.start)))


def _tick(event: SpeechEvent | ChimeEvent, hold: HoldSpan | None) -> bool:
    """Return whether an event is a tick of a hold."""
    match event:
        case ChimeEvent(sound=Sound.TICK):
            return hold is not None and hold.start <= event.start < hold.end
        case _:
            return False


def _filler(event: SpeechEvent | ChimeEvent, frame: int) -> bool:
    """Return whether an event fills a silence and has not begun at `frame`."""
    match event:
        case ChimeEvent(sound=Sound.STILL | Sound.WAKE):
            return event.start > frame
        case _:
            return False


def _later(events: Iterable[_Event], at: int, extra: int) -> tuple[_Event, ...]:
    return tuple(replace(e, start=e.start + extra) if e.start >= at else e for e in events)


def _grown(hold: HoldSpan, at: int, extra: int) -> HoldSpan:
    """Return a hold with the time in it, after it, or before it."""
    if hold.start < at <= hold.end:
        return replace(hold, length=hold.length + extra)
    return replace(hold, start=hold.start + extra) if hold.start >= at else hold
