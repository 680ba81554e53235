"""What a user has saved: settings in a file of theirs, which the environment overrides."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from voice_coach import paths
from voice_coach.errors import CoachError, UsageError, nearest, printable, why

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value: TypeAlias = "str | int | float | bool"

KEYS = (
    *("voice", "rate", "voice-tone", "length", "guide", "ending"),
    *("bed", "bed-volume", "lean", "volume", "through", "device", "captions"),
    *("greeting", "closing", "by", "cover"),
    *("format", "history", "checkin"),
)
"""What can be saved; each is an option of the same name."""


def file() -> Path:
    """Return the user's settings file; it may not exist."""
    return paths.config() / "config.toml"


def variable(key: str) -> str:
    """Return the environment variable that overrides the file."""
    return "VOICE_COACH_" + key.upper().replace("-", "_")


def known(key: str) -> str:
    """Return a key that can be set.

    Raises:
        UsageError: there is no such key; names the nearest.
    """
    if key not in KEYS:
        hint = nearest(key, KEYS) or f" Known: {', '.join(KEYS)}."
        raise UsageError(f'Unknown setting "{printable(key[:40])}".{hint}')
    return key


def read() -> dict[str, Value]:
    """Return what the file says.

    Raises:
        UsageError: it is not TOML, or sets an unknown key; names the line.
        CoachError: it cannot be read.
    """
    if not file().exists():
        return {}
    document = _document()
    for key, value in document.items():
        if key not in KEYS or not isinstance(value, (str, int, float)):
            raise UsageError(f"{_place(key)}: {_fault(key)}")
    return {key: getattr(value, "value", value) for key, value in document.unwrap().items()}


def change(values: Mapping[str, Value | None]) -> None:
    """Change settings in the file, keeping the rest; None removes one.

    Raises:
        UsageError: a value is not valid UTF-8; as `read`.
        CoachError: as `read`.
        ExportError: it cannot be written; it stays as it was.
    """
    import tomlkit

    from voice_coach.atomic import atomic_write, make_folder

    document = _document()
    if document and not document.as_string().endswith("\n"):
        document.add(tomlkit.nl())  # a last line that an editor left open
    for key, value in values.items():
        if value is None:
            document.pop(key, None)
        else:
            document[key] = value
    try:
        text = document.as_string().encode()
    except UnicodeEncodeError:
        raise UsageError("Settings hold UTF-8 only; rename the file or device.") from None
    make_folder(file().parent)
    with atomic_write(file()) as out:
        out.write(text)


def _document() -> TOMLDocument:
    import tomlkit  # here: without such a file it is not needed
    from tomlkit.exceptions import ParseError

    try:
        return tomlkit.parse(_text())
    except ParseError as fault:
        message = str(fault).split(" at line")[0]
        raise UsageError(f"{file()}:{fault.line}: not TOML: {printable(message)}.") from None


def _text() -> str:
    if os.path.exists(file()) and not os.path.isfile(file()):  # a pipe would be waited for
        raise UsageError(f"{file()} is not a file; remove it.")
    try:
        return file().read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise UsageError(f"{file()} is not UTF-8; save it as UTF-8.") from None
    except OSError as fault:
        raise CoachError(f"{file()} cannot be read: {why(fault)}.") from None


def _place(key: str) -> str:
    """Return the file and line that set a key, as a value or as a table."""
    sets = re.compile(rf"""\s*\[{{0,2}}\s*["']?{re.escape(key)}["']?\s*[]=.]""")
    lines = _text().splitlines()
    at = next((number for number, line in enumerate(lines, 1) if sets.match(line)), 1)
    return f"{file()}:{at}"


def _fault(key: str) -> str:
    if key in KEYS:
        return f'"{key}" takes a text, a number, true or false.'
    hint = nearest(key, KEYS) or f" Known: {', '.join(KEYS)}."
    return f'unknown setting "{printable(key[:40])}".{hint}'


def kept(values: Mapping[str, Any]) -> dict[str, Value]:
    """Return values as the file holds them."""
    return {key: getattr(value, "value", value) for key, value in values.items()}
