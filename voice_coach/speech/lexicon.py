"""Words that a voice says wrongly, respelled for its engine alone: captions keep the script's."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=8)
def entries(file: Path) -> dict[str, str]:
    """Return a lexicon: phrase as written, in small letters, to phrase as the voice reads it."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {written.strip(): read.strip() for written, read in pairs}


@lru_cache(maxsize=8)
def _pattern(file: Path) -> re.Pattern[str]:
    longest_first = sorted(entries(file), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


def respelled(text: str, file: Path | None) -> str:
    """Return text with each phrase of the lexicon in `file` replaced; None: there is none."""
    if file is None or not entries(file):
        return text
    return _pattern(file).sub(lambda match: entries(file)[match[0].lower()], text)
