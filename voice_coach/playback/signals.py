"""What concerns the whole process while it plays: its signals, and how its threads share it.

The one module that handles signals.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

_ECHO = 1.0
"""Seconds in which another signal is the same one: a terminal that closes and `timeout` send two."""


class Ended(BaseException):
    """A signal asks the process to end; passes every `except Exception` on its way out."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


_asked: list[tuple[int, float]] = []
"""Each signal that came, and when."""


def heed_signals() -> None:
    """Let signals end the process in an orderly way; a hang-up that `nohup` has off stays off."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    signal.signal(signal.SIGINT, _interrupt)
    if sys.platform != "win32":  # who ignores it is not told of the end of the voice's process
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def asked_to_end() -> int | None:
    """Return the signal that asked the process to end, if one has.

    The exception that it raises can be swallowed on its way, as by C code that imports a module.
    """
    return _asked[0][0] if _asked else None


def end_if_asked() -> None:
    """Raise once more what a signal raised.

    Raises:
        KeyboardInterrupt: SIGINT came.
        Ended: another one that ends the process came.
    """
    number = asked_to_end()
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    if number is not None:
        raise Ended(number)


def _end(number: int, frame: FrameType | None) -> None:
    now = time.monotonic()
    echo = bool(_asked) and now - _asked[-1][1] < _ECHO  # must not cut off the putting away
    _asked.append((number, now))
    if not echo:
        raise Ended(number)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    _asked.append((number, time.monotonic()))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a second Ctrl-C ends it at once
    raise KeyboardInterrupt


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
def on_suspend(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` on Ctrl-Z, instead of being stopped in the middle of a word.

    It is called inside the handler, so all it may do is to put something into a queue.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(number: int, frame: FrameType | None) -> None:
        tell()

    before = signal.signal(signal.SIGTSTP, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


def stop_process() -> None:
    """Be stopped as Ctrl-Z stops a program; returns when it is to go on."""
    if sys.platform != "win32":
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
