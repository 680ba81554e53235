"""Words that a voice says wrongly: those that ship for its engine, and the user's own above them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from voice_coach import paths
from voice_coach.errors import UsageError, printable, why
from voice_coach.plan.context import Respellings

_LONGEST = 100
"""Characters of a phrase."""


def user_file() -> Path:
    """Return the file of the user's own words; it may not exist."""
    return paths.data() / "lexicon.txt"


@lru_cache(maxsize=8)
def entries(file: Path) -> dict[str, str]:
    """Return a lexicon: phrase as written, in small letters, to phrase as the voice reads it."""
    return dict(shipped(file))


@lru_cache(maxsize=8)
def shipped(file: Path | None) -> Respellings:
    """Return the phrases of a lexicon that ships; None: there is none."""
    if file is None:
        return ()
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return tuple((written.strip(), read.strip()) for written, read in pairs)


def own() -> Respellings:
    """Return the user's own phrases.

    Raises:
        UsageError: a line is not a phrase with its reading; names it.
    """
    if os.path.exists(user_file()) and not os.path.isfile(user_file()):  # a pipe: never ends
        raise UsageError(f"{user_file()} is not a file; remove it.")
    try:
        lines = user_file().read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise UsageError(f"{user_file()} is not UTF-8; save it as UTF-8.") from None
    except OSError as fault:
        raise UsageError(f"{user_file()} cannot be read: {why(fault)}.") from None
    bare = ((number, line.split("#")[0].strip()) for number, line in enumerate(lines, 1))
    return tuple(_entry(number, line) for number, line in bare if line)


def _entry(number: int, line: str) -> tuple[str, str]:
    written, _, read = (part.strip() for part in line.partition("="))
    if not (written and any(map(str.isalnum, read))) or len(line) > 2 * _LONGEST:
        raise UsageError(
            f'{user_file()}:{number}: "{printable(line[:40])}": '
            "write a word, =, and how it is read: psoas = so-az"
        )
    return written, read
