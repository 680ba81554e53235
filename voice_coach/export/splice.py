"""Our own bytes in a file that a library writes: chapters and tags that the library does not know."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes that replace some of the library's."""

    start: int
    end: int
    """First byte that stays."""
    data: bytes

    def moved(self, position: int) -> int:
        """Return where a byte of the library's ends up."""
        if position < self.start:
            return position
        return position - (self.end - self.start) + len(self.data)


@dataclass(slots=True)
class Splicer:
    """A file for a library to write; it sees its own bytes and nothing of ours.

    What goes wrong is kept for `check`: an exception cannot pass through C code.
    """

    file: BinaryIO
    splice: Callable[[bytes], Splice | None]
    """Called with the library's first bytes, and more each time, until it returns what to put where."""
    _head: bytearray = field(default_factory=bytearray, init=False)
    _splice: Splice | None = field(default=None, init=False)
    _at: int = field(default=0, init=False)
    _end: int = field(default=0, init=False)
    _fault: BaseException | None = field(default=None, init=False)

    def write(self, data: bytes) -> int:
        """Write; returns 0 once something is wrong."""
        if self._fault:
            return 0
        try:
            self._write(bytes(data))
        except BaseException as fault:
            self._fault = fault
            return 0
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to one of the library's bytes; a file that streams is only ever sought to its end."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._end}
        self._at = base[whence] + offset
        return self._at

    def tell(self) -> int:
        """Return where the library is."""
        return self._at

    def read(self, count: int) -> bytes:
        """Return nothing: libsndfile wants the method, but does not read what it writes."""
        return b""

    def check(self) -> None:
        """Raise what went wrong."""
        if self._fault:
            raise self._fault

    def _write(self, data: bytes) -> None:
        if self._splice is None:
            self._head += data
            self._splice = self.splice(bytes(self._head))
            if self._splice:
                start, end = self._splice.start, self._splice.end
                self.file.write(bytes(self._head[:start]) + self._splice.data)
                self.file.write(bytes(self._head[end:]))
        else:
            if self._at != self._end:
                self.file.seek(self._splice.moved(self._at))
            self.file.write(data)
        # The library went back to fill something in. It may not seek again before it appends, so the
        # real file must be left at the end.
        back = self._at != self._end
        self._at += len(data)
        self._end = max(self._end, self._at)
        if back and self._splice:
            self.file.seek(self._splice.moved(self._end))
