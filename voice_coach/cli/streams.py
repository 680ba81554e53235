"""The standard streams: always open, able to show any name, and to blame for their own faults only."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Any

from voice_coach.cli import text
from voice_coach.errors import CoachError, why


class OutputError(CoachError):
    """Standard output cannot be written; a reader who has left is no fault."""

    def __init__(self, fault: OSError) -> None:
        gone = fault.errno == errno.EPIPE
        self.exit_code = 0 if gone else 1
        super().__init__("" if gone else f"Standard output cannot be written: {why(fault)}.")


class _Output(io.FileIO):
    """Descriptor 1; its faults are kept apart from those of any other file."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as fault:
            _drop()
            raise OutputError(fault) from None


def open_streams() -> None:
    """Open descriptors 0 to 2 where they are closed: a file opened later must not become one.

    What the terminal's encoding cannot show is shown as an escape, so no name is an error.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Output(1, "wb", closefd=False)),
        encoding=encoding,
        errors="backslashreplace",
        line_buffering=os.isatty(1),
    )
    # A descriptor of its own: 2 leads to nowhere while a device opens, for C libraries fill pages.
    sys.stderr = os.fdopen(
        os.dup(2),
        "w",
        buffering=1,
        encoding=getattr(sys.stderr, "encoding", None) or encoding,
        errors="backslashreplace",
    )


def flush_streams() -> None:
    """Write what is still held back.

    Raises:
        OutputError: standard output does not take it.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    sys.stdout.flush()


def say(message: str) -> None:
    """Tell something on standard error, where there is one."""
    with contextlib.suppress(OSError):
        print(text.message("coach: " + message, 2), file=sys.stderr)


def _drop() -> None:
    """Let what is still held back go into nothing: nobody takes it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
