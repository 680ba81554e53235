"""`coach devices`: where sound can go."""

from __future__ import annotations

import click


@click.command("devices")
def command() -> None:
    """List the sound devices that `--device` takes."""
    from voice_coach.playback.outputs.miniaudio import devices

    for device in devices():
        click.echo(str(device))
