"""`coach pause`, `next`, ...: steer the running player from another process.

For a shortcut, a foot pedal, or a home-automation button.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from voice_coach.errors import CoachError, printable
from voice_coach.playback import remote
from voice_coach.playback.status import Status
from voice_coach.units import format_clock, frames

HELP = {
    "pause": "Pause the running session.",
    "next": "Go to the next step.",
    "back": "Go to the start of the step, or to the step before.",
    "repeat": "Say the last cue again.",
    "longer": "Make the current hold 20 s longer.",
    "louder": "Turn it up.",
    "softer": "Turn it down.",
    "where": "Let the voice say where the session stands.",
    "stop": "End the running session.",
}


def ask(name: str) -> None:
    """Ask the running player for a command.

    Raises:
        CoachError: no player runs, or the command has no meaning now.
    """
    if not remote.ask(name)["done"]:
        raise CoachError(f'"{name}" has no meaning at this moment of the session.')


def _asking(name: str) -> click.Command:
    def asked() -> None:
        ask(name)

    asked.__doc__ = HELP[name]
    return click.command(name)(asked)


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def _status(as_json: bool) -> None:
    """Tell where the running session stands."""
    found = remote.ask("status")["status"]
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for line in told(_status_of(found)):
        click.echo(line)


def _status_of(found: dict[str, Any]) -> Status:
    try:
        return Status(**found)
    except TypeError:
        raise CoachError("The player is of another version; end it with: coach stop") from None


def told(now: Status) -> Iterator[str]:
    """Yield the lines that tell where a session stands, safe to print."""
    gone, left = format_clock(frames(now.seconds)), format_clock(frames(now.remaining))
    side = f", {now.side} side" if now.side else ""
    where = f"{now.step}{side}, step {now.number} of {now.steps}"
    state = "waits until you are ready" if now.waits and now.state == "playing" else now.state
    yield printable(f"{now.title}: {state}, {where}")
    yield printable(f"{gone} gone, {left} to go, volume {now.volume}%. Last said: {now.words}")


commands = {**{name: _asking(name) for name in HELP}, "status": _status}
