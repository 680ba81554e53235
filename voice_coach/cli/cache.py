"""`coach cache`: the speech that is kept."""

from __future__ import annotations

import shutil

import click

from voice_coach.speech.cache import MOST_BYTES, default_folder, size


@click.group("cache")
def command() -> None:
    """Show or clear the speech that is kept. It is spoken again when it is needed."""


@command.command("show")
def _show() -> None:
    """Tell where it is and how much."""
    count, total = size(default_folder())
    click.echo(f"{default_folder()}\n{count} takes, {total / 2**20:.1f} of {MOST_BYTES >> 20} MiB")


@command.command("clear")
def _clear() -> None:
    """Remove all of it."""
    count, _ = size(default_folder())
    shutil.rmtree(default_folder(), ignore_errors=True)
    click.echo(f"{count} takes removed.")
