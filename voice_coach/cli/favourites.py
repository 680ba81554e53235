"""`coach favourites`: sessions to find again at once."""

from __future__ import annotations

import click

from voice_coach.errors import CoachError, UsageError, nearest, printable
from voice_coach.library import catalog, favourites


@click.group("favourites", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List the sessions that you marked, add some, remove some.

    \b
    coach favourites add lower-back neck
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    if context.invoked_subcommand is None:
        _list()


@command.command("add")
@click.argument("names", nargs=-1, required=True)
def _add(names: tuple[str, ...]) -> None:
    """Mark sessions."""
    for name in names:
        catalog.find(name)
        if catalog.is_path(name):
            told = f"copy it to {catalog.user_folder()}, and mark it by its name"
            raise UsageError(f"{printable(name)} is a file; {told}.")
    for name in names:
        favourites.add(name)


@command.command("remove")
@click.argument("names", nargs=-1, required=True)
def _remove(names: tuple[str, ...]) -> None:
    """Take marks away; the sessions stay."""
    for name in names:
        if name not in favourites.names() or not favourites.remove(name):
            hint = nearest(name, favourites.names()) or " See: coach favourites"
            raise UsageError(f'"{printable(name)}" is no favourite.{hint}')


def _list() -> None:
    names = favourites.names()
    if not names:
        click.echo("None yet; mark one: coach favourites add NAME")
    for name in names:
        click.echo(printable(_line(name)))


def _line(name: str) -> str:
    from voice_coach.script.reader import read_heading

    try:
        heading = read_heading(catalog.find(name))
    except CoachError:
        return f"{name:<16} (not in the library any more)"
    seconds = heading.lengths.standard
    return f"{name:<16} {heading.title}{f', {round(seconds / 60)} min' if seconds else ''}"
