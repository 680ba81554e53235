"""`coach resume`: the running session goes on, or else the last unfinished one."""

from __future__ import annotations

import click

from voice_coach.cli.options import Choices, Mix
from voice_coach.cli.remote import ask
from voice_coach.cli.stage import Sound, perform
from voice_coach.errors import CoachError
from voice_coach.playback import bookmark, remote
from voice_coach.playback.output import MODULES


@click.command("resume")
@click.option("--output", "through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option("--device", default="", help="Which device; `coach devices` shows them.")
def command(through: str | None, device: str) -> None:
    """Go on: where a session is paused, or where the last one was broken off today."""
    if remote.playing():
        ask("resume")
        return
    found = bookmark.find()
    if found is None:
        raise CoachError("No session was broken off today; start one with: coach play NAME")
    choices, mix = Choices.from_json(found.choices), Mix(**found.mix)
    perform(found.names, choices, Sound(through or "", device), mix, cue=found.cue)
