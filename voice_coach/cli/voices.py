"""`coach voices` and `coach cache`: who can speak, which voices to install, and the stored speech."""

from __future__ import annotations

import json
from pathlib import Path

import click

from voice_coach import resources
from voice_coach.cli import completion
from voice_coach.cli.options import output_options
from voice_coach.cli.text import agreed, json_option, speaking, tell
from voice_coach.session.spec import OutputSpec, SessionSpec, VoiceSpec


@click.group("voices", invoke_without_command=True)
@json_option
@click.option("--preview", "heard", metavar="VOICE", help="Hear a voice say a line.")
@output_options()
@click.pass_context
def voices_command(
    context: click.Context, as_json: bool, heard: str | None, output: OutputSpec
) -> None:
    """List the voices that `--voice` takes: language, kind, licence, size; * is the default.

    `--voice` also takes the path of a Piper model, NAME.onnx with NAME.onnx.json beside it.
    """
    if context.invoked_subcommand is None:
        if heard is not None:
            _hear(heard, output)
        else:
            _list(as_json)


@voices_command.command("preview")
@click.argument("name", shell_complete=completion.voices)
@output_options()
def _preview(name: str, output: OutputSpec) -> None:
    """Hear a voice say a line."""
    _hear(name, output)


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
    help="A folder that has its files, for a machine without a network.",
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
    click.echo(f"Folder: {voices_folder() / entry.name}")
    alone = "Nobody can answer here; --yes installs without asking."
    if not (yes or agreed("Install it?", default=True, alone=alone)):
        click.echo("Nothing was installed.")
        return
    with speaking("Copying" if carried else "Downloading") as progress:
        install(entry, carried, progress)
    click.echo(f"Installed {name}. Hear it: coach voices preview {name}")


@voices_command.command("remove")
@click.argument("name")
def _remove(name: str) -> None:
    """Remove an installed voice."""
    from voice_coach.speech.voices.offers import remove

    remove(name)
    click.echo(f"Removed {name}.")


def _hear(name: str, output: OutputSpec) -> None:
    from voice_coach.session.rehearsal import preview

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
    """Show or clear the stored speech. It is spoken again when it is needed."""


@cache_command.command("show")
def _show() -> None:
    """Show where it is, and how much."""
    from voice_coach.speech.cache import MOST_BYTES, default_folder, size

    count, total = size(default_folder())
    click.echo(f"{default_folder()}\n{count} takes, {total / 2**20:.1f} of {MOST_BYTES >> 20} MiB")


@cache_command.command("clear")
def _clear() -> None:
    """Remove all stored speech."""
    from voice_coach.session.places import forget, places
    from voice_coach.speech.cache import default_folder, size

    count, _ = size(default_folder())
    for place in places():
        if place.path == default_folder():
            forget(place)
    click.echo(f"Removed {count} takes.")
