"""When the full safety text was last heard: once in 24 hours is enough for who listens every day."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import platformdirs
from msgspec.structs import replace

from voice_coach.plan.program import Preamble
from voice_coach.session.spec import SessionSpec

LASTS = 24 * 3600.0
"""Seconds."""

Clock = Callable[[], float]
"""Seconds since 1970."""


def file() -> Path:
    """Return the file whose time tells when."""
    return platformdirs.user_state_path("voice-coach", appauthor=False) / "safety-heard"


def as_played(spec: SessionSpec, now: Clock = time.time) -> SessionSpec:
    """Return a session as it is played to somebody who has keys, and may know the safety text."""
    preamble = spec.narration.preamble
    if preamble is Preamble.AUTO and 0 <= now() - _heard() <= LASTS:
        preamble = Preamble.SHORT
    return replace(spec, narration=replace(spec.narration, preamble=preamble, keys=True))


def note(spec: SessionSpec, now: Clock = time.time) -> None:
    """Note that the safety text of a session was heard now, if it was the full one."""
    if spec.narration.preamble is Preamble.SHORT:
        return
    with contextlib.suppress(OSError):
        file().parent.mkdir(parents=True, exist_ok=True)
        file().touch()
        os.utime(file(), (now(), now()))


def ever() -> bool:
    """Tell whether a session was ever heard on this machine."""
    return file().exists()


def _heard() -> float:
    try:
        return file().stat().st_mtime
    except OSError:
        return float("-inf")
