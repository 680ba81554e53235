"""The installed `coach` in a terminal of its own, typed at and read from."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rig.command import Coach
from rig.server import until

DOWN, UP = "\x1b[B", "\x1b[A"
_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[a-zA-Z]|\][^\x07]*\x07|[=>])")


@dataclass
class Terminal:
    """A running command and our end of its terminal."""

    process: subprocess.Popen[Any]
    ours: int
    raw: str = ""

    def shown(self) -> str:
        """Return what was written so far, without what steers the terminal."""
        with contextlib.suppress(OSError):
            while data := os.read(self.ours, 65536):
                self.raw += data.decode(errors="replace")
        return _ESCAPES.sub("", self.raw).replace("\r", "")

    def wait_for(self, text: str, seconds: float = 120.0) -> None:
        """Wait until something is shown."""
        until(lambda: text in self.shown(), seconds)

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question and its invitation, then type an answer and Enter."""
        until(lambda: "leave):" in self.shown().partition(question)[2], 120.0)
        os.write(self.ours, keys.encode() + b"\r")


@contextlib.contextmanager
def terminal(
    coach: Coach, *args: str, columns: int = 80, lines: int = 50, **env: str
) -> Iterator[Terminal]:
    """Start `coach ARGS` in a terminal of some size; it is ended with the test."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    os.set_blocking(ours, False)
    process = coach.start(
        *args,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={"TERM": "xterm", **env},
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
