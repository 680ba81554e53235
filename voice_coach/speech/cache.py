"""Takes on disk, by what was said and who said it. A damaged entry counts as missing.

An entry is a checksum, the sample rate, and the samples. It is written under another name and
moved into place, so a reader in another process sees it whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from voice_coach.speech.take import Take, Utterance

_MAGIC = b"coach\x01"
_SUM = 20
_HEADER = len(_MAGIC) + _SUM + 4


def default_folder() -> Path:
    """Return the user's cache folder of takes; it can be deleted at any time."""
    return platformdirs.user_cache_path("voice-coach", appauthor=False) / "takes"


@dataclass(slots=True)
class TakeCache:
    """A folder of takes. Without rights or space it forgets, with one warning."""

    folder: Path
    engine: str
    warned: bool = field(default=False, init=False)

    def get(self, utterance: Utterance) -> Take | None:
        """Return the take of an utterance, or None."""
        try:
            data = self._path(utterance).read_bytes()
        except OSError:
            return None
        return _take(data)

    def put(self, utterance: Utterance, take: Take) -> bool:
        """Keep a take; return whether it was kept."""
        path = self._path(utterance)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, _data(take))
        except OSError as fault:
            self._warn(fault)
            return False
        return True

    def _path(self, utterance: Utterance) -> Path:
        key = "\0".join((self.engine, utterance.voice, str(utterance.rate), utterance.text))
        name = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}.take"

    def _warn(self, fault: OSError) -> None:
        if not self.warned:
            why = fault.strerror or "unknown"
            print(
                f"coach: speech is not kept for next time ({why}: {self.folder})", file=sys.stderr
            )
        self.warned = True


def _data(take: Take) -> bytes:
    body = take.rate.to_bytes(4, "little") + take.pcm
    return _MAGIC + _checksum(body) + body


def _take(data: bytes) -> Take | None:
    body = data[len(_MAGIC) + _SUM :]
    if len(data) <= _HEADER or data[: len(data) - len(body)] != _MAGIC + _checksum(body):
        return None
    return Take(int.from_bytes(body[:4], "little"), body[4:])


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_SUM).digest()


def _write_whole(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
