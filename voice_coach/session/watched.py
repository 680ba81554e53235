"""A file that somebody edits: whether it was saved, and where it changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeAlias

_Stamp: TypeAlias = "tuple[int, int, int] | None"


@dataclass(slots=True)
class WatchedFile:
    """A file whose saves are noticed by looking, on any disk and in any editor."""

    path: Path
    text: str = field(init=False)
    """As it was when it was last taken."""
    _seen: _Stamp = field(init=False)
    _before: _Stamp = field(init=False)

    def __post_init__(self) -> None:
        self._seen = self._before = self._stamp()
        self.text = self._read()

    def saved(self) -> str | None:
        """Return the new text where there is one, and it stood still since the last look."""
        stamp, before = self._stamp(), self._before
        self._before = stamp
        if stamp is None or stamp != before or stamp == self._seen:
            return None  # gone, or being written, or nothing new
        self._seen = stamp
        text = self._read()
        return text if text != self.text else None

    def _stamp(self) -> _Stamp:
        try:
            found = os.stat(self.path)
        except OSError:  # between two halves of a save
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self) -> str:
        try:
            return self.path.read_text("utf-8-sig", errors="replace")
        except OSError:
            return ""


def changed_line(before: str, after: str) -> int:
    """Return the first line of a text, from 1, that differs from what it was before."""
    old, new = before.splitlines(), after.splitlines()
    for kind, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            return 1 + min(first, max(0, len(new) - 1)) if first < last else max(1, first)
    return 1
