"""What concerns the whole process: signals, how its threads take turns, and the memory it keeps.

No other module handles signals.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn


class Ended(BaseException):
    """A signal asks the process to end; not an `Exception`, so that nothing on its way stops it."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


_asked: list[int] = []
"""The signals that came."""


def heed_signals() -> None:
    """Let signals end the process in an orderly way; a hang-up that `nohup` ignores stays ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    signal.signal(signal.SIGINT, _interrupt)
    if sys.platform != "win32":  # ignored, the end of the voice's process could not be waited for
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def asked_to_end() -> int | None:
    """Return the signal that asked the process to end, if one has.

    The exception that it raises can be swallowed on its way, as by C code that imports a module.
    """
    return _asked[0] if _asked else None


def end_if_asked() -> None:
    """Raise again what a signal raised.

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
    signal.signal(number, signal.SIG_IGN)  # a terminal that closes sends two: tidying up goes on
    _asked.append(number)
    raise Ended(number)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    _asked.append(number)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a second Ctrl-C ends it at once
    raise KeyboardInterrupt


@contextlib.contextmanager
def low_latency() -> Iterator[None]:
    """Let no other thread of ours hold up the one that fills the device's buffer for long.

    Inside, threads give way after a millisecond, not five; and objects that exist by now are not
    searched for garbage again, which would stop all threads for 20 ms.
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
def on_suspend(asked: Callable[[], None]) -> Iterator[None]:
    """Call `asked` on Ctrl-Z, instead of being stopped in the middle of a word.

    It is called inside the signal handler, so it may do no more than put something into a queue.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(number: int, frame: FrameType | None) -> None:
        asked()

    before = signal.signal(signal.SIGTSTP, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


def stop_process() -> None:
    """Stop as Ctrl-Z stops a program; returns when the shell continues it."""
    if sys.platform != "win32":
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)


_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Parameters of glibc's `mallopt` (malloc.h)."""
_LARGEST = 32 << 20
"""Bytes; the largest value that glibc accepts."""
_KEPT = 256 << 20
"""Bytes of freed memory that stay with the process."""


def keep_freed() -> None:
    """Let this process reuse freed memory, where the C library is glibc; elsewhere do nothing.

    A block of sound takes half a megabyte or more. glibc asks the system for each such block
    again, and the system clears its pages: a seventh of an export's time. The peak stays as it is.
    """
    import ctypes  # here: every command imports this module, and few need it

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt and mallopt(_MMAP_THRESHOLD, _LARGEST):
        mallopt(_TRIM_THRESHOLD, _KEPT)
