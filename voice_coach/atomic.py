"""Files that appear under their name only when they are whole.

What is written goes to a hidden file beside the target and is moved over it at the end. A command
that was killed leaves that hidden file; the next one that writes to the same name removes it.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from voice_coach.errors import ExportError, UsageError, why

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space or choose another folder",
    errno.EDQUOT: "your quota is used up; free some space or choose another folder",
    errno.ENOENT: "the folder does not exist; make it first",
    errno.EACCES: "you may not write there; choose another folder",
    errno.EPERM: "you may not write there; choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EFBIG: "the disk takes no file that large; choose another",
}

_FORWARD = 8 << 20
"""Bytes written before the disk is told."""


@contextlib.contextmanager
def atomic_write(path: Path, *, clobber: bool = True, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its name when the block ends without an exception.

    Args:
        path: the file.
        clobber: replace one that exists.
        durable: wait until the disk has it, so that it outlives a power cut.

    Raises:
        UsageError: it exists and `clobber` is off, or it is a folder.
        ExportError: it can not be written; the old file, if any, stays as it was.
    """
    part = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        _check(path, clobber)
        _sweep(path)
        with io.BufferedWriter(_Forwarded(part, "wb")) as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        _take_name(part, path, clobber)
    except OSError as fault:
        raise ExportError(f"{path} can not be written: {_reason(fault)}.") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


class _Forwarded(io.FileIO):
    """A file that the disk begins to take while more is written: less is left to wait for."""

    _told = 0

    def write(self, data: Any, /) -> int:
        count = super().write(data)
        fresh = self.tell() - self._told
        if fresh > _FORWARD and hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):  # a hint; some disks take none
                # Linux begins to write what it is told will not be needed, and keeps it meanwhile.
                os.posix_fadvise(self.fileno(), self._told, fresh, os.POSIX_FADV_DONTNEED)
            self._told += fresh
        return count


def _check(path: Path, clobber: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it.")
    if not clobber and path.exists():
        raise UsageError(f"{path} exists; choose another name.")


def _take_name(part: Path, path: Path, clobber: bool) -> None:
    if clobber:
        os.replace(part, path)
        return
    try:
        os.link(part, path)  # unlike a rename, fails where somebody was quicker
    except FileExistsError:
        raise UsageError(f"{path} exists; choose another name.") from None
    except OSError:  # FAT and some network disks know no links
        _check(path, clobber)
        os.replace(part, path)


def _reason(fault: OSError) -> str:
    return _REASONS.get(fault.errno or 0, why(fault))


def _sweep(path: Path) -> None:
    """Remove what killed exports to the same name left behind."""
    before, after = f".{path.name}.", ".part"
    with contextlib.suppress(OSError):
        for name in os.listdir(path.parent):
            process = name.removeprefix(before).removesuffix(after)
            left = f"{before}{process}{after}" == name and process.isdecimal()
            if left and not _alive(int(process)):
                path.with_name(name).unlink()


def _alive(process: int) -> bool:
    if os.name == "nt":  # there, kill would end it; and a file in use can not be removed
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
