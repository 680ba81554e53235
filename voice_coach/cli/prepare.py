"""`coach prepare`: speech made ahead of time."""

from __future__ import annotations

import click

from voice_coach.cli import completion
from voice_coach.cli.options import setting
from voice_coach.cli.progress import speaking
from voice_coach.library import catalog
from voice_coach.session.spec import SessionSpec, VoiceSpec


@click.command("prepare")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@setting("--voice", default="", metavar="NAME", help="Who speaks; the best there is.")
@setting("--rate", type=click.IntRange(60, 250), help="Words a minute; the voice's own.")
def command(names: tuple[str, ...], voice: str, rate: int | None) -> None:
    """Speak sessions ahead of time, so that they begin at once; without names, all.

    What is spoken is kept, so Ctrl-C loses nothing.
    """
    from voice_coach.session.prepare import prepare

    who = VoiceSpec(name=voice, rate=rate)
    specs = [SessionSpec(names=(name,), voice=who) for name in names or catalog.entries()]
    with speaking() as progress:
        count = prepare(specs, progress)
    click.echo(f"{count} lines are ready.")
