"""Favourite sessions: an empty file for each, by its name, so that two writers never collide."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from voice_coach import paths
from voice_coach.errors import CoachError, why


def folder() -> Path:
    """Return the folder of the files."""
    return paths.data() / "favourites"


def names() -> list[str]:
    """Return the names, in alphabetical order."""
    with contextlib.suppress(OSError):
        return sorted(name for name in os.listdir(folder()) if not name.startswith("."))
    return []


def add(name: str) -> None:
    """Add a session by the name that the library knows.

    Raises:
        CoachError: it cannot be saved.
    """
    try:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / name).touch()
    except OSError as fault:
        raise CoachError(f"Cannot write to {folder()}: {why(fault)}.") from None


def remove(name: str) -> bool:
    """Remove a session; return whether it was a favourite."""
    try:
        (folder() / name).unlink()
    except OSError:
        return False
    return True
