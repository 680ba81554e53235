"""A startup hook for the real command: something happens at the Nth moment of writing a file.

A moment is a write to a file, its fsync, or its move to its name. It is counted in each file whose
path holds `WATCHED`. At the chosen moment the write is cut in half, or the disk is full from then
on, or a signal comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HOOK = """
import errno, io, os, signal

AT, KIND = int(os.environ["FAULT_AT"]), os.environ["FAULT_KIND"]
WATCHED, LOG = os.environ["FAULT_WATCHED"], os.environ["FAULT_LOG"]
real_fsync, real_replace, real_link = os.fsync, os.replace, os.link
count = 0


def moment(half=lambda: None):
    global count
    count += 1
    log = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, b".")
    os.close(log)
    if KIND == "full" and count >= AT > 0 or KIND == "once" and count == AT:
        half()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if KIND.isdigit() and count == AT:
        half()
        os.kill(os.getpid(), int(KIND))


class Counting(io.FileIO):
    def write(self, data):
        data = bytes(data)
        if WATCHED in str(self.name):
            moment(lambda: super(Counting, self).write(data[: len(data) // 2]))
        return super().write(data)


class Fsync:
    def __call__(self, number):
        if WATCHED in os.readlink(f"/proc/self/fd/{number}"):
            moment()
        return real_fsync(number)


class Move:
    def __init__(self, real):
        self.real = real

    def __call__(self, source, target, **named):
        if WATCHED in str(target):
            moment()
        return self.real(source, target, **named)


io.FileIO, os.fsync, os.replace, os.link = Counting, Fsync(), Move(real_replace), Move(real_link)
"""


@dataclass(frozen=True)
class Faults:
    """A folder for PYTHONPATH with the hook."""

    folder: Path

    def env(self, kind: str, at: int, watched: str = "/work/") -> dict[str, str]:
        """The environment for one fault: ``full``, ``once``, or the number of a signal."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / "sitecustomize.py").write_text(_HOOK)
        self.log.unlink(missing_ok=True)
        return {
            "PYTHONPATH": str(self.folder),
            "FAULT_KIND": kind,
            "FAULT_AT": str(at),
            "FAULT_WATCHED": watched,
            "FAULT_LOG": str(self.log),
        }

    @property
    def log(self) -> Path:
        """A byte for each moment."""
        return self.folder / "log"

    @property
    def slots(self) -> int:
        """How many there were."""
        return self.log.stat().st_size if self.log.exists() else 0
