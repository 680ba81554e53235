"""`coach history`, `favourites`, `forget` and `paths`: what is kept about the user."""

from __future__ import annotations

import json
import os
import shutil
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from voice_coach.cli.text import agreed, json_option
from voice_coach.errors import CoachError, UsageError, nearest, printable
from voice_coach.library import catalog, favourites
from voice_coach.session import history
from voice_coach.units import format_clock, frames

if TYPE_CHECKING:
    from voice_coach.session.history import Played


@click.command("history")
@click.option("--all", "every", is_flag=True, help="Everything, not only the last 20.")
@json_option
def history_command(every: bool, as_json: bool) -> None:
    """Show what you played, newest first: when, what, how far, and how it felt.

    It is stored only on this machine. `coach again` plays the last one; `coach forget` removes it.
    """
    found = history.played(None if every else 20)
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], indent=2))
        return
    if not found:
        click.echo("Nothing played yet; start with: coach play NAME")
        return
    width = shutil.get_terminal_size().columns
    for number, one in enumerate(found, 1):
        click.echo(line(number, one, time.time(), width))
    left = history.count() - len(found)
    if left > 0:
        click.echo(f"{left} more: coach history --all")


def line(number: int, one: Played, now: float, width: int) -> str:
    """Return one session in a line that fits: the title gives way.

    Args:
        number: what `coach again` takes.
        one: the session.
        now: seconds since 1970.
        width: of the terminal, in characters.
    """
    head = f"{number:>2} {_when(one.started, now):<12} "
    tail = f" {_far(one)}{_felt(one, wide=width >= 60)}"
    room = max(6, width - len(head) - len(tail))
    title = printable(one.title)
    shown = title if len(title) <= room else f"{title[: room - 3]}..."
    return f"{head}{shown:<{min(room, 32)}}{tail}".rstrip()


def _when(started: float, now: float) -> str:
    at, today = datetime.fromtimestamp(started), datetime.fromtimestamp(now)
    if at.date() == today.date():
        return f"today  {at:%H:%M}"
    return f"{at:%d %b %H:%M}" if (today - at).days < 300 else f"{at:%d %b %Y}"


def _far(one: Played) -> str:
    reached, length = (format_clock(frames(seconds)) for seconds in (one.reached, one.length))
    return length if one.finished else f"{reached} of {length}"


def _felt(one: Played, *, wide: bool) -> str:
    if one.before is None and one.after is None:
        return ""
    before, after = ("?" if each is None else str(each) for each in (one.before, one.after))
    return f"  {before} > {after}" if wide else f" {before}>{after}"


def _as_json(one: Played) -> dict[str, Any]:
    return {
        "started": datetime.fromtimestamp(one.started).astimezone().isoformat("T", "seconds"),
        "names": one.spec.names,
        "title": one.title,
        "seconds": round(one.length, 3),
        "reached": round(one.reached, 3),
        "finished": one.finished,
        "before": one.before,
        "after": one.after,
    }


@click.group("favourites", invoke_without_command=True)
@click.pass_context
def favourites_command(context: click.Context) -> None:
    """List, add or remove your favourite sessions.

    \b
    coach favourites add lower-back neck
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    if context.invoked_subcommand is None:
        _list()


@favourites_command.command("add")
@click.argument("names", nargs=-1, required=True)
def _add(names: tuple[str, ...]) -> None:
    """Add sessions."""
    for name in names:
        catalog.find(name)
        if catalog.is_path(name):
            remedy = f"copy it to {catalog.user_folder()} and add it by name"
            raise UsageError(f"{printable(name)} is a file; {remedy}.")
    for name in names:
        favourites.add(name)


@favourites_command.command("remove")
@click.argument("names", nargs=-1, required=True)
def _remove(names: tuple[str, ...]) -> None:
    """Remove favourites; the sessions themselves stay."""
    for name in names:
        if name not in favourites.names() or not favourites.remove(name):
            hint = nearest(name, favourites.names()) or " See: coach favourites"
            raise UsageError(f'"{printable(name)}" is not a favourite.{hint}')


def _list() -> None:
    names = favourites.names()
    if not names:
        click.echo("No favourites yet; add one: coach favourites add NAME")
    for name in names:
        click.echo(printable(_line(name)))


def _line(name: str) -> str:
    from voice_coach.script.reader import read_heading

    try:
        heading = read_heading(catalog.find(name))
    except CoachError:
        return f"{name:<16} (no longer in the library)"
    seconds = heading.lengths.standard
    return f"{name:<16} {heading.title}{f', {round(seconds / 60)} min' if seconds else ''}"


@click.command("forget")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_command(yes: bool) -> None:
    """Remove what is stored about you: history, favourites, the unfinished session, the log, speech.

    This includes the day you last heard the safety words, so the next session says all of them.
    Your scripts, settings and voices stay.
    """
    from voice_coach.session.places import forget, kept

    found = kept()
    if not found:
        click.echo("Nothing is stored about you.")
        return
    for place, count in found:
        click.echo(f"{place.name:<11} {count:>4}  {place.about}\n{'':18}{place.path}")
    alone = "Nobody can answer here; --yes removes without asking."
    if not (yes or agreed("Remove all of this?", default=False, alone=alone)):
        click.echo("Nothing was removed.")
        return
    faults = []
    for place, _ in found:  # what cannot be removed must not keep the rest
        try:
            forget(place)
        except CoachError as fault:
            faults.append(str(fault))
    if faults:
        raise CoachError("\n".join(faults))
    click.echo("Removed.")


@click.command("paths")
@json_option
def paths_command(as_json: bool) -> None:
    """Show where the program stores its files, and which do not exist yet."""
    from voice_coach.session.places import places

    found = places()
    if as_json:
        rows = [{"name": one.name, "path": str(one.path), "about": one.about} for one in found]
        click.echo(json.dumps(rows, indent=2))
        return
    for one in found:
        there = "" if os.path.exists(one.path) else " (not there yet)"
        click.echo(f"{one.name:<11} {one.about}{there}\n{'':12}{one.path}")
