"""`coach config`: what is chosen for every time, and where each choice comes from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from typing import NamedTuple

import click

from voice_coach import settings
from voice_coach.cli.setting import Setting, saved_form
from voice_coach.cli.text import json_option
from voice_coach.errors import UsageError, printable
from voice_coach.settings import Value


class Row(NamedTuple):
    """One setting and its value."""

    key: str
    value: str
    source: str
    """`default`, the name of the file, or that of an environment variable."""
    about: str


@click.group("config", invoke_without_command=True)
@click.pass_context
def config_command(context: click.Context) -> None:
    """Save your settings: voice, length, sound, device.

    An option on the line wins over the environment (VOICE_COACH_BED=rain), and that over your file.

    \b
    coach config set bed rain
    coach config show
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    if context.invoked_subcommand is None:
        _tell(as_json=False)


@config_command.command("show")
@json_option
def _show(as_json: bool) -> None:
    """Show each setting and where it comes from."""
    _tell(as_json)


@config_command.command("set")
@click.argument("key")
@click.argument("value")
def _set(key: str, value: str) -> None:
    """Set KEY to VALUE, for whenever no option says otherwise."""
    option = options()[settings.known(key)]
    settings.change(saved_form({key: _typed(option, value)}))
    above = settings.variable(key)
    if os.environ.get(above):
        click.echo(f"coach: {above} is set and overrides it", err=True)


@config_command.command("unset")
@click.argument("key")
def _unset(key: str) -> None:
    """Remove a setting."""
    settings.change({settings.known(key): None})


def options() -> dict[str, Setting]:
    """Return the option of each key."""
    from voice_coach.cli.export import export_command
    from voice_coach.cli.play import play_command

    found = (*play_command.params, *export_command.params)
    by_key = {one.key: one for one in found if isinstance(one, Setting)}
    return {key: by_key[key] for key in settings.KEYS}


def rows() -> Iterator[Row]:
    """Yield every setting with its value.

    Raises:
        UsageError, CoachError: the file cannot be used.
    """
    kept = settings.read()
    for key, option in options().items():
        name = settings.variable(key)
        set_value = os.environ.get(name)
        if set_value:
            yield Row(key, _text(_typed(option, set_value, name)), name, option.help or "")
        elif key in kept:
            value = _typed(option, option.as_typed(kept[key]), str(settings.file()))
            yield Row(key, _text(value), settings.file().name, option.help or "")
        else:
            yield Row(key, _default(option), "default", option.help or "")


def _typed(option: Setting, value: Value, place: str = "") -> Value:
    """Return a value as the file holds it.

    Raises:
        UsageError: it is none that the option takes.
    """
    context = click.Context(config_command)
    try:
        found = option.saveable(option.type_cast_value(context, value))
        return settings.kept({option.key: found})[option.key]
    except click.BadParameter as fault:
        where = f" ({place})" if place else ""
        raise UsageError(f"{option.key}: {fault.message.rstrip('.')}{where}") from None


def _default(option: Setting) -> str:
    if isinstance(option.show_default, str):
        return f"({option.show_default})"
    default = option.get_default(click.Context(config_command))
    return _text(default) if isinstance(default, (str, int, float)) else ""


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(getattr(value, "value", value))


def _tell(as_json: bool) -> None:
    found = list(rows())
    if as_json:
        keys = ("key", "value", "from", "about")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in found], indent=2))
        return
    there = "" if settings.file().exists() else " (not there yet)"
    click.echo(f"{settings.file()}{there}")
    for row in found:
        line = _line(row._replace(value=printable(row.value)), shutil.get_terminal_size().columns)
        click.echo(line)


def _line(row: Row, width: int) -> str:
    """Return a setting in columns; its source goes below, if it does not fit."""
    gap = "  " if width >= 60 else " "
    head = gap.join((f"{row.key:<10}", f"{row.value or '-':<20}"))
    line = f"{head}{gap}{row.source}"
    return line if len(line) <= width else f"{head.rstrip()}\n{'':10}{gap}{row.source}"
