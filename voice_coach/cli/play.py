"""`coach play`, `again` and `resume`: a session through the loudspeaker."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from voice_coach.cli import completion
from voice_coach.cli.options import diary_options, mix_options, session_options, setting
from voice_coach.cli.setting import save as save_settings
from voice_coach.cli.setting import save_option
from voice_coach.cli.text import speaking, tell
from voice_coach.errors import CoachError, UsageError
from voice_coach.plan.program import Ending, Preamble
from voice_coach.playback.output import MODULES
from voice_coach.session.spec import OutputSpec, SessionSpec

if TYPE_CHECKING:
    from voice_coach.session.history import Played
    from voice_coach.session.open import Session


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
def play_command(
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
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import begin_session

    output = OutputSpec(through=through or "", device=device, captions=captions)
    spec = replace(meant_by(spec), output=output, volume=volume, start=start)
    session = begin_session(as_played(spec))
    if save:
        save_settings(context)
    perform(session, note=history, checkin=checkin)


@click.command("again")
@click.argument("number", type=click.IntRange(1), default=1)
@click.option("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option("--device", default="", help="Which device; `coach devices` shows them.")
@diary_options
def again_command(
    number: int, through: str | None, device: str, history: bool, checkin: bool
) -> None:
    """Play what you played last, with the same options; NUMBER counts as in `coach history`.

    \b
    coach again        the last one
    coach again 3      the third in the list
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
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
    today = date.today().toordinal()
    narration = replace(spec.narration, seed=today, preamble=Preamble.AUTO)
    return replace(spec, start="", cue=None, narration=narration)


def _played(number: int) -> Played:
    from voice_coach.session.history import played

    found = played(number)
    if not found:
        raise UsageError("Nothing was played yet; start with: coach play NAME")
    if len(found) < number:
        raise UsageError(f"There are {len(found)} in your history; see: coach history")
    return found[-1]


@click.command("resume")
@click.option("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@click.option(
    "--device",
    default="",
    shell_complete=completion.devices,
    help="Which device; `coach devices` shows them.",
)
@diary_options
def resume_command(through: str | None, device: str, history: bool, checkin: bool) -> None:
    """Go on: where a session is paused, or where the last one was broken off today."""
    from voice_coach.cli.remote import ask
    from voice_coach.playback import remote
    from voice_coach.session import bookmark

    if remote.playing():
        ask("resume")
        return
    spec = bookmark.find()
    if spec is None:
        raise CoachError("No session was broken off today; start one with: coach play NAME")
    from voice_coach.session.open import open_session

    output = OutputSpec(
        through=through or spec.output.through,
        device=device or spec.output.device,
        captions=spec.output.captions,
    )
    with speaking() as progress:
        session = open_session(replace(spec, output=output), progress)
    perform(session, note=history, checkin=checkin)


def perform(session: Session, *, note: bool, checkin: bool) -> None:
    """Play a session to its end, as `session.play`.

    Args:
        session: as it was opened.
        note: keep it in the history.
        checkin: ask before and after how it feels.

    Raises:
        CoachError: as `session.play`.
    """
    from voice_coach.session import history
    from voice_coach.session.play import play

    tell(session.narrator.note)
    before = asked() if checkin else None
    entry = history.begin(session.spec, session.program.title, before) if note else None
    play(session, entry)
    awake = session.spec.narration.ending is not Ending.NONE
    after = asked() if checkin and awake else None
    if entry is not None and after is not None:
        entry.felt(after)


_TEN = "x"
ASKED = "How much does it bother you now?\n0 not at all to 9, x: 10; others skip: "


def asked() -> int | None:
    """Return the answer, 0 to 10; None where there is none, or nobody to give it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    click.echo(ASKED, nl=False)
    key = click.getchar()
    answer = answered(key)
    click.echo("-" if answer is None else str(answer))
    return answer


def answered(key: str) -> int | None:
    """Return what a key means."""
    if key.lower() == _TEN:
        return 10
    return int(key) if key in tuple("0123456789") else None
