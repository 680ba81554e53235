"""`coach play`: a session through the loudspeaker."""

from __future__ import annotations

import sys
import threading

import click

from voice_coach.cli.options import Choices, opened, session_options, voice_of
from voice_coach.cli.studio import mixer_of
from voice_coach.errors import DeviceError
from voice_coach.playback.feedback import Feedback
from voice_coach.playback.output import MODULES, Output, output
from voice_coach.playback.player import Player
from voice_coach.playback.screen import Screen
from voice_coach.playback.stage import Stage
from voice_coach.playback.transport import Transport


@click.command("play")
@click.argument("names", nargs=-1, required=True)
@click.option("--output", "through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option("--device", default="", help="Which device; `coach devices` shows them.")
@session_options
def command(names: tuple[str, ...], through: str | None, device: str, choices: Choices) -> None:
    """Play sessions one after another. Lie down: from the first word on no key is needed.

    Without a sound device the words are shown in real time instead.
    """
    voice = voice_of(choices)
    made = opened(names, choices, voice.measure)
    mixer = mixer_of(made, voice, choices)
    feedback = Feedback(mixer.voice)
    player = Player(mixer, feedback, Transport(made.timeline))
    threading.Thread(target=feedback.prepare, args=(made.timeline,), daemon=True).start()
    stage = Stage(player, output(through or "miniaudio", device), Screen())
    try:
        stage.run()
    except DeviceError as fault:
        if through or device or player.transport.position:
            raise
        print(f"coach: {fault}", file=sys.stderr)
        Stage(player, _silent(), Screen()).run()


def _silent() -> Output:
    return output("silent")
