"""Where the last unfinished session stood: kept at each cue, so that a crash loses one sentence."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from voice_coach.atomic import atomic_write
from voice_coach.errors import CoachError

OFFERED = 24 * 3600.0
"""Seconds for which a session can be taken up again."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An unfinished session."""

    names: tuple[str, ...]
    choices: dict[str, Any]
    """The options that shaped it."""
    mix: dict[str, Any]
    """The options of its sound."""
    cue: int
    """Number of its last spoken cue, from 0: stays true where holds were made longer."""


def _file() -> Path:
    return platformdirs.user_state_path("voice-coach", appauthor=False) / "unfinished.json"


def keep(bookmark: Bookmark, now: Callable[[], float] = time.time) -> None:
    """Keep a bookmark; where that fails the session goes on without."""
    kept = {"names": bookmark.names, "choices": bookmark.choices, "mix": bookmark.mix}
    with contextlib.suppress(OSError, CoachError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(_file()) as file:
            file.write(json.dumps({**kept, "cue": bookmark.cue, "at": now()}).encode())


def find(now: Callable[[], float] = time.time) -> Bookmark | None:
    """Return the bookmark of the last unfinished session, unless it is over a day old."""
    try:
        kept = json.loads(_file().read_bytes())
        fresh = abs(now() - kept["at"]) <= OFFERED
        names = tuple(map(str, kept["names"]))
        found = Bookmark(names, dict(kept["choices"]), dict(kept["mix"]), int(kept["cue"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if fresh else None


def forget() -> None:
    """Drop the bookmark: its session is finished."""
    with contextlib.suppress(OSError):
        _file().unlink()
