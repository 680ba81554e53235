"""`coach doctor` and `coach devices`: whether this machine can play a session, and where to."""

from __future__ import annotations

import json

import click
import msgspec

from voice_coach import settings
from voice_coach.cli.options import output_options, setting
from voice_coach.cli.text import columns, json_option, wrapped
from voice_coach.errors import CoachError
from voice_coach.session.spec import OutputSpec, VoiceSpec

NEEDED = ("settings", "cache", "storage")
HEARD = ("voice", "device")
"""Without these nothing is heard: exit code 4."""


class _Tolerant(click.Command):
    """Goes on past settings that cannot be read: it reports them itself."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the line, without the user's file where that is broken."""
        try:
            settings.read()
        except CoachError:
            ctx.default_map = {}
        return super().parse_args(ctx, args)


@click.command("doctor", cls=_Tolerant)
@json_option
@setting("--voice", default="", metavar="NAME", help="The voice to test.")
@setting("--rate", type=click.IntRange(60, 250), help="Its speed in words per minute.")
@output_options()
def doctor_command(as_json: bool, voice: str, rate: int | None, output: OutputSpec) -> None:
    """Test voice, device (a soft tone), cache, storage, sleep lock and media keys.

    Says what is wrong with each and how to fix it. Exit code 4: nothing can be heard; 1: nothing can
    be stored. A machine that may go to sleep and missing media keys are only reported.
    """
    from voice_coach.session.doctor import Finding, findings

    found: list[Finding] = []
    for one in findings(VoiceSpec(name=voice, rate=rate), output):
        found.append(one)
        if not as_json:
            click.echo(line_of(one.name, one.fine, one.result, one.remedy))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(found), indent=2))
    wrong = {one.name for one in found if not one.fine}
    if wrong & {*HEARD}:
        raise click.exceptions.Exit(4)
    if wrong & {*NEEDED}:
        raise click.exceptions.Exit(1)


def line_of(name: str, fine: bool, text: str, remedy: str) -> str:
    """Return a finding in lines that fit the terminal: a word says whether it is fine."""
    status = "ok" if fine else "wrong" if name in (*NEEDED, *HEARD) else "note"
    wide = columns() >= 60
    indent = " " * (18 if wide else 6)
    head = f"{status:<5} {name:<11} {text}" if wide else f"{status:<5} {name}: {text}"
    return "\n".join([*wrapped(head, "", indent), *wrapped(remedy, indent)])


@click.command("devices")
def devices_command() -> None:
    """List the sound devices that `--device` takes."""
    from voice_coach.playback.outputs.miniaudio import devices

    for device in devices():
        click.echo(str(device))
