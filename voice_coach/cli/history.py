"""`coach history`: what was played, how far, and how it felt."""

from __future__ import annotations

import json
import shutil
import time
from datetime import datetime
from typing import Any

import click

from voice_coach.errors import printable
from voice_coach.session import history
from voice_coach.session.history import Played
from voice_coach.units import format_clock, frames


@click.command("history")
@click.option("--all", "every", is_flag=True, help="All of it, not only the last 20.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(every: bool, as_json: bool) -> None:
    """Show what you played, the last first: when, what, how far, and how it felt.

    It lies on this machine alone. `coach again` plays the last one; `coach forget` removes it.
    """
    found = history.played(None if every else 20)
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], indent=2))
        return
    if not found:
        click.echo("Nothing was played yet; start with: coach play NAME")
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
