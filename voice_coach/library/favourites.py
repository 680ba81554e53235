"""Sessions that somebody likes: an empty file by the name of each, so that no two writers meet."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from voice_coach import paths
from voice_coach.errors import CoachError, why


def folder() -> Path:
    """Return where the files lie."""
    return paths.data() / "favourites"


def names() -> list[str]:
    """Return the names, in alphabetical order."""
    with contextlib.suppress(OSError):
        return sorted(name for name in os.listdir(folder()) if not name.startswith("."))
    return []


def add(name: str) -> None:
    """Add a session by the name that the library knows.

    Raises:
        CoachError: it can not be kept.
    """
    try:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / name).touch()
    except OSError as fault:
        raise CoachError(f"{folder()} can not be written: {why(fault)}.") from None


def remove(name: str) -> bool:
    """Take a session out; return whether it was in."""
    try:
        (folder() / name).unlink()
    except OSError:
        return False
    return True
