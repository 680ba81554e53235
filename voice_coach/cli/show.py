"""`coach show`: what a session is, before anyone starts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from voice_coach.atomic import atomic_write, check_ours
from voice_coach.cli import completion
from voice_coach.cli.ask import meant_by
from voice_coach.cli.options import session_options
from voice_coach.cli.text import heading, items, json_option, show, wrapped
from voice_coach.errors import UsageError, printable
from voice_coach.library import catalog
from voice_coach.plan.leaflet import REVIEW, Leaflet, leaflet, safety_texts
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import Chapter
from voice_coach.script.model import Technique
from voice_coach.script.terms import Area
from voice_coach.session.open import Session
from voice_coach.session.spec import SessionSpec
from voice_coach.units import format_clock, seconds


@click.command("show")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option(
    "--words", "with_words", is_flag=True, help="Its steps, with every word and its time."
)
@click.option(
    "--all", "every", is_flag=True, help="Everything: when to get help, sources, every word."
)
@json_option
@click.option(
    "--timeline",
    "picture",
    default="",
    metavar="FILE.svg|.png|-",
    help="Draw speech, holds and chimes over time; - draws in the terminal.",
)
@session_options
def show_command(
    spec: SessionSpec, with_words: bool, every: bool, as_json: bool, picture: str
) -> None:
    """Show a session: what it is, what you need, who should not do it, when to stop.

    NAMES are sessions, paths of scripts, or words for one.
    """
    if spec.names:
        spec = meant_by(spec)
    else:
        from voice_coach.cli.start import asked_for

        spec = asked_for(spec)
    plan, exact = Session(spec).outline()
    if picture:
        _draw(plan, picture)
        return
    if as_json:
        click.echo(json.dumps(_as_json(plan, exact=exact), indent=2))
        return
    if every:
        show(everything(plan, exact=exact))
    elif with_words:
        show(words(plan, exact=exact))
    else:
        for line in brief(plan):
            click.echo(line)


def _draw(plan: Plan, target: str) -> None:
    from voice_coach.picture.timeline import is_ours, timeline_strip, timeline_svg

    if target == "-":
        width = shutil.get_terminal_size().columns
        for line in timeline_strip(plan.timeline, width):
            click.echo(line)
        return
    path = Path(target)
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f'"{printable(path.name)}": end the name in .svg or .png, or use -.')
    from voice_coach.picture.raster import rasterize

    svg = timeline_svg(plan.timeline, plan.program.title)
    data = svg.encode() if path.suffix.lower() == ".svg" else rasterize(svg)
    check_ours(path, is_ours)
    with atomic_write(path) as file:
        file.write(data)
    click.echo(str(path))


def _as_json(plan: Plan, *, exact: bool) -> dict[str, Any]:
    about, variants = plan.program.leaflet, catalog.variants()
    return {
        "slug": plan.program.slug,
        "title": about.title,
        "summary": about.summary,
        "areas": [area.value for area in about.areas],
        "posture": [posture.value for posture in about.posture],
        **_warnings_json(about),
        "seconds": seconds(plan.timeline.length),
        "exact": exact,
        "techniques": [
            _technique_json(part, sorted(variants.get(part.heading.slug, ())))
            for part in plan.program.techniques
        ],
        "safety": {**{text.name: text.lines for text in about.safety}, "review": REVIEW},
        "steps": [_step_json(chapter) for chapter in plan.timeline.chapters()],
    }


def _warnings_json(about: Leaflet) -> dict[str, Any]:
    return {
        "needs": about.needs,
        "cautions": about.cautions,
        "not_for": about.not_for,
        "stop_at": about.stop_at,
        "sources": about.sources,
    }


def _technique_json(part: Technique, variants: Sequence[str]) -> dict[str, Any]:
    heading, pressure = part.heading, part.pressure
    return {
        "slug": heading.slug,
        "title": heading.title,
        "summary": heading.summary,
        "area": heading.area.value,
        "position": heading.position,
        "pressure": {"aim": pressure.aim, "max": pressure.most} if pressure else None,
        "variants": variants,
        **_warnings_json(leaflet([heading])),
    }


def _step_json(chapter: Chapter) -> dict[str, Any]:
    words = [
        {"start": seconds(cue.start), "seconds": seconds(cue.length), "text": cue.line.text}
        for cue in chapter.speech
    ]
    return {
        "start": seconds(chapter.start),
        "title": chapter.step,
        "technique": chapter.technique,
        "side": chapter.side.value if chapter.side else None,
        "words": words,
    }


_LABEL = 10
"""Columns of the labels."""


def brief(plan: Plan) -> Iterator[str]:
    """Yield the first page: what, how long, needs, who should not, when to stop."""
    about, parts = plan.program.leaflet, plan.program.techniques
    yield from _title(plan)
    yield from wrapped(about.summary)
    if plan.program.heading and len(parts) > 1:
        yield from wrapped(f"One after another: {', '.join(one.heading.title for one in parts)}.")
    yield from _labelled("Position", about.positions[0] if len(about.positions) == 1 else "")
    yield from _labelled("You need", about.needed)
    yield from _labelled("Pressure", _pressures(parts))
    yield from _labelled("Take care", " ".join(about.cautions))
    yield from _labelled("Not for", "; ".join(about.not_for))
    yield from _labelled("Stop at", "; ".join(about.stops))
    variants = catalog.variants()
    for part in parts:
        for command in _variants(part.heading.slug, variants):
            yield from _labelled("Also", command)
    name = plan.program.slug or "NAME"
    yield from wrapped(REVIEW)
    yield from wrapped(f"Who else should not, and when to get help: coach show {name} --all")


def everything(plan: Plan, *, exact: bool) -> Iterator[str]:
    """Yield all there is to know: each script, the safety texts, every word."""
    program, variants = plan.program, catalog.variants()
    yield from _title(plan)
    for head, part in zip(program.headings, program.parts, strict=False):
        if part.routine:
            yield from _about(leaflet([head]), named=len(program.parts) > 1)
    named = len(program.techniques) > 1
    for technique in program.techniques:
        head = technique.heading
        yield from _about(leaflet([head]), named=named, pressure=_pressure(technique))
        for command in _variants(head.slug, variants):
            yield from wrapped(f"Also: {command}", hanging="  ")
    for text in safety_texts(neck=Area.NECK in program.leaflet.areas):
        yield ""
        yield from heading(f"{text.label}:")
        yield from items(text.lines)
    yield ""
    yield from wrapped(REVIEW)
    yield ""
    yield from _steps(plan, exact=exact)


def words(plan: Plan, *, exact: bool) -> Iterator[str]:
    """Yield the steps with every word and its time."""
    yield from _title(plan)
    yield ""
    yield from _steps(plan, exact=exact)


def _title(plan: Plan) -> list[str]:
    return heading(f"{plan.program.title} ({format_clock(plan.timeline.length)})")


def _labelled(label: str, text: str) -> list[str]:
    hanging = " " * _LABEL
    return wrapped(text, f"{label:<{_LABEL}}", hanging) if text else []


def _pressure(part: Technique) -> str:
    pressure = part.pressure
    return f"{pressure.aim} of 10, never over {pressure.most}" if pressure else ""


def _pressures(parts: Sequence[Technique]) -> str:
    """Return the pressure, and of several techniques whose it is."""
    if len(parts) == 1:
        return _pressure(parts[0])
    named: dict[str, list[str]] = {}
    for part in parts:
        named.setdefault(_pressure(part), []).append(part.heading.title)
    return "; ".join(f"{', '.join(who)}: {text}" for text, who in named.items() if text)


def _variants(slug: str, known: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for variant in known.get(slug, ()):
        quoted = f'"{variant}"' if " " in variant else variant
        yield f"coach play {slug} --with {quoted}"


def _about(about: Leaflet, *, named: bool, pressure: str = "") -> Iterator[str]:
    """Yield the leaflet of one script, list by list."""
    yield ""
    if named:
        yield from heading(about.title)
    yield from wrapped(about.summary)
    for position in about.positions:
        yield from wrapped(f"Position: {position}", hanging="  ")
    yield from wrapped(f"You need: {about.needed}", hanging="  ")
    if pressure:
        yield f"Pressure: {pressure}"
    for label, lines in (
        ("Cautions", about.cautions),
        ("Not for", about.not_for),
        ("Stop at", about.stop_at),
        ("Source", about.sources),
    ):
        if lines:
            yield f"{label}:"
            yield from items(lines)


def _steps(plan: Plan, *, exact: bool) -> Iterator[str]:
    yield from heading("Steps" if exact else "Steps (no voice: times are estimated)")
    several = len(plan.program.techniques) > 1
    for chapter in plan.timeline.chapters():
        technique = f"{chapter.technique}: " if several and chapter.technique else ""
        title = f"{format_clock(chapter.start):>7}  {technique}{chapter.step}"
        yield from wrapped(title, "", " " * 9)
        for cue in chapter.speech:
            yield from wrapped(cue.line.text, f"{format_clock(cue.start):>15}  ", " " * 17)
