"""`coach check`: everything wrong with scripts, all at once."""

from __future__ import annotations

import json
from typing import Any

import click

from voice_coach import resources
from voice_coach.check.measures import measured
from voice_coach.check.report import Checker, CheckReport
from voice_coach.cli import completion
from voice_coach.cli.options import session_options
from voice_coach.cli.wrapping import wrapped
from voice_coach.errors import printable
from voice_coach.library import catalog
from voice_coach.session.open import narrator_of
from voice_coach.session.spec import SessionSpec
from voice_coach.units import format_clock, seconds


@click.command("check")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--cues", is_flag=True, help="Tell how long each cue takes in the voice.")
@click.option("--json", "as_json", is_flag=True, help="For editors.")
@session_options
def command(spec: SessionSpec, strict: bool, cues: bool, as_json: bool) -> None:
    """Check scripts, by name or file; without names, the whole catalog.

    Ends with 3 where something is wrong.
    """
    narrator = narrator_of(spec)
    paths = [catalog.find(name) for name in spec.names or catalog.entries()]
    checker = Checker(narrator.measure, narrator.silent)
    found = [checker.check(path, spec.narration, spec.length) for path in paths]
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], indent=2))
    else:
        for one in found:
            _show(one, cues=cues)
    wrong = sum(len(one.problems) if strict else one.errors for one in found)
    if wrong:
        raise click.exceptions.Exit(3)


def _show(one: CheckReport, *, cues: bool) -> None:
    for problem in one.problems:
        click.echo(wrapped(printable(str(problem))))
    if one.plan is None:
        return
    if cues:
        for cue in one.plan.timeline.speech:
            click.echo(
                f"{format_clock(cue.start):>8} {seconds(cue.length):6.1f} s  {cue.line.text}"
            )
    of = measured(one.plan)
    shipped = one.path.parent == resources.folder("scripts")
    path = printable(one.path.stem if shipped else str(one.path))
    length, count = format_clock(one.plan.timeline.length), len(one.plan.timeline.speech)
    verdict = "wrong" if one.errors else "ok"
    click.echo(
        f"{path}: {verdict}: {length}, {count} cues, speech {of.speech:.0%}, quiet massage"
        f" {of.quiet:.0%}, first touch {of.first_touch:.0f} s"
    )


def _as_json(one: CheckReport) -> dict[str, Any]:
    spoken = one.plan.timeline.speech if one.plan else ()
    return {
        "file": str(one.path),
        "seconds": seconds(one.plan.timeline.length) if one.plan else None,
        "problems": [
            {
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "severity": "warning" if problem.warning else "error",
                "message": problem.message,
            }
            for problem in one.problems
        ],
        "cues": [
            {"start": seconds(c.start), "seconds": seconds(c.length), "text": c.line.text}
            for c in spoken
        ],
    }
