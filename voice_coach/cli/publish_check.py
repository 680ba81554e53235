"""`coach publish-check`: what would go wrong, or does, where a site is published."""

from __future__ import annotations

from pathlib import Path

import click

from voice_coach.errors import CoachError
from voice_coach.site.check import problems, remarks
from voice_coach.site.spec import checked_url


@click.command("publish-check")
@click.argument("folder", default="public", type=click.Path(path_type=Path))
@click.option("--url", default="", help="Where it is published: asks that host, over the network.")
def command(folder: Path, url: str) -> None:
    """Check the site in FOLDER: links, whole files, sizes; with --url how its host serves it."""
    found = list(problems(folder))
    for remark in remarks(folder):
        click.echo(f"warning: {remark}")
    if url:
        from voice_coach.site.probe import problems_at

        found += problems_at(checked_url(url), folder)
    for problem in found:
        click.echo(problem)
    if found:
        raise CoachError(f"{len(found)} to mend in {url or folder}.")
    click.echo(f"{url or folder}: all is well.")
