"""`coach forget`: removes what the program knows about its user."""

from __future__ import annotations

import sys

import click

from voice_coach.errors import UsageError
from voice_coach.session import places


@click.command("forget")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(yes: bool) -> None:
    """Remove what is kept of you: history, favourites, the unfinished session, the log.

    The day when you heard the safety words goes, too: the next session says all of them. Your
    scripts, settings and voices stay.
    """
    found = places.kept()
    if not found:
        click.echo("Nothing is kept of you.")
        return
    for place, count in found:
        click.echo(f"{place.name:<11} {count:>4}  {place.about}\n{'':18}{place.path}")
    if not yes and not _agreed():
        click.echo("Nothing is removed.")
        return
    for place, _ in found:
        places.forget(place)
    click.echo("All of it is removed.")


def _agreed() -> bool:
    try:
        return click.confirm("Remove all of this?", default=False)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError("Nobody is here to say yes; --yes removes without asking.") from None
