"""`coach help`: the same as `--help`, for who types it the other way round."""

from __future__ import annotations

import click

from voice_coach.errors import UsageError, nearest, printable


@click.command("help")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...]) -> None:
    """Show what there is to type; with COMMAND, what that one does."""
    root = context.find_root()
    shown: click.Context = root
    for name in names:
        shown = _inner(shown, name)
    click.echo(shown.get_help())


def _inner(outer: click.Context, name: str) -> click.Context:
    group = outer.command
    found = group.get_command(outer, name) if isinstance(group, click.Group) else None
    if found is None:
        known = group.list_commands(outer) if isinstance(group, click.Group) else []
        raise UsageError(f'There is no command "{printable(name)}".{nearest(name, known)}')
    return click.Context(found, info_name=name, parent=outer, **found.context_settings)
