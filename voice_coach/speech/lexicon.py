"""Words that the default voice says wrongly, respelled for it alone: captions keep the script's."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("lexicon.txt")


@lru_cache(maxsize=1)
def entries() -> dict[str, str]:
    """Return the lexicon: phrase as written, in small letters, to phrase as the voice reads it."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {written.strip(): read.strip() for written, read in pairs}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(entries(), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


def respelled(text: str) -> str:
    """Return text with each phrase of the lexicon replaced."""
    return _pattern().sub(lambda match: entries()[match[0].lower()], text)
