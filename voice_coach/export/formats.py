"""The table of formats: what can be written, by the end of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voice_coach.errors import UsageError, printable

if TYPE_CHECKING:
    from voice_coach.export.recording import Format

_Entry = TypeVar("_Entry")


def _wav() -> Format:
    from voice_coach.export.wav import Wav

    return Wav()


def _flac() -> Format:
    from voice_coach.export.flac import Flac

    return Flac()


def _opus() -> Format:
    from voice_coach.export.opus import Opus

    return Opus()


def _mp3() -> Format:
    from voice_coach.export.mp3 import Mp3

    return Mp3()


def _m4a() -> Format:
    from voice_coach.export.m4a import M4a

    return M4a()


FORMATS: dict[str, Callable[[], Format]] = {
    ".wav": _wav,
    ".flac": _flac,
    ".opus": _opus,
    ".mp3": _mp3,
    ".m4a": _m4a,
    ".m4b": _m4a,
}
"""Suffix to what makes its writer; a format's own module is imported only when it is wanted."""


def format_of(path: Path) -> Format:
    """Return the format that a name asks for.

    Raises:
        UsageError: it is none of ours.
    """
    return entry_of(path, FORMATS)()


def entry_of(path: Path, table: dict[str, _Entry]) -> _Entry:
    """Return a table's entry for the end of a name.

    Raises:
        UsageError: nothing does; tells what would.
    """
    entry = table.get(path.suffix.lower())
    if entry is None:
        name = printable(path.name) or "."
        raise UsageError(f'"{name}" cannot be written; end the name in {listed(table)}.')
    return entry


def listed(words: Iterable[str]) -> str:
    """Return words as a list to choose from: ``.wav, .flac or .mp3``."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
