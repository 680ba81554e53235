"""Text on a screen: wrapped at words, never wider than reads well, headings bold where that may be."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from voice_coach.errors import UsageError, printable
from voice_coach.units import format_clock

if TYPE_CHECKING:
    from pathlib import Path  # takes 3 ms of the start of every command, and click does without

WIDEST = 96
"""Columns: in a longer line the eye loses its place."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def columns() -> int:
    """Return the width of text on this terminal."""
    import shutil  # here and below: `coach --help` does without

    return max(20, min(shutil.get_terminal_size().columns, WIDEST))


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> list[str]:
    """Return text in lines that end between words, safe to print.

    A word that is longer than a line, such as a path to be copied, stays whole.
    """
    import textwrap

    return textwrap.wrap(
        printable(text),
        columns(),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
        break_long_words=False,
    )


def message(text: str, descriptor: int = 1) -> str:
    """Return a message for a standard stream: wrapped on a terminal, elsewhere as it is."""
    try:
        if not os.isatty(descriptor):
            return text
    except OSError:
        return text
    return "\n".join("\n".join(wrapped(line, "", "  ")) for line in text.splitlines())


def items(texts: Iterable[str], indent: str = "  ") -> Iterator[str]:
    """Yield the lines of a list, each item behind a dash."""
    for text in texts:
        yield from wrapped(text, f"{indent}- ", f"{indent}  ")


def shortened(text: str, room: int) -> str:
    """Return text that takes at most `room` columns; dots replace what is left out."""
    import textwrap

    return textwrap.shorten(printable(text), max(room, 4), placeholder=" ...")


def heading(text: str) -> list[str]:
    """Return a heading in lines; bold on a terminal, unless it asks for none of that (NO_COLOR)."""
    plain = (
        os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    )
    return wrapped(text) if plain else [click.style(line, bold=True) for line in wrapped(text)]


def show(lines: Iterable[str]) -> None:
    """Print a page; on a terminal that is not high enough for it, through a pager."""
    import shutil

    page = list(lines)
    if sys.stdin.isatty() and sys.stdout.isatty() and len(page) >= shutil.get_terminal_size().lines:
        click.echo_via_pager("\n".join(page))
        return
    for line in page:
        click.echo(line)


@contextlib.contextmanager
def speaking(label: str = "Speaking") -> Iterator[Callable[[int, int], None]]:
    """Show how far something is, from its first part on; yields what to call with the progress."""
    bars: list[Any] = []

    def advance(done: int, of: int) -> None:
        if not bars:
            bars.append(click.progressbar(length=of, label=label, file=sys.stderr))
            bars[0].__enter__()
        bars[0].update(done - bars[0].pos)

    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    try:
        yield advance
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


def agreed(question: str, *, default: bool, alone: str) -> bool:
    """Ask yes or no.

    Args:
        question: what is asked.
        default: the answer that Enter gives.
        alone: the error where nobody can answer.

    Raises:
        UsageError: standard input ended and is no terminal.
    """
    try:
        return click.confirm(question, default=default)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise UsageError(alone) from None
