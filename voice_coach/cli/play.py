"""`coach play`: a session through the loudspeaker."""

from __future__ import annotations

import math

import click

from voice_coach.cli.options import Choices, Mix, mix_options, session_options
from voice_coach.cli.stage import Sound, perform
from voice_coach.playback.output import MODULES


@click.command("play")
@click.argument("names", nargs=-1, required=True)
@click.option("--output", "through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option("--device", default="", help="Which device; `coach devices` shows them.")
@click.option(
    "--volume", type=click.IntRange(5, 100), default=100, show_default=True, help="Percent."
)
@click.option(
    "--from", "start", default="", metavar="STEP|TIME", help="Where to begin: 3, or 4:30."
)
@click.option(
    "--captions", is_flag=True, help="Show the words alone, a line each, as they are said."
)
@session_options
@mix_options
def command(
    names: tuple[str, ...],
    through: str | None,
    device: str,
    volume: int,
    start: str,
    captions: bool,
    choices: Choices,
    mix: Mix,
) -> None:
    """Play sessions one after another. Lie down: from the first word on no key is needed.

    Without a sound device the words are shown in real time instead. Press ? for the keys.
    """
    sound = Sound(through or "", device, 20 * math.log10(volume / 100), captions)
    perform(names, choices, sound, mix, start)
