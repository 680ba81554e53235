"""`coach voices` and `coach cache`: who can speak, which voices to install, and the stored speech."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from voice_coach import resources
from voice_coach.cli import completion
from voice_coach.cli.options import setting
from voice_coach.cli.text import speaking, tell
from voice_coach.errors import UsageError
from voice_coach.playback.output import MODULES

_OUTPUT = setting("--through", type=click.Choice(list(MODULES)), help="What plays the sound.")
_DEVICE = setting(
    "--device",
    default="",
    shell_complete=completion.devices,
    help="Which device; `coach devices` shows them.",
)


@click.group("voices", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--preview", "heard", metavar="VOICE", help="Hear a voice say a line.")
@_OUTPUT
@_DEVICE
@click.pass_context
def voices_command(
    context: click.Context, as_json: bool, heard: str | None, through: str | None, device: str
) -> None:
    """List the voices that `--voice` takes: language, kind, licence, size; * is the default.

    `--voice` also takes the path of a Piper model, NAME.onnx with NAME.onnx.json beside it.
    """
    if context.invoked_subcommand is None:
        if heard is not None:
            _hear(heard, through, device)
        else:
            _list(as_json)


@voices_command.command("preview")
@click.argument("name", shell_complete=completion.voices)
@_OUTPUT
@_DEVICE
def _preview(name: str, through: str | None, device: str) -> None:
    """Hear a voice say a line."""
    _hear(name, through, device)


@voices_command.command("licences")
def _licences() -> None:
    """Show licences and owners of voices, engines, packages."""
    click.echo((resources.folder("licences") / "NOTICE.md").read_text("utf-8"), nl=False)


@voices_command.command("install")
@click.argument("name", required=False)
@click.option(
    "--from",
    "carried",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where its files are already, on a machine without a network.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")  # fmt: skip
def _install(name: str | None, carried: Path | None, yes: bool) -> None:
    """Install another voice; without NAME, show which there are.

    It downloads the files of the voice.
    """
    from voice_coach.speech.voices.install import install
    from voice_coach.speech.voices.offers import offer_of, offers, voices_folder

    if name is None:
        for each in offers().values():
            about = f"{each.name:12} {each.language:6} {each.about:20} {each.licence:12}"
            click.echo(f"{about} {each.megabytes:.1f} MB")
        return
    entry = offer_of(name)
    click.echo(f"{entry.name}: {entry.about}, {entry.kind}, {entry.megabytes:.1f} MB")
    click.echo(f"Licence: {entry.licence}. {entry.attribution}.")
    click.echo(f"It goes to {voices_folder() / entry.name}")
    if not yes and not _agreed():
        click.echo("Nothing is installed.")
        return
    with speaking("Copying" if carried else "Downloading") as told:
        install(entry, carried, told)
    click.echo(f"{name} speaks. Hear it: coach voices preview {name}")


@voices_command.command("remove")
@click.argument("name")
def _remove(name: str) -> None:
    """Remove a voice that was installed."""
    from voice_coach.speech.voices.offers import remove

    remove(name)
    click.echo(f"{name} is removed.")


def _agreed() -> bool:
    try:
        return click.confirm("Install it?", default=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError("Nobody is here to say yes; --yes installs without asking.") from None


def _hear(name: str, through: str | None, device: str) -> None:
    from voice_coach.session.rehearsal import preview
    from voice_coach.session.spec import OutputSpec, SessionSpec, VoiceSpec

    output = OutputSpec(through=through or "", device=device)
    tell(preview(SessionSpec(names=(), voice=VoiceSpec(name=name), output=output)))


def _list(as_json: bool) -> None:
    from voice_coach.speech.engines.registry import default_voice, usable_voices

    voices, default = usable_voices(), default_voice()
    if as_json:
        rows = [{f: getattr(v, f) for f in v.__struct_fields__} for v in voices]
        click.echo(
            json.dumps([{**row, "default": row["name"] == default} for row in rows], indent=2)
        )
        return
    for voice in voices:
        mark = "*" if voice.name == default else " "
        size = f"{voice.megabytes:.0f} MB" if voice.megabytes else ""
        click.echo(
            f"{mark} {voice.name:12} {voice.language:6} {voice.kind:28} {voice.licence:18} {size}".rstrip()
        )


@click.group("cache")
def cache_command() -> None:
    """Show or clear the speech that is kept. It is spoken again when it is needed."""


@cache_command.command("show")
def _show() -> None:
    """Tell where it is and how much."""
    from voice_coach.speech.cache import MOST_BYTES, default_folder, size

    count, total = size(default_folder())
    click.echo(f"{default_folder()}\n{count} takes, {total / 2**20:.1f} of {MOST_BYTES >> 20} MiB")


@cache_command.command("clear")
def _clear() -> None:
    """Remove all of it."""
    from voice_coach.speech.cache import default_folder, size

    count, _ = size(default_folder())
    shutil.rmtree(default_folder(), ignore_errors=True)
    click.echo(f"{count} takes removed.")
