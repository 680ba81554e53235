"""Where the last unfinished session was left: kept at each cue, so a crash loses one sentence."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from voice_coach import lossless, paths
from voice_coach.atomic import atomic_write, make_folder
from voice_coach.errors import CoachError
from voice_coach.session.spec import SessionSpec

OFFERED = 24 * 3600.0
"""Seconds for which a session can be resumed."""


class Bookmark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An unfinished session, as it would begin again."""

    spec: SessionSpec
    at: float
    """When it was kept, in seconds since 1970."""


def file() -> Path:
    """Return the bookmark's file."""
    return paths.state() / "unfinished.json"


def keep(spec: SessionSpec, cue: int, volume: int, now: Callable[[], float] = time.time) -> None:
    """Keep a session's place; where that fails the session goes on all the same.

    Args:
        spec: the session.
        cue: the number of its last spoken cue, from 0; unlike a time it stays right where holds
            were made longer.
        volume: in percent, as it is now.
        now: the clock, in seconds since 1970.
    """
    left = replace(spec.absolute(), cue=cue, start="", volume=volume)
    with contextlib.suppress(OSError, CoachError):
        make_folder(file().parent, private=True)
        with atomic_write(file(), durable=False) as out:
            out.write(lossless.encode(Bookmark(spec=left, at=now())))


def find(now: Callable[[], float] = time.time) -> SessionSpec | None:
    """Return the last unfinished session, unless it is over a day old or cannot be read."""
    try:
        kept = lossless.load(file(), Bookmark)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.spec if abs(now() - kept.at) <= OFFERED else None


def forget() -> None:
    """Drop the bookmark: its session is finished."""
    with contextlib.suppress(OSError):
        file().unlink()
