"""What a folder of exports was made of, so that only what changed is made again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from voice_coach.atomic import atomic_write

NAME = ".voice-coach.json"
_VERSION = 2
_CHUNK = 1 << 20
_digests: dict[tuple[int, int, int, int], bytes] = {}
_digesting = Lock()


def content_key(settings: object, files: Iterable[Path]) -> str:
    """Return a key of everything that decides what a file will be.

    Args:
        settings: voice, options and version; told apart by their `repr`.
        files: what is read, by content; where they lie does not matter.
    """
    digest = hashlib.blake2b(repr(settings).encode(), digest_size=16)
    for path in files:
        with contextlib.suppress(OSError):
            digest.update(_digest(path))
    return digest.hexdigest()


def _digest(path: Path) -> bytes:
    """Return the digest of a file, read in pieces, and once a run unless it changes."""
    with _digesting, path.open("rb") as file:
        about = os.fstat(file.fileno())
        seen = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
        if seen not in _digests:
            digest = hashlib.blake2b(digest_size=16)
            while piece := file.read(_CHUNK):
                digest.update(piece)
            _digests[seen] = digest.digest()
        return _digests[seen]


class Entry(NamedTuple):
    """What is known of a file that was written."""

    key: str
    size: int
    mtime_ns: int
    digest: str


@dataclass(slots=True)
class Manifest:
    """The record of a folder: each file, the key that it was made by, and how to recognise it."""

    folder: Path
    _made: dict[str, Entry] = field(init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        self._made = _read(self.folder / NAME)

    def holds(self, path: Path, key: str) -> bool:
        """Tell whether a file is there, whole, as it would be made now."""
        entry = self._made.get(path.name)
        if entry is None or entry.key != key:
            return False
        try:
            about = path.stat()
            if about.st_size != entry.size:
                return False
            # A copied folder has new times and the same files: only then are they read.
            return about.st_mtime_ns == entry.mtime_ns or _digest(path).hex() == entry.digest
        except OSError:
            return False

    def forget(self, paths: Iterable[Path]) -> None:
        """Drop files that are about to be rewritten: a kill before `add` must not leave an entry.

        Raises:
            ExportError: the list cannot be written.
        """
        with self._lock:
            known = [path.name for path in paths if path.name in self._made]
            for name in known:
                del self._made[name]
            if known:
                self._write()

    def add(self, paths: Iterable[Path], key: str) -> None:
        """Note files that were made; kept at once, so that nothing is lost by an interruption.

        Raises:
            ExportError: the list can not be written.
        """
        with self._lock:
            self._made |= {path.name: _entry(path, key) for path in paths}
            self._write()

    def _write(self) -> None:
        whole = {"version": _VERSION, "made": self._made}
        with atomic_write(self.folder / NAME) as file:
            file.write(json.dumps(whole, indent=1, sort_keys=True).encode())


def _entry(path: Path, key: str) -> Entry:
    about = path.stat()
    return Entry(key, about.st_size, about.st_mtime_ns, _digest(path).hex())


def _read(path: Path) -> dict[str, Entry]:
    """Return what a list says; one that is damaged, or of another version, says nothing."""
    try:
        told = json.loads(path.read_bytes())
        if told["version"] != _VERSION:
            return {}
        return {
            str(name): Entry(str(key), int(size), int(mtime_ns), str(digest))
            for name, (key, size, mtime_ns, digest) in told["made"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
