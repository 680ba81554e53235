"""`coach preview`: a script heard while it is written."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from voice_coach.cli.options import mix_options, session_options, setting
from voice_coach.cli.progress import speaking, tell
from voice_coach.errors import UsageError
from voice_coach.library import catalog
from voice_coach.playback.output import MODULES
from voice_coach.session.spec import OutputSpec, SessionSpec


@click.command("preview")
@click.argument("names", metavar="FILE", callback=lambda context, param, name: (name,))
@setting("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@setting("--device", default="", help="Which device; `coach devices` shows them.")
@click.option(
    "--from", "start", default="", metavar="STEP|TIME", help="Where to begin: 3, or 4:30."
)
@session_options
@mix_options
def command(spec: SessionSpec, through: str | None, device: str, start: str) -> None:
    """Play a script while you write it: each time you save FILE, it plays from the changed line.

    What can not be played yet is told, and the session goes on. q ends it.

    \b
    coach preview my-shoulders
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import open_session
    from voice_coach.session.rehearsal import rehearse

    (path,) = (catalog.find(name, spec.variant) for name in spec.names)
    if not path.is_file():
        raise UsageError(f"{path} is no file; name a script.")
    output = OutputSpec(through=through or "", device=device)
    played = replace(as_played(spec), names=(str(path),), output=output, start=start, variant="")
    with speaking() as progress:
        session = open_session(played, progress)
    tell(session.narrator.note)
    rehearse(session, Path(path))
