"""Phrases that a pattern matches, and misspellings of phrases; the same ones in each run."""

from __future__ import annotations

import random
import re
import string
from typing import Any

_PARSER: Any = getattr(re, "_parser", None) or __import__("sre_parse")


def matching(pattern: str, chance: random.Random) -> str:
    """A phrase that a pattern matches somewhere: each choice in the pattern is left to chance."""
    return "".join(_part(op, value, chance) for op, value in _PARSER.parse(pattern)).strip()


def _part(op: Any, value: Any, chance: random.Random) -> str:
    name = str(op)
    if name == "LITERAL":
        return chr(value)
    if name == "ANY":
        return " and my "
    if name == "BRANCH":
        return _all(chance.choice(value[1]), chance)
    if name == "SUBPATTERN":
        return _all(value[-1], chance)
    if name == "MAX_REPEAT":
        least, _, inner = value
        text = _all(inner, chance)
        return text if least or text.strip() == "and my" else chance.choice([text, ""])
    if name == "IN":
        op, value = chance.choice(value)
        return _part(op, value, chance)
    if name == "CATEGORY":
        return "y" if "WORD" in str(value) else "7"
    assert name == "AT", name
    return ""


def _all(parts: Any, chance: random.Random) -> str:
    return "".join(_part(op, value, chance) for op, value in parts)


def misspelled(text: str, chance: random.Random) -> str:
    """A text with one letter left out, doubled, swapped with the next, or replaced."""
    at = chance.randrange(len(text))
    before, letter, after = text[:at], text[at], text[at + 1 :]
    wrong = ["", letter * 2, after[:1] + letter, chance.choice(string.ascii_lowercase)]
    kind = chance.randrange(4)
    return before + wrong[kind] + (after[1:] if kind == 2 else after)
