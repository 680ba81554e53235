"""`coach play`, `again` and `resume`: a session through the loudspeaker."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from voice_coach.cli import completion
from voice_coach.cli.options import (
    diary_options,
    mix_options,
    output_options,
    session_options,
    setting,
)
from voice_coach.cli.setting import save as save_settings
from voice_coach.cli.setting import save_option
from voice_coach.cli.text import speaking, tell
from voice_coach.errors import CoachError, UsageError
from voice_coach.plan.program import Ending, Preamble
from voice_coach.session.spec import OutputSpec, SessionSpec

if TYPE_CHECKING:
    from voice_coach.session.history import Played
    from voice_coach.session.open import Session


@click.command("play")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@output_options()
@setting("--volume", type=click.IntRange(5, 100), default=100, show_default=True, help="Percent.")
@click.option(
    "--from", "start", default="", metavar="STEP|TIME", help="Where to begin: 3, or 4:30."
)
@setting("--captions/--no-captions", help="Show only the words, one line each, as they are said.")
@diary_options
@save_option
@session_options
@mix_options
@click.pass_context
def play_command(
    context: click.Context,
    spec: SessionSpec,
    output: OutputSpec,
    volume: int,
    start: str,
    captions: bool,
    save: bool,
    history: bool,
    checkin: bool,
) -> None:
    """Play sessions one after another. Lie down; from the first word on you need no key.

    NAMES are sessions, paths of scripts, or words for one: where it hurts, what you want. Without a
    sound device the words are shown in real time instead. Press ? for the keys.
    """
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import begin_session

    if spec.names:
        from voice_coach.cli.ask import meant_by

        spec = meant_by(spec)
    else:
        from voice_coach.cli.start import asked_for

        spec = asked_for(spec)
    output = replace(output, captions=captions)
    spec = replace(spec, output=output, volume=volume, start=start)
    session = begin_session(as_played(spec))
    if save:
        save_settings(context)
    perform(session, note=history, checkin=checkin)


@click.command("again")
@click.argument("number", type=click.IntRange(1), default=1)
@output_options(saved=False)
@diary_options
def again_command(number: int, output: OutputSpec, history: bool, checkin: bool) -> None:
    """Play what you played last, with the same options; NUMBER counts as in `coach history`.

    \b
    coach again        the last one
    coach again 3      the third in the list
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    from voice_coach.session.heard import as_played
    from voice_coach.session.open import begin_session

    spec = anew(_played(number).spec)
    spec = replace(spec, output=_changed(spec.output, output))
    click.echo(f"coach: {' '.join(spec.names)}", err=True)
    session = begin_session(as_played(spec))
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
        raise UsageError("Nothing played yet; start with: coach play NAME")
    if len(found) < number:
        raise UsageError(f"Your history has {len(found)} entries; see: coach history")
    return found[-1]


@click.command("resume")
@output_options(saved=False)
@diary_options
def resume_command(output: OutputSpec, history: bool, checkin: bool) -> None:
    """Continue the paused session, or the last one that you stopped within 24 hours."""
    from voice_coach.cli.remote import ask
    from voice_coach.playback import remote
    from voice_coach.session import bookmark

    if remote.playing():
        ask("resume")
        return
    spec = bookmark.find()
    if spec is None:
        raise CoachError(
            "No unfinished session from the last 24 hours; start one with: coach play NAME"
        )
    from voice_coach.session.open import open_session

    spec = replace(spec, output=_changed(spec.output, output))
    with speaking() as progress:
        session = open_session(spec, progress)
    perform(session, note=history, checkin=checkin)


def _changed(before: OutputSpec, output: OutputSpec) -> OutputSpec:
    """Return what a session was played through, with what is on the line instead."""
    return replace(
        before, through=output.through or before.through, device=output.device or before.device
    )


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
ASKED = "How much does it bother you now?\n0 (not at all) to 9, x for 10, any other key to skip: "


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
