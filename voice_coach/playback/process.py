"""What concerns the whole process while it plays: how its threads share it, and Ctrl-Z."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def low_latency() -> Iterator[None]:
    """Let no other thread of ours hold up the one that fills the device's buffer for long.

    They give way after a millisecond, not five; and what is there by now is never again looked
    through for garbage, which would stop them all for 20 ms.
    """
    interval = sys.getswitchinterval()
    gc.freeze()
    sys.setswitchinterval(0.001)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.unfreeze()


@contextlib.contextmanager
def suspend_on_sigtstp(suspend: Callable[[], None]) -> Iterator[None]:
    """Call `suspend` on Ctrl-Z, instead of being stopped in the middle of a word."""
    if not hasattr(signal, "SIGTSTP"):
        yield
        return

    def handle(number: int, frame: FrameType | None) -> None:
        suspend()

    before = signal.signal(signal.SIGTSTP, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


def stop_process() -> None:
    """Be stopped as Ctrl-Z stops a program; returns when it is to go on."""
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, handler)
