"""`coach paths`: where everything lies."""

from __future__ import annotations

import json

import click

from voice_coach.session.places import places


@click.command("paths")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:
    """Tell where everything lies that the program keeps; what is not there yet is marked."""
    found = places()
    if as_json:
        rows = [{"name": one.name, "path": str(one.path), "about": one.about} for one in found]
        click.echo(json.dumps(rows, indent=2))
        return
    for one in found:
        there = "" if one.path.exists() else " (not there yet)"
        click.echo(f"{one.name:<11} {one.about}{there}\n{'':12}{one.path}")
