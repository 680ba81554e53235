"""What a listener has heard before: the full safety text, once in 24 hours, and any session at all."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from voice_coach import paths
from voice_coach.plan.program import Preamble
from voice_coach.session.spec import ORIENTATION, SessionSpec

LASTS = 24 * 3600.0
"""Seconds for which the short safety text is enough."""

Clock = Callable[[], float]
"""Seconds since 1970."""


def file() -> Path:
    """Return the file whose time says when the full safety text was heard."""
    return paths.state() / "safety-heard"


def begun() -> Path:
    """Return the file that exists once a session was begun."""
    return paths.state() / "begun"


def as_played(spec: SessionSpec, now: Clock = time.time) -> SessionSpec:
    """Return a session as it is played live: with keys, and perhaps to somebody who knows the safety text.

    The very first session explains how sessions work, unless it is to begin elsewhere, or short.
    """
    preamble = spec.narration.preamble
    whole = not spec.start and spec.cue is None and ORIENTATION not in spec.names
    orientation = preamble is Preamble.AUTO and whole and not ever()
    if preamble is Preamble.AUTO and 0 <= now() - _heard_at() <= LASTS:
        preamble = Preamble.SHORT
    narration = replace(spec.narration, preamble=preamble, keys=True)
    return replace(spec, narration=narration, orientation=orientation)


def note(now: Clock = time.time) -> None:
    """Note that the full safety text was heard now."""
    with contextlib.suppress(OSError):
        _touch(file())
        os.utime(file(), (now(), now()))


def note_begun() -> None:
    """Note that a session was begun; how sessions work need not be explained again."""
    with contextlib.suppress(OSError):
        _touch(begun())


def ever() -> bool:
    """Return whether a session was ever begun on this machine."""
    return os.path.exists(begun()) or os.path.exists(file())


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def _heard_at() -> float:
    try:
        return file().stat().st_mtime
    except OSError:
        return float("-inf")
