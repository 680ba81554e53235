"""Words that the default voice says wrongly, respelled for it alone: captions keep the script's."""

from __future__ import annotations

import re

RESPELLED: dict[str, str] = {}
"""Word as written (lower case) to word as the voice should read it."""


def respelled(text: str) -> str:
    """Return text with each word of the lexicon replaced."""
    return re.sub(r"[A-Za-z'-]+", lambda m: RESPELLED.get(m[0].lower(), m[0]), text)
