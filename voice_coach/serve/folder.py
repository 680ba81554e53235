"""A folder as the web sees it: addresses to files, and nothing outside the folder."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/rss+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
"""Our own table: the system's differs from machine to machine."""
_DIGEST = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


@dataclass(frozen=True, slots=True)
class Folder:
    """What is served."""

    path: Path

    def find(self, address: str) -> Path | None:
        """Return the file that the path of an address names; None: there is none.

        Hidden files, links that lead out of the folder, and anything but plain files do not exist here.
        """
        parts = _parts(address)
        if parts is None:
            return None
        root = os.path.realpath(self.path)
        real = os.path.realpath(os.path.join(root, *parts))
        if os.path.isdir(real):
            real = os.path.realpath(os.path.join(real, "index.html"))
        inside = real.startswith(os.path.join(root, ""))
        return Path(real) if inside and _plain_file(real) else None


def type_of(path: Path) -> str:
    """Return the media type of a file."""
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def never_changes(path: Path) -> bool:
    """Return whether a file's name has a digest of its content, so that the file never changes."""
    return bool(_DIGEST.search(path.name))


def _parts(address: str) -> list[str] | None:
    """Return the parts of a path; None: no file of a site has such an address."""
    try:
        decoded = unquote_to_bytes(address.lstrip("/")).decode()
    except UnicodeDecodeError:
        return None
    parts = decoded.split("/")
    if parts[-1] == "":
        parts[-1] = "index.html"
    odd = any(not part or part.startswith(".") or set(part) & set('\\:*?"<>|') for part in parts)
    return None if odd or not decoded.isprintable() else parts


def _plain_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file, in bytes."""

    start: int
    stop: int
    """First byte after it."""


class UnsatisfiableError(Exception):
    """The file does not have those bytes."""


def parse_range(text: str, size: int) -> Span | None:
    """Return the stretch that a `Range` header asks for; None: the whole file.

    Several stretches at once, and malformed ranges, are answered with the whole, as HTTP allows.

    Raises:
        UnsatisfiableError: the file ends before that.
    """
    match = _RANGE.fullmatch(text.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(int(last) + 1 if last else size, size)
        if last and int(last) < start:
            return None
    if start >= stop:
        raise UnsatisfiableError
    return Span(start, stop)
