"""Keeps the machine awake while a session runs: the one module that imports wakepy."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator

from wakepy import keep


@contextlib.contextmanager
def awake() -> Iterator[None]:
    """Keep the machine from sleeping; where that fails, print one warning with cause and remedy."""
    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            warning = f"coach: the machine may fall asleep during the session: {cause()}"
            print(f"{warning}\n{remedy()}", file=sys.stderr)
        yield


def trial() -> tuple[str, str]:
    """Try it; return why it fails and what to do, or two empty texts."""
    with keep.running(on_fail="pass") as mode:
        active = mode.active
    return ("", "") if active else (cause(), remedy())


def cause() -> str:
    """Return why the machine cannot be kept awake, as far as we can know."""
    if sys.platform == "linux" and not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return "there is no desktop session to ask"
    return "the system does not grant it"


def remedy() -> str:
    """Return what to do about it."""
    if shutil.which("systemd-inhibit"):
        return "Play it with: systemd-inhibit coach play NAME"
    return "Turn sleep off in the system's settings, or move now and then what wakes it."
