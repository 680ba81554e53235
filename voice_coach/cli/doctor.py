"""`coach doctor` and `coach devices`: whether this machine can play a session, and where to."""

from __future__ import annotations

import json
import shutil
import textwrap

import click
import msgspec

from voice_coach.cli.options import setting
from voice_coach.cli.setting import read_or_none
from voice_coach.playback.output import MODULES
from voice_coach.session.spec import OutputSpec, VoiceSpec

NEEDED = ("settings", "cache", "storage")
HEARD = ("voice", "device")
"""Without these nothing is heard: exit code 4."""


class _Tolerant(click.Command):
    """Goes on past settings that can not be read: to tell of them is its work."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line as any command does."""
        read_or_none(ctx)
        return super().parse_args(ctx, args)


@click.command("doctor", cls=_Tolerant)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@setting("--voice", default="", metavar="NAME", help="Which voice is tried.")
@setting("--rate", type=click.IntRange(60, 250), help="How fast it speaks.")
@setting("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
@setting("--device", default="", help="Which device; `coach devices` shows them.")
def doctor_command(
    as_json: bool, voice: str, rate: int | None, through: str | None, device: str
) -> None:
    """Try voice, device (a soft tone), cache, storage, sleep lock and media keys.

    Says of each what is wrong and what to do. Ends with 4 where nothing can be heard, with 1 where
    nothing can be kept; a machine that may fall asleep and missing media keys are only reported.
    """
    from voice_coach.session.doctor import Finding, findings

    found: list[Finding] = []
    heard = OutputSpec(through=through or "", device=device)
    for one in findings(VoiceSpec(name=voice, rate=rate), heard):
        found.append(one)
        if not as_json:
            click.echo(told(one.name, one.fine, one.result, one.remedy))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(found), indent=2))
    wrong = {one.name for one in found if not one.fine}
    if wrong & {*HEARD}:
        raise click.exceptions.Exit(4)
    if wrong & {*NEEDED}:
        raise click.exceptions.Exit(1)


def told(name: str, fine: bool, text: str, remedy: str) -> str:
    """Return a finding in lines that fit the terminal: a word says whether it is fine."""
    width = min(shutil.get_terminal_size().columns, 100)
    how = "ok" if fine else "wrong" if name in (*NEEDED, *HEARD) else "note"
    indent = " " * (18 if width >= 60 else 6)
    head = f"{how:<5} {name:<11} {text}" if width >= 60 else f"{how:<5} {name}: {text}"
    wrapper = textwrap.TextWrapper(
        width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    lines = wrapper.wrap(head)
    wrapper.initial_indent = indent
    return "\n".join([*lines, *wrapper.wrap(remedy)])


@click.command("devices")
def devices_command() -> None:
    """List the sound devices that `--device` takes."""
    from voice_coach.playback.outputs.miniaudio import devices

    for device in devices():
        click.echo(str(device))
