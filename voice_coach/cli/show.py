"""`coach show`: what a session is, before anyone starts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from voice_coach.atomic import atomic_write
from voice_coach.cli.options import session_options
from voice_coach.errors import UsageError, printable
from voice_coach.picture.raster import rasterize
from voice_coach.picture.strip import timeline_strip
from voice_coach.picture.timeline import timeline_svg
from voice_coach.plan import safety
from voice_coach.plan.phrases import risk_words
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import SpeechEvent, StepMark, Timeline
from voice_coach.script import library
from voice_coach.script.model import Technique
from voice_coach.script.terms import Area
from voice_coach.session.open import outline
from voice_coach.session.spec import SessionSpec
from voice_coach.units import format_clock, seconds


@click.command("show")
@click.argument("names", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option(
    "--timeline",
    "picture",
    default="",
    metavar="FILE.svg|.png|-",
    help="Draw speech, holds and chimes over time instead; - draws in the terminal.",
)
@session_options
def command(spec: SessionSpec, as_json: bool, picture: str) -> None:
    """Show a session: who should not do it, what you need, its steps and every word."""
    plan, exact = outline(spec)
    if picture:
        _draw(plan, picture)
        return
    if as_json:
        click.echo(json.dumps(_as_json(plan, exact=exact), indent=2))
        return
    for line in _page(plan, exact=exact):
        click.echo(printable(line))


def _draw(plan: Plan, target: str) -> None:
    if target == "-":
        width = shutil.get_terminal_size().columns
        for line in timeline_strip(plan.timeline, width):
            click.echo(line)
        return
    path = Path(target)
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f'"{printable(path.name)}": end the name in .svg or .png, or say -.')
    svg = timeline_svg(plan.timeline, plan.program.title)
    data = svg.encode() if path.suffix.lower() == ".svg" else rasterize(svg)
    with atomic_write(path) as file:
        file.write(data)
    click.echo(str(path))


def _page(plan: Plan, *, exact: bool) -> Iterator[str]:
    yield f"{plan.program.title} ({format_clock(plan.timeline.length)})"
    for part in plan.program.techniques:
        yield from _about(part, named=len(plan.program.techniques) > 1)
    yield from _safety(plan.program.techniques)
    yield ""
    yield "Steps" if exact else "Steps (no voice: times are estimated)"
    for step, spoken in steps(plan.timeline):
        yield f"{format_clock(step.start):>7}  {_step_title(step, plan)}"
        yield from (f"{format_clock(cue.start):>15}  {cue.line.text}" for cue in spoken)


def _about(part: Technique, *, named: bool) -> Iterator[str]:
    heading = part.heading
    yield ""
    if named:
        yield heading.title
    yield heading.summary
    yield f"Position: {heading.position}"
    yield f"You need: {', '.join(heading.needs) or 'nothing but your hands'}"
    if part.pressure:
        yield f"Pressure: {part.pressure.aim} of 10, never over {part.pressure.most}"
    for label, items in (
        ("Cautions", [*risk_words(heading.risks), *(say.text for say in heading.cautions)]),
        ("Not for", heading.not_for),
        ("Stop at", heading.stop_at),
        ("Source", heading.sources),
    ):
        if items:
            yield f"{label}: {'; '.join(items)}"
    for variant in library.variants(heading.slug):
        yield f"Also: coach play {heading.slug} --with {_quoted(variant)}"


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _safety(parts: Iterable[Technique]) -> Iterator[str]:
    neck = any(part.heading.area is Area.NECK for part in parts)
    for label, items in safety.groups(neck=neck):
        yield ""
        yield f"{label}:"
        yield from (f"  - {item}" for item in items)
    yield ""
    yield safety.REVIEW


def steps(timeline: Timeline) -> Iterator[tuple[StepMark, list[SpeechEvent]]]:
    """Yield each step with what is spoken in it."""
    ends = [step.start for step in timeline.steps[1:]] + [timeline.length]
    for step, end in zip(timeline.steps, ends, strict=True):
        yield step, [cue for cue in timeline.speech if step.start <= cue.start < end]


def _step_title(step: StepMark, plan: Plan) -> str:
    several = len(plan.program.techniques) > 1 and step.technique
    return f"{step.technique}: {step.title}" if several else step.title


def _as_json(plan: Plan, *, exact: bool) -> dict[str, Any]:
    return {
        "slug": plan.program.slug,
        "title": plan.program.title,
        "seconds": seconds(plan.timeline.length),
        "exact": exact,
        "techniques": [_technique_json(part) for part in plan.program.techniques],
        "safety": {"stop_at": safety.STOP_AT, "not_for": safety.NOT_FOR, "review": safety.REVIEW},
        "steps": [
            {
                "start": seconds(step.start),
                "title": step.title,
                "technique": step.technique,
                "side": step.side.value if step.side else None,
                "words": [
                    {
                        "start": seconds(cue.start),
                        "seconds": seconds(cue.length),
                        "text": cue.line.text,
                    }
                    for cue in spoken
                ],
            }
            for step, spoken in steps(plan.timeline)
        ],
    }


def _technique_json(part: Technique) -> dict[str, Any]:
    heading, pressure = part.heading, part.pressure
    return {
        "slug": heading.slug,
        "title": heading.title,
        "summary": heading.summary,
        "area": heading.area.value,
        "position": heading.position,
        "needs": heading.needs,
        "pressure": {"aim": pressure.aim, "max": pressure.most} if pressure else None,
        "variants": sorted(library.variants(heading.slug)),
        "cautions": [*risk_words(heading.risks), *(say.text for say in heading.cautions)],
        "not_for": heading.not_for,
        "stop_at": heading.stop_at,
        "sources": heading.sources,
    }
