"""`coach resume`: the running session goes on, or else the last unfinished one."""

from __future__ import annotations

import click
from msgspec.structs import replace

from voice_coach.cli import completion
from voice_coach.cli.diary import diary_options
from voice_coach.cli.progress import speaking
from voice_coach.cli.remote import ask
from voice_coach.errors import CoachError
from voice_coach.playback import remote
from voice_coach.playback.output import MODULES
from voice_coach.session import bookmark
from voice_coach.session.spec import OutputSpec


@click.command("resume")
@click.option("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option(
    "--device",
    default="",
    shell_complete=completion.devices,
    help="Which device; `coach devices` shows them.",
)
@diary_options
def command(through: str | None, device: str, history: bool, checkin: bool) -> None:
    """Go on: where a session is paused, or where the last one was broken off today."""
    if remote.playing():
        ask("resume")
        return
    spec = bookmark.find()
    if spec is None:
        raise CoachError("No session was broken off today; start one with: coach play NAME")
    from voice_coach.cli.perform import perform
    from voice_coach.session.open import open_session

    output = OutputSpec(
        through=through or spec.output.through,
        device=device or spec.output.device,
        captions=spec.output.captions,
    )
    with speaking() as progress:
        session = open_session(replace(spec, output=output), progress)
    perform(session, note=history, checkin=checkin)
