"""`coach again`: what was played before, once more."""

from __future__ import annotations

from datetime import date

import click
from msgspec.structs import replace

from voice_coach.cli.diary import diary_options
from voice_coach.errors import UsageError
from voice_coach.playback.output import MODULES
from voice_coach.session.history import Played, played
from voice_coach.session.spec import SessionSpec


@click.command("again")
@click.argument("number", type=click.IntRange(1), default=1)
@click.option("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option("--device", default="", help="Which device; `coach devices` shows them.")
@diary_options
def command(number: int, through: str | None, device: str, history: bool, checkin: bool) -> None:
    """Play what you played last, with the same options; NUMBER counts as in `coach history`.

    \b
    coach again        the last one
    coach again 3      the third in the list
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    from voice_coach.cli.perform import perform
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import begin_session

    spec = anew(_played(number).spec)
    output = replace(
        spec.output,
        through=through or spec.output.through,
        device=device or spec.output.device,
    )
    click.echo(f"coach: {' '.join(spec.names)}", err=True)
    session = begin_session(as_played(replace(spec, output=output)))
    perform(session, note=history, checkin=checkin)


def anew(spec: SessionSpec) -> SessionSpec:
    """Return a session as it begins today: from its start, in today's wordings."""
    from voice_coach.plan.program import Preamble

    today = date.today().toordinal()
    narration = replace(spec.narration, seed=today, preamble=Preamble.AUTO)
    return replace(spec, start="", cue=None, narration=narration)


def _played(number: int) -> Played:
    found = played(number)
    if not found:
        raise UsageError("Nothing was played yet; start with: coach play NAME")
    if len(found) < number:
        raise UsageError(f"There are {len(found)} in your history; see: coach history")
    return found[-1]
