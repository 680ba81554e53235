"""Words respelled for the voice alone: what is shown keeps the author's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

Respellings: TypeAlias = "tuple[tuple[str, str], ...]"
"""Phrases as written, and as the voice reads them."""


def respelled(text: str, respellings: Respellings) -> str:
    """Return text with each phrase replaced where it stands whole, in capitals or not.

    Of phrases that overlap the longest counts, and of equal ones the last.
    """
    if not respellings:
        return text
    pattern, read = _known(respellings)
    return pattern.sub(lambda match: read[match[0].lower()], text)


@lru_cache(maxsize=16)
def _known(respellings: Respellings) -> tuple[re.Pattern[str], dict[str, str]]:
    read = {written.lower(): spoken for written, spoken in respellings}
    longest_first = sorted(read, key=len, reverse=True)
    whole = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE), read
