"""Byte ranges: without them no browser seeks, and some play nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file."""

    start: int
    stop: int
    """First byte after it."""


class UnsatisfiableError(Exception):
    """The file has no such bytes."""


def parse_range(text: str, size: int) -> Span | None:
    """Return the stretch that a `Range` header asks for; None: the whole file.

    Several stretches at once, and what is no range at all, are answered with the whole, as HTTP
    allows.

    Raises:
        UnsatisfiableError: the file ends before it.
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
