"""The process in which the voice speaks: started, watched over, and ended with all its forks."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from voice_coach.speech.engines.family import Family

_MODULES = Path(__file__).parents[2]
"""Python run with -m takes modules from the current folder first: it must be this one."""


def started(family: Family, voice: str) -> subprocess.Popen[bytes]:
    """Start it; the engine of a family gets ready to speak in a voice, then waits for its jobs."""
    setup = json.dumps([family.module, voice, family.forks, family.trim])
    command = [sys.executable, "-m", "voice_coach.speech.worker", setup]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_MODULES,
        # Not C's own list, the default: numpy, loading on another thread, changes that for a moment,
        # and the system, reading it at the same time, refuses with "bad address".
        env=os.environ.copy(),
        # A session of its own: Ctrl-C goes to the coach alone, and the child's forks end with it.
        start_new_session=True,
    )


@contextlib.contextmanager
def ended(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a child and close what led to it, however the block ends."""
    try:
        yield
    finally:
        _end(child)
        for stream in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
    child.wait()


@contextlib.contextmanager
def watched(child: subprocess.Popen[bytes], seconds: float) -> Iterator[Callable[[], None]]:
    """End a child that sends nothing for `seconds`; yields what to call when something came."""
    alive = threading.Event()
    stop = threading.Event()

    def watch() -> None:
        while alive.wait(seconds) and not stop.is_set():
            alive.clear()
        if not stop.is_set():
            _end(child)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield alive.set
    finally:
        stop.set()
        alive.set()
        thread.join()
