"""Whether the question before the first session of the day was answered with a "no" today."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from voice_coach import paths
from voice_coach.atomic import make_folder
from voice_coach.errors import CoachError


def file() -> Path:
    """Return the file whose time says when nothing of the question was true."""
    return paths.state() / "screened"


def answered(today: Callable[[], date] = date.today) -> bool:
    """Return whether somebody said today that nothing of it is true. Silence is no answer."""
    try:
        return date.fromtimestamp(file().stat().st_mtime) == today()
    except (OSError, ValueError, OverflowError):
        return False


def note() -> None:
    """Note that nothing of it is true today."""
    with contextlib.suppress(OSError, CoachError):
        make_folder(file().parent)
        file().touch()
