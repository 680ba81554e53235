"""A bar on a terminal; elsewhere nothing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from voice_coach.units import format_clock


@contextlib.contextmanager
def speaking(label: str = "Speaking") -> Iterator[Callable[[int, int], None]]:
    """Show how far something is, from its first part on; yields what is to be told."""
    bars: list[Any] = []

    def told(done: int, of: int) -> None:
        if not bars:
            bars.append(click.progressbar(length=of, label=label, file=sys.stderr))
            bars[0].__enter__()
        bars[0].update(done - bars[0].pos)

    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    try:
        yield told
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)


def tell(note: str) -> None:
    """Tell the listener something on standard error, if there is anything."""
    if note:
        click.echo(f"coach: {note}", err=True)


def written(path: Path | None, length: int) -> str:
    """Return a line that tells what was written; `length` in frames."""
    if path is None:
        return f"standard output  {format_clock(length)}"
    size = f"  {path.stat().st_size / 2**20:.1f} MiB" if path.is_file() else ""
    return f"{path}  {format_clock(length)}{size}"
