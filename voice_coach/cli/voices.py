"""`coach voices`: who can speak."""

from __future__ import annotations

import json

import click

from voice_coach.speech.engines.catalog import default_voice, usable_voices


@click.command("voices")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:
    """List the voices that `--voice` takes: language, kind, licence, size; * is the default."""
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
