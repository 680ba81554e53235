"""`coach new`, `preview` and `check`: a script of one's own."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from voice_coach import resources
from voice_coach.cli import completion
from voice_coach.cli.options import mix_options, output_options, session_options
from voice_coach.cli.text import json_option, message, speaking, tell
from voice_coach.errors import CoachError, UsageError, printable, why
from voice_coach.library import catalog
from voice_coach.script.terms import Area
from voice_coach.session.spec import OutputSpec, SessionSpec
from voice_coach.units import format_clock, seconds

if TYPE_CHECKING:
    from voice_coach.check.report import CheckReport

_LONGEST = 60
"""Characters of a name."""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"Your library folder {folder} cannot be made: {why(fault)}."
        raise CoachError(message) from None


@click.command("new")
@click.argument("words", nargs=-1, metavar="[NAME]")
def new_command(words: tuple[str, ...]) -> None:
    """Write a starter script to your library folder.

    NAME is its name or title; a part of the body in the title is used as its area. `coach list`,
    `play` and `export` then find it by name.

    \b
    coach new tired hands
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    from voice_coach.atomic import atomic_write, check_ours
    from voice_coach.script.schema import FILE
    from voice_coach.script.starter import SCHEMA_NAME, starter

    folder = catalog.user_folder()
    title = " ".join(" ".join(words).split()).removesuffix(catalog.SUFFIX) or _untaken(folder)
    name = slug_of(title)
    shown = title if " " in title else title.replace("-", " ")
    _make(folder)
    path = folder / f"{name}{catalog.SUFFIX}"
    check_ours(folder / SCHEMA_NAME, lambda data: b'"title": "voice-coach script' in data)
    with atomic_write(path, clobber=False) as file:
        file.write(starter(shown[0].upper() + shown[1:], area_of(shown)).encode())
    with atomic_write(folder / SCHEMA_NAME) as file:
        file.write(FILE.read_bytes())
    click.echo(f"{path}\nEdit it, and hear each change: coach preview {name}")
    click.echo(f"Then: coach check {name}, coach play {name}")


def slug_of(title: str) -> str:
    """Return the name of a script by its title.

    Raises:
        UsageError: no name can be made of it.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[ '-]+", "-", plain).strip("-")
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > _LONGEST:
        remedy = "use letters, digits and spaces, as in my-neck"
        raise UsageError(f'"{printable(title[:80])}" cannot be a file name: {remedy}.')
    return name


def area_of(title: str) -> str:
    """Return the part of the body that a title speaks of; shoulders, as the starter does."""
    from voice_coach.script.language import AREAS

    known = {area.value: area.value for area in Area} | AREAS
    words = re.findall(r"[a-z]+", title.lower())
    return next((known[word] for word in words if word in known), Area.SHOULDERS.value)


def _untaken(folder: Path) -> str:
    names = ("my session", *(f"my session {number}" for number in range(2, 1000)))
    return next(one for one in names if not (folder / f"{slug_of(one)}{catalog.SUFFIX}").exists())


@click.command("preview")
@click.argument("names", metavar="FILE", callback=lambda context, param, name: (name,))
@output_options()
@click.option(
    "--from", "start", default="", metavar="STEP|TIME", help="Where to begin: 3, or 4:30."
)
@session_options
@mix_options
def preview_command(spec: SessionSpec, output: OutputSpec, start: str) -> None:
    """Play a script while you write it: each time you save FILE, it plays from the changed line.

    Errors are reported and the session goes on. q ends it.

    \b
    coach preview my-shoulders
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import open_session
    from voice_coach.session.rehearsal import rehearse

    (path,) = (catalog.find(name, spec.variant) for name in spec.names)
    if not path.is_file():
        raise UsageError(f"{path} is not a file; name a script.")
    played = replace(as_played(spec), names=(str(path),), output=output, start=start, variant="")
    with speaking() as progress:
        session = open_session(played, progress)
    tell(session.narrator.note)
    rehearse(session, Path(path))


@click.command("check")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--cues", is_flag=True, help="Show how long each cue takes in the voice.")
@json_option
@session_options
def check_command(spec: SessionSpec, strict: bool, cues: bool, as_json: bool) -> None:
    """Check scripts, by name or file; without names, the whole library.

    Exit code 3: something is wrong.
    """
    from voice_coach.check.report import Checker
    from voice_coach.session.open import Session

    narrator = Session(spec).narrator
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
    from voice_coach.check.measures import measured

    for problem in one.problems:
        click.echo(message(printable(str(problem))))
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
