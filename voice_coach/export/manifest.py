"""What a folder of exports was made of, so that only what changed is made again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from voice_coach.atomic import atomic_write

NAME = ".voice-coach.json"
_VERSION = 1


def content_key(settings: object, files: Iterable[Path]) -> str:
    """Return a key of everything that decides what a file will be.

    Args:
        settings: voice, options and version; told apart by their `repr`.
        files: what is read, by content; where they lie does not matter.
    """
    digest = hashlib.blake2b(repr(settings).encode(), digest_size=16)
    for path in files:
        with contextlib.suppress(OSError):
            digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


@dataclass(slots=True)
class Manifest:
    """The list of a folder: each file, the key that it was made by, and how long it is in bytes."""

    folder: Path
    _made: dict[str, tuple[str, int]] = field(init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        self._made = _read(self.folder / NAME)

    def holds(self, path: Path, key: str) -> bool:
        """Tell whether a file is there, whole, as it would be made now."""
        try:
            return self._made.get(path.name) == (key, path.stat().st_size)
        except OSError:
            return False

    def add(self, paths: Iterable[Path], key: str) -> None:
        """Note files that were made; kept at once, so that nothing is lost by an interruption.

        Raises:
            ExportError: the list can not be written.
        """
        with self._lock:
            self._made |= {path.name: (key, path.stat().st_size) for path in paths}
            whole = {"version": _VERSION, "made": self._made}
            with atomic_write(self.folder / NAME) as file:
                file.write(json.dumps(whole, indent=1, sort_keys=True).encode())


def _read(path: Path) -> dict[str, tuple[str, int]]:
    """Return what a list says; one that is damaged, or of another version, says nothing."""
    try:
        told = json.loads(path.read_bytes())
        if told["version"] != _VERSION:
            return {}
        return {str(name): (str(key), int(size)) for name, (key, size) in told["made"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
