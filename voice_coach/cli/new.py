"""`coach new`: a script of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from voice_coach.atomic import atomic_write
from voice_coach.errors import CoachError, UsageError, printable, why
from voice_coach.script import library
from voice_coach.script.schema import FILE
from voice_coach.script.starter import SCHEMA_NAME, starter


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        told = f"Your library folder {folder} can not be made: {why(fault)}."
        raise CoachError(told) from None


@click.command("new")
@click.argument("name")
def command(name: str) -> None:
    """Write a starter script to your own library folder.

    `coach list`, `play` and `export` find it by its name from then on.
    """
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 60:
        raise UsageError(
            f'"{printable(name)}": use small letters, digits and hyphens, as in my-neck.'
        )
    folder = library.user_folder()
    _make(folder)
    path = folder / f"{name}{library.SUFFIX}"
    with atomic_write(path, clobber=False) as file:
        file.write(starter(name.replace("-", " ").capitalize()).encode())
    with atomic_write(folder / SCHEMA_NAME) as file:
        file.write(FILE.read_bytes())
    click.echo(f"{path}\nEdit it, then: coach check {name}, coach play {name}")
