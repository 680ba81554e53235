"""`coach list`: what there is, and what fits."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from voice_coach.cli.types import ClockType
from voice_coach.errors import CoachError, printable
from voice_coach.script import library
from voice_coach.script.library import Entry
from voice_coach.script.model import Heading
from voice_coach.script.terms import Area
from voice_coach.units import frames


@click.command("list")
@click.argument("words", nargs=-1)
@click.option("--area", type=click.Choice([area.value for area in Area]), help="Part of the body.")
@click.option("--needs", help='What you have at hand, such as "ball"; nothing: bare hands.')
@click.option("--max", "most", type=ClockType(), help="How long it may take, such as 10m.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(
    words: tuple[str, ...], area: str | None, needs: str | None, most: float | None, as_json: bool
) -> None:
    """List the sessions: name, title, minutes, area. With WORDS, those that fit, nearest first.

    \b
    coach list stiff neck
    coach list --area back --max 10m
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    known = {heading.slug: (entry, heading) for entry, heading in _readable()}
    every = library.whole({slug: heading for slug, (_, heading) in known.items()})
    fitting = [h for h in every.values() if _fits(h, area, needs, most)]
    warning = ""
    if words:
        from voice_coach.script import advice, search

        warning = advice.advice(" ".join(words))
        fitting = search.found(" ".join(words), fitting)
    rows = [_row(known[h.slug][0], h) for h in fitting]
    if warning:
        click.echo(warning, err=as_json)
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    elif not rows and warning:
        pass
    elif not rows:
        click.echo("Nothing fits; `coach list` shows everything.")
    else:
        for line in _lines(rows) if words else _grouped(rows):
            click.echo(printable(line))


def _readable() -> Iterator[tuple[Entry, Heading]]:
    for entry, found in library.headings():
        if isinstance(found, CoachError):
            print(f"coach: left out: {printable(str(found).splitlines()[0])}", file=sys.stderr)
        else:
            yield entry, found


def _fits(heading: Heading, area: str | None, needs: str | None, most: float | None) -> bool:
    length = heading.lengths.standard
    return (
        (area is None or heading.area.value == area)
        and (needs is None or _has(heading, needs.lower()))
        and (most is None or (length is not None and frames(length) <= frames(most)))
    )


def _has(heading: Heading, wanted: str) -> bool:
    if wanted == "nothing":
        return not heading.needs
    return any(wanted in need.lower() for need in heading.needs)


def _grouped(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of routines first, then of techniques by area."""
    groups = [("Routines", [row for row in rows if row["kind"] == "routine"])]
    single = [row for row in rows if row["kind"] == "technique"]
    groups += [
        (area.value.capitalize(), [r for r in single if r["area"] == area.value]) for area in Area
    ]
    lines = dict(zip((row["slug"] for row in rows), _lines(rows), strict=True))
    filled = [(title, group) for title, group in groups if group]
    for index, (title, group) in enumerate(filled):
        yield from [""] if index else []
        yield title
        yield from (f"  {lines[row['slug']]}" for row in group)


def _lines(rows: Iterable[dict[str, Any]]) -> list[str]:
    rows = list(rows)
    slug, title = (max(len(row[key]) for row in rows) for key in ("slug", "title"))
    return [
        f"{row['slug']:<{slug}}  {row['title']:<{title}}  {_minutes(row)}  {row['area']}{_own(row)}"
        for row in rows
    ]


def _minutes(row: dict[str, Any]) -> str:
    return f"{row['minutes']:>3} min" if row["minutes"] else "      -"


def _own(row: dict[str, Any]) -> str:
    if not row["own"]:
        return ""
    return "  (your own, instead of the shipped one)" if row["shadows"] else "  (your own)"


def _row(entry: Entry, heading: Heading) -> dict[str, Any]:
    standard = heading.lengths.standard
    return {
        "slug": heading.slug,
        "title": heading.title,
        "summary": heading.summary,
        "minutes": round(standard / 60) if standard else None,
        "area": heading.area.value,
        "kind": "routine" if heading.play else "technique",
        "needs": heading.needs,
        "variant_of": heading.variant_of,
        "with": heading.variant,
        "own": entry.own,
        "shadows": entry.shadows,
    }
