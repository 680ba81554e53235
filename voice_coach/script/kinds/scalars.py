"""Kinds for a single word or line of text."""

from __future__ import annotations

import re
import unicodedata
from collections import abc
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from msgspec import Struct

from voice_coach.errors import Place, Problem, nearest, printable
from voice_coach.script.document import Mapping, Node, Scalar
from voice_coach.units import parse_duration

Schema = dict[str, Any]


@dataclass(slots=True)
class Report:
    """Gathers the problems of one file."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, node: Node | Place, message: str) -> None:
        """Note what is wrong at a node or place."""
        place = node if isinstance(node, Place) else node.place
        self.problems.append(Problem(place, message))


class Kind(Protocol):
    """One kind of value."""

    def read(self, node: Node, report: Report) -> Any:
        """Return the value, or None after adding a problem to `report`."""

    def schema(self) -> Schema:
        """Describe the value as JSON Schema (draft 2020-12)."""


GENERAL = ("duration", "minutes", "title")
"""Placeholders that mean something outside of sides and rounds, too."""
PLACEHOLDERS = (*GENERAL, "side", "Side", "other", "Other", "round", "rounds")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def scalar(node: Node, report: Report, wanted: str) -> str | None:
    """Return a scalar's text with its white space folded; None (and a problem) otherwise."""
    if not isinstance(node, Scalar):
        report.add(node, _not_scalar(node, wanted))
        return None
    text = " ".join(node.text.split())
    if not text or (node.plain and text in ("null", "~", "Null", "NULL")):
        report.add(node, "missing text" if wanted == "text" else f"missing; expected {wanted}")
        return None
    return text


def _not_scalar(node: Node, wanted: str) -> str:
    if not isinstance(node, Mapping):
        return f"expected {wanted}, found a list"
    if node.entries and node.entries[0][0].text in PLACEHOLDERS:  # "{side} hand" reads as keys
        return 'text that begins with { must be in "double quotes"'
    return f"expected {wanted}, found keys"


def _invisible(character: str) -> bool:
    nothing = ord(character) & 0xFFFE == 0xFFFE  # U+FFFE and its like: no XML may hold them
    return nothing or unicodedata.category(character) in ("Cf", "Cc", "Co", "Cs")


class Text(Struct, frozen=True):
    """Words to show or speak."""

    longest: int = 400
    spoken: bool = False
    """It may hold placeholders, and must hold something that can be said."""
    known: tuple[str, ...] = PLACEHOLDERS
    """The placeholders that a spoken text may have."""
    empty: bool = False
    """It may be empty, in quotes: then nothing is said."""

    def read(self, node: Node, report: Report) -> str | None:
        """Return the text, white space folded."""
        if self.empty and isinstance(node, Scalar) and not node.plain and not node.text.strip():
            return ""
        text = scalar(node, report, "text")
        fault = self.fault(text) if text is not None else None
        if fault:
            report.add(node, fault)
            return None
        return text

    def fault(self, text: str) -> str | None:
        """Return what is wrong with a text whose white space is folded; None: nothing."""
        if len(text) > self.longest:
            return f"too long: {len(text)} characters, at most {self.longest}"
        hidden = not text.isprintable() and next(filter(_invisible, text), None)
        if hidden:
            return f"invisible character U+{ord(hidden):04X} in the text; delete it"
        return self._spoken_fault(text) if self.spoken else None

    def _spoken_fault(self, text: str) -> str | None:
        for found in _BRACES.finditer(text):
            name = found[1]
            if name not in self.known:
                known = ", ".join(self.known) or "none"
                hint = nearest(name or "", self.known) or f" Known: {known}."
                return f'unknown placeholder "{printable(found[0])}".{hint}'
        if not any(c.isalnum() for c in _BRACES.sub("x", text)):
            return "there is nothing here that can be spoken"
        return None

    def schema(self) -> Schema:
        """Any scalar but null: `title: 7` is text, too."""
        least = 0 if self.empty else 1
        return {
            "type": ["string", "number", "boolean"],
            "minLength": least,
            "maxLength": self.longest,
        }


class Duration(Struct, frozen=True):
    """A time with its unit, in seconds."""

    least: float = 0.5
    most: float = 24 * 3600.0

    def read(self, node: Node, report: Report) -> float | None:
        """Return seconds within the bounds."""
        text = scalar(node, report, "a duration such as 45s")
        if text is None:
            return None
        try:
            value = parse_duration(text)
        except ValueError as fault:
            report.add(node, f'"{printable(text[:40])}": {fault}')
            return None
        if not self.least <= value <= self.most:
            report.add(node, f"{text} is outside {self.least:g}s to {self.most:g}s")
            return None
        return value

    def schema(self) -> Schema:
        """The form; JSON Schema has no bounds for strings."""
        return {
            "type": "string",
            "pattern": r"^(?=.)(\d{1,3}h)?(\d{1,4}(\.\d{1,3})?m)?(\d{1,5}(\.\d{1,3})?s)?$",
        }


class Number(Struct, frozen=True):
    """A number within bounds; whole unless `unit` names what follows it."""

    least: int
    most: int
    unit: str = ""

    def read(self, node: Node, report: Report) -> int | float | None:
        """Return the number."""
        wanted = f"a number from {self.least} to {self.most}{self.unit}"
        text = scalar(node, report, wanted)
        if text is None:
            return None
        match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,2})?)" + re.escape(self.unit), text)
        value = float(match[1]) if match else -1.0
        if not self.least <= value <= self.most or (not self.unit and not value.is_integer()):
            report.add(node, f'expected {wanted}, found "{printable(text[:40])}"')
            return None
        return value if self.unit else int(value)

    def schema(self) -> Schema:
        """An integer, or text with the unit."""
        if self.unit:
            return {
                "type": "string",
                "pattern": rf"^\d{{1,6}}(\.\d{{1,2}})?{re.escape(self.unit)}$",
            }
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Choice(Struct, frozen=True):
    """One word of an enum."""

    of: type[Enum]
    but: tuple[str, ...] = ()
    instead: abc.Mapping[str, str] = {}
    """Words that people write, and the word that means them."""
    why: str = ""
    """Why there are no others."""

    def read(self, node: Node, report: Report) -> Enum | None:
        """Return the enum's member."""
        words = self.words()
        text = scalar(node, report, f"one of {', '.join(words)}")
        if text is None:
            return None
        if text not in words:
            meant = self.instead.get(text.lower())
            hint = f' Write "{meant}".' if meant else nearest(text, words)
            message = f'"{printable(text[:40])}" is not one of {", ".join(words)}.{hint}'
            report.add(node, f"{message} {self.why}".rstrip())
            return None
        return self.of(text)

    def words(self) -> list[str]:
        """Return the words that are allowed."""
        return [member.value for member in self.of if member.value not in self.but]

    def schema(self) -> Schema:
        """The words."""
        return {"enum": self.words()}
