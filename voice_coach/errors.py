"""The tree of errors: each says what happened and what to do next, and has its exit code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NoReturn

from msgspec import Struct

LANGUAGE = "language"
"""The code of what breaks the language itself: it cannot be switched off."""


class Place(Struct, frozen=True, order=True):
    """A place in a script."""

    file: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(Struct, frozen=True, order=True):
    """One thing wrong (or, as a warning, unwise) at one place of a script."""

    place: Place
    message: str
    warning: bool = False
    code: str = LANGUAGE
    """The rule that it breaks; shown if the rule can be switched off."""

    def __str__(self) -> str:
        rule = "" if self.code == LANGUAGE else f" [{self.code}]"
        return f"{self.place}: {'warning: ' if self.warning else ''}{self.message}{rule}"


class CoachError(Exception):
    """Something a person must know; `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(CoachError):
    """The command asks for something that does not exist or does not go together."""

    exit_code = 2


class ScriptError(CoachError):
    """A script breaks the language; `problems` holds every fault that was found."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class VoiceError(CoachError):
    """No speech can be made."""

    exit_code = 4


class UnknownVoiceError(VoiceError):
    """There is no voice with that name."""


class DeviceError(CoachError):
    """No sound can be heard."""

    exit_code = 4


class NotMassageError(CoachError):
    """Massage is not the answer to what somebody has; says what is."""

    exit_code = 6


class ExportError(CoachError):
    """A file cannot be written; no half-written file stays behind."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint such as `` Did you mean "jaw"?`` (leading space), or nothing."""
    import difflib  # here: only a slip needs it, and it is slow to load

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""


def why(fault: OSError) -> str:
    """Return what the system says of a fault, for the middle of a sentence."""
    return (fault.strerror or str(fault) or "unknown").lower()


def assert_never(value: NoReturn) -> NoReturn:
    """End a `match` that covers every case: the type checker reports a case that is missing.

    Python 3.10 has no `typing.assert_never`.
    """
    raise AssertionError(f"unexpected value: {value!r}")


def printable(text: str) -> str:
    """Replace what could steer a terminal (control and format characters) by ``?``."""
    return "".join("?" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)
