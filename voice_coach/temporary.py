"""Folders for a while: gone when done with; what a killed command left goes with a later one."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from voice_coach.atomic import OLD

_BEFORE, _AFTER = "voice-coach-", ".part"


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield an empty folder where the system keeps such; first remove our own of a day ago or more.

    Raises:
        OSError: it can not be made.
    """
    # Named before it is made: a signal that comes in between finds what to remove.
    folder = Path(_place(), f"{_BEFORE}{os.urandom(8).hex()}{_AFTER}")
    try:
        folder.mkdir(mode=0o700)
        _sweep(folder.parent, folder.stat().st_mtime)  # by the clock of that disk
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _place() -> str:
    """Return where the system keeps such.

    Python tries a file there, which a signal in between would leave. None comes to other threads.
    """
    asking = threading.Thread(target=tempfile.gettempdir)
    asking.start()
    asking.join()
    return tempfile.gettempdir()


def _sweep(place: Path, now: float) -> None:
    with contextlib.suppress(OSError):
        for entry in os.scandir(place):
            ours = entry.name.startswith(_BEFORE) and entry.name.endswith(_AFTER)
            if ours and entry.is_dir(follow_symlinks=False) and now - _touched(entry.path) >= OLD:
                shutil.rmtree(entry.path, ignore_errors=True)


def _touched(folder: str) -> float:
    """Return when something was last written there; what goes away meanwhile was just now."""
    try:
        inside = [entry.stat(follow_symlinks=False) for entry in os.scandir(folder)]
        return max(each.st_mtime for each in [os.stat(folder), *inside])
    except OSError:
        return time.time()
