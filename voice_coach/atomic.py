"""Files that appear under their name only when they are complete, and folders for a while.

What is written goes to a hidden file beside the target and is moved over it at the end. A command
that was killed leaves that hidden file, or its temporary folder; a later one removes it when it is
a day old.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from voice_coach.errors import CoachError, ExportError, UsageError, printable, why

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space or choose another folder",
    errno.EDQUOT: "your quota is used up; free some space or choose another folder",
    errno.ENOENT: "the folder does not exist; make it first",
    errno.EACCES: "you may not write there; choose another folder",
    errno.EPERM: "you may not write there; choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EFBIG: "the disk takes no file that large; choose another",
    errno.EPIPE: "its reader has gone",
}
_BEFORE, _AFTER = ".coach-", ".part"
OLD = 24 * 3600.0
"""Seconds after which such a file is taken to be left over: nobody waits that long for a write."""
_swept: set[Path] = set()
_TEMPORARY = "voice-coach-"


@contextlib.contextmanager
def atomic_write(path: Path, *, clobber: bool = True, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its name when the block ends without an exception.

    A symbolic link is followed, and a file that is replaced hands on its mode. A device or a pipe
    is written straight: nothing can be moved over it.

    Args:
        path: the file.
        clobber: replace one that exists.
        durable: wait until the disk has it under its name, so that it outlives a power cut.

    Raises:
        UsageError: it exists and `clobber` is off, or it is a folder.
        ExportError: it cannot be written; the old file, if any, stays as it was.
    """
    if "\0" in str(path):
        raise UsageError(f"{printable(str(path))} cannot be the name of a file.")
    with _explained(path):
        target = Path(os.path.realpath(path))
        mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with _straight(path, mode) as file:
            yield file
        return
    _refuse_existing(path, clobber)
    with _part_beside(target, path) as part:
        yield part
        with _explained(path):
            part.flush()
            if mode is not None:
                # Its owner may always read and write it: a take without rights would never be replaced.
                os.chmod(part.name, stat.S_IMODE(mode) | stat.S_IRUSR | stat.S_IWUSR)
            if durable:
                os.fsync(part.fileno())
            part.close()  # Windows moves no file that is open
        _take_name(Path(part.name), target, path, clobber)
        if durable:
            _sync_folder(target.parent)


_LARGEST = 64 << 20
"""Bytes of captions or of a picture of ours, at most."""


def check_ours(path: Path, is_ours: Callable[[bytes], bool]) -> None:
    """Make sure that a file of somebody else is not replaced.

    Args:
        path: the file that is about to be written.
        is_ours: tells by the bytes of a file whether we wrote it.

    Raises:
        UsageError: one exists that is not ours, nor empty.
    """
    with _explained(path):
        if not path.is_file() or not (size := path.stat().st_size):
            return
        if size > _LARGEST or not is_ours(path.read_bytes()):
            remedy = "Nothing was replaced; move it away, or choose another name."
            raise UsageError(f"{printable(str(path))}: was not written here. {remedy}")


def sweep(folder: Path, now: float) -> None:
    """Remove what killed commands left in a folder `OLD` seconds or more before `now`."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(_BEFORE) and name.endswith(_AFTER):
                _remove_old(folder / name, now)


def _remove_old(part: Path, now: float) -> None:
    with contextlib.suppress(OSError):
        if now - part.stat().st_mtime >= OLD:
            part.unlink()


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn a fault of this file, and of no other, into a message of one line."""
    try:
        yield
    except OSError as fault:
        reason = _REASONS.get(fault.errno or 0, why(fault))
        raise ExportError(f"{path} cannot be written: {reason}.") from None


class _Raw(io.FileIO):
    """A file whose faults name it as the user did."""

    def __init__(self, path: Path, mode: str, shown: Path, opener: Any = None) -> None:
        self.shown = shown
        super().__init__(path, mode, opener=opener)

    def write(self, data: Any, /) -> int:
        with _explained(self.shown):
            return super().write(data)


def _mode(path: Path) -> int | None:
    """Return the mode of what is at a path; None: nothing is. Finds out a name that is too long."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _straight(path: Path, mode: int) -> Iterator[BinaryIO]:
    if stat.S_ISDIR(mode):
        raise UsageError(f"{path} is a folder; name a file in it.")
    with _explained(path):  # without O_CREAT: in /tmp that is refused for the pipes of others
        raw = _Raw(path, "wb", path, lambda name, flags: os.open(name, flags & ~os.O_CREAT))
    with io.BufferedWriter(raw) as file:
        yield file


def _refuse_existing(path: Path, clobber: bool) -> None:
    if not clobber and os.path.exists(path):
        raise UsageError(f"{path} exists; choose another name.")


@contextlib.contextmanager
def _part_beside(target: Path, shown: Path) -> Iterator[io.BufferedWriter[_Raw]]:
    """Make a hidden file beside the target; it is gone at the end, unless it was moved.

    Its name is by chance, so that two machines on one folder do not share it, and short, so that
    any name that the disk takes for the target will do.
    """
    part = target.parent / f"{_BEFORE}{os.urandom(8).hex()}{_AFTER}"
    try:
        with _explained(shown):
            raw = _Raw(part, "xb", shown)
        if target.parent not in _swept:
            _swept.add(target.parent)
            sweep(target.parent, os.fstat(raw.fileno()).st_mtime)  # by the clock of that disk
        with io.BufferedWriter(raw) as file:
            yield file
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _take_name(part: Path, target: Path, shown: Path, clobber: bool) -> None:
    with _explained(shown):
        if clobber:
            os.replace(part, target)
            return
        try:
            os.link(part, target)  # unlike a rename, fails where somebody was quicker
        except FileExistsError:
            raise UsageError(f"{shown} exists; choose another name.") from None
        except OSError:  # FAT and some network disks know no links
            _refuse_existing(shown, clobber)
            os.replace(part, target)


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the new name, too, where folders can be synced."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(number)
        finally:
            os.close(number)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder, and those above it, unless it exists; a private one is its owner's alone.

    Raises:
        CoachError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if private and not folder.is_symlink() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)
    except OSError as fault:
        raise CoachError(f"The folder {folder} cannot be made: {why(fault)}.") from None


@contextlib.contextmanager
def temporary_folder(place: Path | None = None) -> Iterator[Path]:
    """Yield an empty folder for a while; first remove our own of a day ago or more.

    Args:
        place: the folder that it is made in; None: where the system keeps temporary files.

    Raises:
        OSError: it cannot be made.
    """
    # Named before it is made: a signal that comes in between finds what to remove.
    folder = Path(place or tempfile.gettempdir(), f"{_TEMPORARY}{os.urandom(8).hex()}{_AFTER}")
    try:
        folder.mkdir(mode=0o700)
        _sweep_folders(folder.parent, folder.stat().st_mtime)  # by the clock of that disk
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep_folders(place: Path, now: float) -> None:
    with contextlib.suppress(OSError):
        for entry in os.scandir(place):
            ours = entry.name.startswith(_TEMPORARY) and entry.name.endswith(_AFTER)
            if ours and entry.is_dir(follow_symlinks=False) and now - _last_use(entry.path) >= OLD:
                shutil.rmtree(entry.path, ignore_errors=True)


def _last_use(folder: str) -> float:
    """Return when something was last written there; what disappears meanwhile was just in use."""
    try:
        inside = [entry.stat(follow_symlinks=False) for entry in os.scandir(folder)]
        return max(each.st_mtime for each in [os.stat(folder), *inside])
    except OSError:
        return time.time()
