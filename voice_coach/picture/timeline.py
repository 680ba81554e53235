"""A session over time as SVG: it runs down the picture, so that a phone shows it whole in width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from voice_coach.picture.raster import MARK
from voice_coach.plan.timeline import Chapter, Timeline
from voice_coach.script.terms import Side
from voice_coach.units import RATE, format_clock

WIDTH = 390
"""Of a phone, in its own pixels."""
_TOP, _FOOT = 84.0, 16.0
_ROW = 19.0
"""Least height of a step: a line of its title."""
_SCALE, _TALLEST = 1.1, 12_000.0
"""Pixels a second where steps are long; the most that the picture grows for short ones."""
_SPEECH, _HOLD, _CHIME, _TEXT = 62, 80, 105, 122
_BAR = 14
_LETTERS = 42
"""Of a title; more would leave the picture."""


_LIGHT = {
    "paper": "#fbfaf7",
    "ink": "#22252a",
    "faint": "#5d6470",
    "line": "#d9d6ce",
    "speech": "#1f6f78",
    "hold": "#d9a441",
    "chime": "#a63d57",
    "left": "#e3ecf7",
    "right": "#f7e8de",
}
_DARK = {
    "paper": "#16181c",
    "ink": "#eceae5",
    "faint": "#a3a9b4",
    "line": "#3a3e46",
    "speech": "#62c1c9",
    "hold": "#b98a33",
    "chime": "#ef8aa2",
    "left": "#1f2c40",
    "right": "#3b2a20",
}


_HEAD = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH}'


def _colors(palette: dict[str, str]) -> str:
    return "".join(f".{name}{{fill:{color}}}" for name, color in palette.items())


_STYLE = (
    "text{font-family:system-ui,'DejaVu Sans',sans-serif;font-size:13px}"
    ".big{font-size:17px;font-weight:600}.small{font-size:11px}"
    f"{_colors(_LIGHT)}@media (prefers-color-scheme:dark){{{_colors(_DARK)}}}"
)


def timeline_svg(timeline: Timeline, title: str) -> str:
    """Return a picture of a session: its steps and sides, and when there is speech, hold or chime.

    Its colours are light or dark, as the viewer prefers.

    Returns:
        A whole SVG document, `WIDTH` pixels wide where nobody scales it.
    """
    # Pixels a frame: as many as let the shortest step hold its title, within reason.
    steps = [chapter.end - chapter.start for chapter in timeline.chapters()]
    needed = _ROW / min(steps) if steps else 0
    down = min(max(_SCALE / RATE, needed), _TALLEST / max(timeline.length, 1))
    height = round(_TOP + timeline.length * down + _FOOT)
    shown = escape(title)
    summary = (
        f"{format_clock(timeline.length)} long: {len(timeline.steps)} steps, "
        f"{len(timeline.speech)} cues, {len(timeline.holds)} holds."
    )
    head = (
        f'{_HEAD} {height}" width="{WIDTH}" height="{height}" role="img" aria-label="{shown}">'
        f"<title>{shown}</title><desc>{summary}</desc><style>{_STYLE}</style>"
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
    )
    parts = (*_legend(shown, timeline), *_steps(timeline, down), *_events(timeline, down))
    return head + "".join(parts) + "</svg>\n"


def is_ours(picture: bytes) -> bool:
    """Return whether a file, SVG or PNG, was drawn here."""
    return picture.startswith(_HEAD.encode()) or MARK in picture[: picture.find(b"IDAT")]


def _legend(title: str, timeline: Timeline) -> Iterator[str]:
    yield _text(12, 26, "big ink", f"{title}, {format_clock(timeline.length)}")
    left = 12
    for name, width in (("speech", 76), ("hold", 62), ("chime", 76)):
        mark = f'<rect class="{name}" x="{left}" y="44" width="12" height="12" rx="2"/>'
        yield mark if name != "chime" else f'<circle class="chime" cx="{left + 6}" cy="50" r="4"/>'
        yield _text(left + 17, 54, "small faint", name)
        left += width
    for side in (Side.LEFT, Side.RIGHT):
        yield f'<rect class="{side.value}" x="{left}" y="42" width="16" height="16"/>'
        yield _text(left + 21, 54, "small faint", f"{side.value} side")
        left += 84


def _steps(timeline: Timeline, down: float) -> Iterator[str]:
    """Yield each step: a ground in the colour of its side, a line, its time and its name."""
    technique = ""
    for step in timeline.chapters():
        y, height = _TOP + step.start * down, (step.end - step.start) * down
        if step.side:
            yield f'<rect class="{step.side.value}" y="{y:.1f}" width="{WIDTH}" height="{height:.1f}"/>'
        yield f'<rect class="line" y="{y:.1f}" width="{WIDTH}" height="1"/>'
        yield _text(52, y + 14, "small faint", format_clock(step.start), "end")
        yield _text(_TEXT, y + 14, "ink", escape(_name(step, technique)))
        technique = step.technique or technique


def _name(step: Chapter, technique: str) -> str:
    """Return a step's title, with its technique where that is a new one."""
    name = step.step
    if step.technique and step.technique != technique:
        name = f"{step.technique}: {step.step}"
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"


def _events(timeline: Timeline, down: float) -> Iterator[str]:
    yield from _bars("hold", _HOLD, [(e.start, e.length) for e in timeline.holds], down)
    yield from _bars("speech", _SPEECH, [(e.start, e.length) for e in timeline.speech], down)
    for chime in timeline.chimes:
        y = _TOP + chime.start * down
        yield f'<circle class="chime" cx="{_CHIME}" cy="{y:.1f}" r="3"/>'


def _bars(name: str, x: int, spans: Sequence[tuple[int, int]], down: float) -> Iterator[str]:
    for start, length in spans:
        y, height = _TOP + start * down, max(1.5, length * down)
        place = f'x="{x}" y="{y:.1f}" width="{_BAR}" height="{height:.1f}"'
        yield f'<rect class="{name}" {place} rx="1.5"/>'


def _text(x: float, y: float, kind: str, words: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


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
        "speech": _bars_strip(speech, timeline.length, columns),
        "hold": _bars_strip(holds, timeline.length, columns),
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


def _bars_strip(spans: Iterable[tuple[int, int]], length: int, columns: int) -> str:
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
