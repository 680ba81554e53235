"""`coach show`: what a session is, before anyone starts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from voice_coach.atomic import atomic_write
from voice_coach.cli import completion
from voice_coach.cli.names import meant_by
from voice_coach.cli.options import session_options
from voice_coach.cli.text import heading, items, show, wrapped
from voice_coach.errors import UsageError, printable
from voice_coach.library import catalog
from voice_coach.plan import safety
from voice_coach.plan.phrases import risk_words
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import SpeechEvent, StepMark, Timeline
from voice_coach.script.model import Heading, Technique
from voice_coach.script.terms import Area
from voice_coach.session.open import Session
from voice_coach.session.spec import SessionSpec
from voice_coach.units import format_clock, seconds


@click.command("show")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option("--words", "with_words", is_flag=True, help="Its steps: every word, and its time.")
@click.option("--all", "every", is_flag=True, help="All: when to get help, sources, every word.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option(
    "--timeline",
    "picture",
    default="",
    metavar="FILE.svg|.png|-",
    help="Draw speech, holds and chimes over time instead; - draws in the terminal.",
)
@session_options
def show_command(
    spec: SessionSpec, with_words: bool, every: bool, as_json: bool, picture: str
) -> None:
    """Show a session: what it is and needs, who should not do it, when to stop.

    NAMES are sessions, paths of scripts, or words for one.
    """
    plan, exact = Session(meant_by(spec)).outline()
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
    from voice_coach.picture.timeline import timeline_strip, timeline_svg

    if target == "-":
        width = shutil.get_terminal_size().columns
        for line in timeline_strip(plan.timeline, width):
            click.echo(line)
        return
    path = Path(target)
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f'"{printable(path.name)}": end the name in .svg or .png, or say -.')
    from voice_coach.picture.raster import rasterize

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
        "variants": sorted(catalog.variants(heading.slug)),
        "cautions": [*risk_words(heading.risks), *(say.text for say in heading.cautions)],
        "not_for": heading.not_for,
        "stop_at": heading.stop_at,
        "sources": heading.sources,
    }


_LABEL = 10
"""Columns in which the labels stand."""


def brief(plan: Plan) -> Iterator[str]:
    """Yield what fits on one screen: what, how long, needs, who should not, when to stop."""
    parts = plan.program.techniques
    heads = [part.heading for part in parts]
    yield from _title(plan)
    yield from _what(plan)
    yield from _labelled("Position", heads[0].position if len(heads) == 1 else "")
    yield from _labelled("You need", _needs(heads))
    yield from _labelled("Pressure", _pressures(parts))
    yield from _labelled("Take care", " ".join(_cautions(heads)))
    if len(heads) == 1:  # a routine's cautions tell it in fewer words
        yield from _labelled("Not for", "; ".join(heads[0].not_for))
    stop_at = _each([*(head.stop_at for head in heads), safety.STOP_AT])
    yield from _labelled("Stop at", "; ".join(stop_at))
    for variant in _variants(heads):
        yield from _labelled("Also", variant)
    name = plan.program.slug or "NAME"
    yield from wrapped(safety.REVIEW)
    yield from wrapped(f"Who else should not, and when to get help: coach show {name} --all")


def _what(plan: Plan) -> Iterator[str]:
    titles = [part.heading.title for part in plan.program.techniques]
    if len(titles) == 1:
        yield from wrapped(plan.program.techniques[0].heading.summary)
    else:
        yield from wrapped(f"One after another: {', '.join(titles)}.")


def everything(plan: Plan, *, exact: bool) -> Iterator[str]:
    """Yield all there is to know: each technique, the safety texts, every word."""
    yield from _title(plan)
    for part in plan.program.techniques:
        yield from _about(part, named=len(plan.program.techniques) > 1)
    yield from _safety([part.heading for part in plan.program.techniques])
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


def _each(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(item for one in lists for item in one))


def _needs(heads: Sequence[Heading]) -> str:
    return ", ".join(_each(head.needs for head in heads)) or "nothing but your hands"


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
    return "; ".join(f"{', '.join(who)}: {told}" for told, who in named.items() if told)


def _cautions(heads: Sequence[Heading]) -> list[str]:
    risks = risk_words(risk for head in heads for risk in head.risks)
    return list(dict.fromkeys([*risks, *(say.text for head in heads for say in head.cautions)]))


def _variants(heads: Sequence[Heading]) -> Iterator[str]:
    for head in heads:
        for variant in catalog.variants(head.slug):
            yield f"coach play {head.slug} --with {_quoted(variant)}"


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _about(part: Technique, *, named: bool) -> Iterator[str]:
    head = part.heading
    yield ""
    if named:
        yield from heading(head.title)
    yield from wrapped(head.summary)
    yield from wrapped(f"Position: {head.position}", hanging="  ")
    yield from wrapped(f"You need: {_needs([head])}", hanging="  ")
    if part.pressure:
        yield f"Pressure: {_pressure(part)}"
    for label, told in (
        ("Cautions", _cautions([head])),
        ("Not for", head.not_for),
        ("Stop at", head.stop_at),
        ("Source", head.sources),
    ):
        if told:
            yield f"{label}:"
            yield from items(told)
    for variant in _variants([head]):
        yield from wrapped(f"Also: {variant}", hanging="  ")


def _safety(heads: Sequence[Heading]) -> Iterator[str]:
    neck = any(head.area is Area.NECK for head in heads)
    for label, told in safety.groups(neck=neck):
        yield ""
        yield from heading(f"{label}:")
        yield from items(told)
    yield ""
    yield from wrapped(safety.REVIEW)


def _steps(plan: Plan, *, exact: bool) -> Iterator[str]:
    yield from heading("Steps" if exact else "Steps (no voice: times are estimated)")
    for step, spoken in steps(plan.timeline):
        yield from wrapped(f"{format_clock(step.start):>7}  {_step_title(step, plan)}", "", " " * 9)
        for cue in spoken:
            yield from wrapped(cue.line.text, f"{format_clock(cue.start):>15}  ", " " * 17)


def steps(timeline: Timeline) -> Iterator[tuple[StepMark, list[SpeechEvent]]]:
    """Yield each step with what is spoken in it."""
    ends = [step.start for step in timeline.steps[1:]] + [timeline.length]
    for step, end in zip(timeline.steps, ends, strict=True):
        yield step, [cue for cue in timeline.speech if step.start <= cue.start < end]


def _step_title(step: StepMark, plan: Plan) -> str:
    several = len(plan.program.techniques) > 1 and step.technique
    return f"{step.technique}: {step.title}" if several else step.title
