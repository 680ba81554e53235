"""Takes on disk, by what was said and in which voice. A damaged entry counts as missing.

An entry holds the sample rate and the number of bytes, a checksum of these, one of the samples, and
the samples: a length can be trusted without reading on.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from voice_coach import paths
from voice_coach.atomic import atomic_write, make_folder
from voice_coach.errors import CoachError
from voice_coach.speech.take import Take, Utterance, frames_of

_MAGIC = b"coach\x04"
_SUM = 4
_NUMBERS = len(_MAGIC) + 8
_HEADER = _NUMBERS + 2 * _SUM


def default_folder() -> Path:
    """Return the user's cache folder of takes; it can be deleted at any time."""
    return paths.cache() / "takes"


MOST_BYTES = 400 << 20
"""Of all takes together: the whole library in a natural voice takes a quarter of it."""
_BETWEEN = 64
"""Takes that a process adds between two looks at how much there is; it looks at its first, too, so
that many short runs add up to no more than a long one."""


@dataclass(slots=True)
class TakeCache:
    """A folder of takes. Without rights or space it keeps nothing, with one warning."""

    folder: Path
    engine: Callable[[], str]
    """Returns what makes the sound; called late, since it takes a while to find out."""
    most: int = MOST_BYTES
    """Bytes that all takes together may have, but for the last ones of each process."""
    warned: bool = field(default=False, init=False)
    _added: int = field(default=0, init=False)

    @property
    def exists(self) -> bool:
        """Something was kept here once."""
        return os.path.exists(self.folder)

    def get(self, utterance: Utterance) -> Take | None:
        """Return the take of an utterance, or None."""
        path = self._path(utterance)
        try:
            data = path.read_bytes()
            _touch(path)
            return _take(data)
        except OSError:
            return None

    def frames(self, utterance: Utterance) -> int | None:
        """Return how many frames the take of an utterance has, from its first bytes alone."""
        if not self.exists:  # the engine need not be asked yet
            return None
        path = self._path(utterance)
        try:
            with path.open("rb") as file:
                head = file.read(_HEADER)
                size = file.seek(0, 2)
        except OSError:
            return None
        rate, count = _numbers(head)
        return frames_of(count, rate) if count and size == _HEADER + count else None

    def put(self, utterance: Utterance, take: Take) -> bool:
        """Keep a take; return whether it was kept."""
        path = self._path(utterance)
        try:
            make_folder(path.parent)
            with atomic_write(path, durable=False) as file:
                file.write(_header(take))
                file.write(take.pcm)
        except (OSError, CoachError) as fault:
            self._warn(fault)
            return False
        if self._added % _BETWEEN == 0:
            prune(self.folder, self.most)
        self._added += 1
        return True

    def _path(self, utterance: Utterance) -> Path:
        how = (self.engine(), utterance.voice, str(utterance.rate), str(utterance.pause))
        key = "\0".join((*how, *utterance.sentences))
        name = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()
        return self.folder / name[:1] / f"{name[1:]}.take"

    def _warn(self, fault: Exception) -> None:
        if not self.warned:
            print(f"coach: speech is not kept for next time: {fault}", file=sys.stderr)
        self.warned = True


def size(folder: Path) -> tuple[int, int]:
    """Return how many takes there are, and their bytes."""
    entries = _entries(folder)
    return len(entries), sum(bytes_ for _, bytes_, _ in entries)


def prune(folder: Path, most: int = MOST_BYTES) -> int:
    """Remove the takes that were least recently used, until `most` bytes are left; return how many.

    Another process may do the same at the same time; a take that is gone is spoken again.
    """
    entries = sorted(_entries(folder))
    left, removed = sum(bytes_ for _, bytes_, _ in entries), 0
    for _, bytes_, path in entries:
        if left <= most:
            break
        with contextlib.suppress(OSError):
            path.unlink()
            removed += 1
        left -= bytes_
    return removed


def _entries(folder: Path) -> list[tuple[float, int, Path]]:
    """Return of each take when it was last used, its bytes, and its path."""
    entries = []
    with contextlib.suppress(OSError):  # a folder disappears while it is looked through
        for path in folder.glob("*/*.take"):
            with contextlib.suppress(OSError):
                status = path.stat()
                entries.append((status.st_mtime, status.st_size, path))
    return entries


def _touch(path: Path) -> None:
    """Note that a take is in use; a folder that is read-only keeps its order."""
    with contextlib.suppress(OSError):
        os.utime(path)


def _header(take: Take) -> bytes:
    numbers = _MAGIC + take.rate.to_bytes(4, "little") + len(take.pcm).to_bytes(4, "little")
    return numbers + _checksum(numbers) + _checksum(take.pcm)


def _take(data: bytes) -> Take | None:
    rate, count = _numbers(data)
    pcm = data[_HEADER:]
    if not count or len(pcm) != count or data[_HEADER - _SUM : _HEADER] != _checksum(pcm):
        return None
    return Take(rate, pcm)


def _numbers(head: bytes) -> tuple[int, int]:
    """Return the sample rate and the number of bytes in a header; zeros if it is damaged."""
    numbers = head[:_NUMBERS]
    if head[_NUMBERS : _NUMBERS + _SUM] != _checksum(numbers) or not numbers.startswith(_MAGIC):
        return 0, 0
    rate, count = numbers[len(_MAGIC) : -4], numbers[-4:]
    return int.from_bytes(rate, "little"), int.from_bytes(count, "little")


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_SUM, "little")
