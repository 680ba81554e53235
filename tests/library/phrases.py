"""Misspellings of phrases; the same ones in each run."""

from __future__ import annotations

import random
import string


def misspelled(text: str, chance: random.Random) -> str:
    """A text with one letter left out, doubled, swapped with the next, or replaced."""
    at = chance.randrange(len(text))
    before, letter, after = text[:at], text[at], text[at + 1 :]
    wrong = ["", letter * 2, after[:1] + letter, chance.choice(string.ascii_lowercase)]
    kind = chance.randrange(4)
    return before + wrong[kind] + (after[1:] if kind == 2 else after)
