"""One session at a time: two voices at once would be one that nobody can stop."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from voice_coach.errors import CoachError, why
from voice_coach.playback.remote import runtime_folder


@contextlib.contextmanager
def exclusive() -> Iterator[Path | None]:
    """Hold the place of the one playing session.

    Yields the folder for what lives as long as it, which belongs to the holder alone; None where
    no such folder can be had: after one warning the session is played without remote control.

    Raises:
        CoachError: another session is playing.
    """
    with contextlib.ExitStack() as held:
        try:
            folder: Path | None = runtime_folder()
            assert folder is not None
            lock = os.open(folder / "player.lock", os.O_RDWR | os.O_CREAT, 0o600)
            held.callback(os.close, lock)  # which unlocks it, as the end of the process does
        except (CoachError, OSError) as fault:
            told = why(fault) if isinstance(fault, OSError) else str(fault)
            print(f"coach: no remote control in this session: {told}", file=sys.stderr)
            yield None
            return
        if not _locked(lock):
            raise CoachError("A session is playing already; end it with: coach stop")
        yield folder


def _locked(lock: int) -> bool:
    """Lock a file for this process, unless another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
