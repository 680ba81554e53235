"""JSON that keeps every file name: those that are not UTF-8, which POSIX allows, included."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec

_T = TypeVar("_T")
NUL = b"\\u0000"
"""How JSON has the one character that no file name may have."""


def encode(value: Any, indent: int | None = None) -> bytes:
    """Return a value as JSON; for people to read, with an indent.

    Raises:
        TypeError, ValueError, OverflowError: JSON has no such value.
    """
    try:
        data = msgspec.json.encode(value)
        return data if indent is None else msgspec.json.format(data, indent=indent)
    except UnicodeEncodeError:  # Python holds the bytes of such a name as lone surrogates
        return json.dumps(msgspec.to_builtins(value), indent=indent).encode()


def decode(data: bytes, type: type[_T]) -> _T:  # noqa: A002 - as msgspec calls it
    """Return what `encode` wrote.

    Raises:
        msgspec.MsgspecError: it is not JSON, or not of that type.
    """
    if b"\\ud" not in data:
        return msgspec.json.decode(data, type=type)
    try:
        return msgspec.convert(json.loads(data), type)
    except (ValueError, RecursionError) as fault:
        raise msgspec.DecodeError(str(fault)) from None
