"""Long silences: a soft sound inside them, and a faint swell before the voice returns."""

from __future__ import annotations

from msgspec.structs import replace

from voice_coach.plan.timeline import ChimeEvent, Sound, SpeechEvent, Timeline
from voice_coach.units import frames

LONGEST = frames(25)
"""No listener is left longer without a sound, or they wonder whether it still runs."""
STARTLING = frames(20)
"""Speech after a longer silence is announced by a swell."""
STILL = frames(0.9)
SWELL = frames(0.9)
BEFORE = frames(1.4)
"""From the start of the swell to the first word: 0.5 s of clear silence lie between."""


def fill_silences(timeline: Timeline) -> Timeline:
    """Return the timeline with a sound in each silence over `LONGEST` and swells before speech."""
    chimes = [*timeline.chimes, *_stills(timeline)]
    timeline = _with(timeline, chimes)
    return _with(timeline, [*chimes, *_swells(timeline)])


def silences(timeline: Timeline) -> list[tuple[int, int, SpeechEvent | ChimeEvent | None]]:
    """Return each silence: first frame, first frame after it, and what ends it."""
    found: list[tuple[int, int, SpeechEvent | ChimeEvent | None]] = []
    quiet_from = 0
    for event in timeline.sounding:
        if event.start > quiet_from:
            found.append((quiet_from, event.start, event))
        quiet_from = max(quiet_from, event.end)
    return [*found, (quiet_from, timeline.length, None)]


def _stills(timeline: Timeline) -> list[ChimeEvent]:
    found = []
    for start, end, _ in silences(timeline):
        parts = -(-(end - start) // LONGEST)
        found += [
            ChimeEvent(start + (end - start) * part // parts, STILL, Sound.STILL)
            for part in range(1, parts)
        ]
    return found


def _swells(timeline: Timeline) -> list[ChimeEvent]:
    return [
        ChimeEvent(end - BEFORE, SWELL, Sound.WAKE, event.side)
        for start, end, event in silences(timeline)
        if isinstance(event, SpeechEvent) and end - start >= STARTLING
    ]


def _with(timeline: Timeline, chimes: list[ChimeEvent]) -> Timeline:
    return replace(timeline, chimes=tuple(sorted(chimes, key=lambda e: e.start)))
