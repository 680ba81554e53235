"""JSON that keeps every file name: those that are not UTF-8, which POSIX allows, included."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any, TypeVar

import msgspec

_T = TypeVar("_T")
_LARGEST = 64 << 20
"""Bytes of a file: more than any of ours."""
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
    try:
        if b"\\ud" not in data:
            return msgspec.json.decode(data, type=type)
        return msgspec.convert(json.loads(data), type)
    except msgspec.MsgspecError:
        raise
    except (ValueError, RecursionError) as fault:
        raise msgspec.DecodeError(str(fault)) from None


def load(path: Path | str, type: type[_T]) -> _T:  # noqa: A002
    """Return what a file holds; whatever lies there, nothing is waited for.

    Raises:
        OSError: it cannot be read.
        msgspec.MsgspecError: it is no file, too large, not JSON, or not of that type.
    """
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
        raise msgspec.DecodeError("not a file of ours")
    with open(path, "rb") as file:
        return decode(file.read(_LARGEST), type)
