"""`coach new`: a script of one's own."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import click

from voice_coach.atomic import atomic_write
from voice_coach.errors import CoachError, UsageError, printable, why
from voice_coach.library import catalog
from voice_coach.script.language import AREAS
from voice_coach.script.schema import FILE
from voice_coach.script.starter import SCHEMA_NAME, starter
from voice_coach.script.terms import Area

_LONGEST = 60
"""Characters of a name."""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        told = f"Your library folder {folder} can not be made: {why(fault)}."
        raise CoachError(told) from None


@click.command("new")
@click.argument("words", nargs=-1, metavar="[NAME]")
def command(words: tuple[str, ...]) -> None:
    """Write a starter script to your own library folder.

    NAME is its name or its title; what the title says of the body is taken over. `coach list`,
    `play` and `export` find it by its name from then on.

    \b
    coach new tired hands
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    folder = catalog.user_folder()
    title = " ".join(" ".join(words).split()).removesuffix(catalog.SUFFIX) or _untaken(folder)
    name = slug_of(title)
    shown = title if " " in title else title.replace("-", " ")
    _make(folder)
    path = folder / f"{name}{catalog.SUFFIX}"
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
        told = "use letters, digits and spaces, as in my-neck"
        raise UsageError(f'"{printable(title[:80])}" makes no name: {told}.')
    return name


def area_of(title: str) -> str:
    """Return the part of the body that a title speaks of; shoulders, as the starter does."""
    known = {area.value: area.value for area in Area} | AREAS
    words = re.findall(r"[a-z]+", title.lower())
    return next((known[word] for word in words if word in known), Area.SHOULDERS.value)


def _untaken(folder: Path) -> str:
    names = ("my session", *(f"my session {number}" for number in range(2, 1000)))
    return next(one for one in names if not (folder / f"{slug_of(one)}{catalog.SUFFIX}").exists())
