"""`coach play`: a session through the loudspeaker."""

from __future__ import annotations

import click
from msgspec.structs import replace

from voice_coach.cli import completion
from voice_coach.cli.diary import diary_options
from voice_coach.cli.options import mix_options, session_options, setting
from voice_coach.cli.setting import save as save_settings
from voice_coach.cli.setting import save_option
from voice_coach.playback.output import MODULES
from voice_coach.session.spec import OutputSpec, SessionSpec


@click.command("play")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@setting("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@setting(
    "--device",
    default="",
    shell_complete=completion.devices,
    help="Which device; `coach devices` shows them.",
)
@setting("--volume", type=click.IntRange(5, 100), default=100, show_default=True, help="Percent.")
@click.option(
    "--from", "start", default="", metavar="STEP|TIME", help="Where to begin: 3, or 4:30."
)
@setting("--captions/--no-captions", help="Show the words alone, a line each, as they are said.")
@diary_options
@save_option
@session_options
@mix_options
@click.pass_context
def command(
    context: click.Context,
    spec: SessionSpec,
    through: str | None,
    device: str,
    volume: int,
    start: str,
    captions: bool,
    save: bool,
    history: bool,
    checkin: bool,
) -> None:
    """Play sessions one after another. Lie down: from the first word on no key is needed.

    NAMES are sessions, paths of scripts, or words for one: where it hurts, what you want. Without a
    sound device the words are shown in real time instead. Press ? for the keys.
    """
    from voice_coach.cli.names import meant_by
    from voice_coach.cli.perform import perform
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import begin_session

    output = OutputSpec(through=through or "", device=device, captions=captions)
    spec = replace(meant_by(spec), output=output, volume=volume, start=start)
    session = begin_session(as_played(spec))
    if save:
        save_settings(context)
    perform(session, note=history, checkin=checkin)
