"""A session over time as a few lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.plan.timeline import Timeline
from voice_coach.units import format_clock

_LEVELS = " ▁▂▃▄▅▆▇█"
_LABEL = 8


def timeline_strip(timeline: Timeline, width: int = 80) -> list[str]:
    """Return lines of at most `width` letters: speech, holds, chimes and steps over time.

    The height of a bar is the share of its stretch of time; a step is marked where it begins, a
    side by its first letter.
    """
    columns = max(8, width - _LABEL)
    speech = [(event.start, event.length) for event in timeline.speech]
    holds = [(event.start, event.length) for event in timeline.holds]
    rows = {
        "speech": _bars(speech, timeline.length, columns),
        "hold": _bars(holds, timeline.length, columns),
        "chime": _marks([(c.start, "·") for c in timeline.chimes], timeline.length, columns),
        "step": _marks(
            [(s.start, s.side.value[0] if s.side else "|") for s in timeline.steps],
            timeline.length,
            columns,
        ),
    }
    end = format_clock(timeline.length)
    ruler = f"{'':{_LABEL}}0:00{end:>{columns - 4}}"
    return [ruler, *(f"{name:{_LABEL}}{row}".rstrip() for name, row in rows.items())]


def _bars(spans: Iterable[tuple[int, int]], length: int, columns: int) -> str:
    shares = [0.0] * columns
    each = max(length, 1) / columns
    for start, count in spans:
        first, last = int(start / each), min(columns - 1, int((start + count) / each))
        for column in range(first, last + 1):
            inside = min(start + count, (column + 1) * each) - max(start, column * each)
            shares[column] += max(0.0, inside) / each
    return "".join(_LEVELS[min(8, -int(-share * 8 // 1))] for share in shares)


def _marks(marks: Iterable[tuple[int, str]], length: int, columns: int) -> str:
    row = [" "] * columns
    for at, letter in marks:
        row[min(columns - 1, at * columns // max(length, 1))] = letter
    return "".join(row)
