"""`coach pause`, `next`, ...: steer the running player from another process.

For a shortcut, a foot pedal, or a home-automation button.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from voice_coach.cli.help import COMMANDS
from voice_coach.cli.text import json_option
from voice_coach.errors import CoachError, printable
from voice_coach.playback import remote
from voice_coach.playback.status import Status
from voice_coach.units import format_clock, frames


def ask(name: str) -> None:
    """Ask the running player for a command.

    Raises:
        CoachError: no player runs, or the command has no meaning now.
    """
    if not remote.ask(name)["done"]:
        raise CoachError(f'"{name}" is not possible at this point of the session.')


def _asking(name: str) -> click.Command:
    return click.Command(name, callback=lambda: ask(name), help=COMMANDS[name][1])


pause_command = _asking("pause")
next_command = _asking("next")
back_command = _asking("back")
repeat_command = _asking("repeat")
longer_command = _asking("longer")
louder_command = _asking("louder")
softer_command = _asking("softer")
where_command = _asking("where")
stop_command = _asking("stop")


@click.command("status")
@json_option
def status_command(as_json: bool) -> None:
    """Show where the running session is."""
    found = remote.ask("status")["status"]
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for line in lines_of(_status_of(found)):
        click.echo(line)


def _status_of(found: dict[str, Any]) -> Status:
    try:
        return Status(**found)
    except TypeError:
        raise CoachError("The running player is another version; end it with: coach stop") from None


def lines_of(now: Status) -> Iterator[str]:
    """Yield the lines that say where a session is, safe to print."""
    gone, left = format_clock(frames(now.seconds)), format_clock(frames(now.remaining))
    side = f", {now.side} side" if now.side else ""
    where = f"{now.step}{side}, step {now.number} of {now.steps}"
    state = "waiting until you are ready" if now.waits and now.state == "playing" else now.state
    yield printable(f"{now.title}: {state}, {where}")
    yield printable(f"{gone} gone, {left} to go, volume {now.volume}%. Last said: {now.words}")
