"""`coach show`: what a session is, before anyone starts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click

from voice_coach.atomic import atomic_write
from voice_coach.cli import completion, pages
from voice_coach.cli.names import meant_by
from voice_coach.cli.options import session_options
from voice_coach.cli.text import show
from voice_coach.errors import UsageError, printable
from voice_coach.library import catalog
from voice_coach.picture.raster import rasterize
from voice_coach.picture.timeline import timeline_strip, timeline_svg
from voice_coach.plan import safety
from voice_coach.plan.phrases import risk_words
from voice_coach.plan.planner import Plan
from voice_coach.script.model import Technique
from voice_coach.session.open import outline
from voice_coach.session.spec import SessionSpec
from voice_coach.units import seconds


@click.command("show")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option("--words", "with_words", is_flag=True, help="Its steps: every word, and its time.")
@click.option(
    "--all", "everything", is_flag=True, help="All: when to get help, sources, every word."
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option(
    "--timeline",
    "picture",
    default="",
    metavar="FILE.svg|.png|-",
    help="Draw speech, holds and chimes over time instead; - draws in the terminal.",
)
@session_options
def command(
    spec: SessionSpec, with_words: bool, everything: bool, as_json: bool, picture: str
) -> None:
    """Show a session: what it is and needs, who should not do it, when to stop.

    NAMES are sessions, paths of scripts, or words for one.
    """
    plan, exact = outline(meant_by(spec))
    if picture:
        _draw(plan, picture)
        return
    if as_json:
        click.echo(json.dumps(_as_json(plan, exact=exact), indent=2))
        return
    if everything:
        show(pages.everything(plan, exact=exact))
    elif with_words:
        show(pages.words(plan, exact=exact))
    else:
        for line in pages.brief(plan):
            click.echo(line)


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
            for step, spoken in pages.steps(plan.timeline)
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
        "variants": sorted(catalog.variants(heading.slug)),
        "cautions": [*risk_words(heading.risks), *(say.text for say in heading.cautions)],
        "not_for": heading.not_for,
        "stop_at": heading.stop_at,
        "sources": heading.sources,
    }
