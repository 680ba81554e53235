"""`coach list`: what there is."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from voice_coach.errors import CoachError
from voice_coach.script import library
from voice_coach.script.library import Entry
from voice_coach.script.model import Heading


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:
    """List the sessions: name, title, minutes, area."""
    rows = [_row(entry, found) for entry, found in library.headings() if _whole(found)]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    width = max((len(row["slug"]) for row in rows), default=0)
    title = max((len(row["title"]) for row in rows), default=0)
    for row in rows:
        own = "  (your own)" if row["own"] else ""
        minutes = f"{row['minutes']:>3} min" if row["minutes"] else "      -"
        click.echo(
            f"{row['slug']:<{width}}  {row['title']:<{title}}  {minutes}  {row['area']}{own}"
        )


def _whole(found: Heading | CoachError) -> bool:
    if isinstance(found, CoachError):
        print(f"coach: left out: {found}", file=sys.stderr)
    return isinstance(found, Heading)


def _row(entry: Entry, found: Heading | CoachError) -> dict[str, Any]:
    assert isinstance(found, Heading)
    standard = found.lengths.standard
    return {
        "slug": found.slug,
        "title": found.title,
        "minutes": round(standard / 60) if standard else None,
        "area": found.area.value,
        "own": entry.own,
    }
