"""One part of the work of a site, for machines that share it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from voice_coach.errors import UsageError, printable

_Item = TypeVar("_Item")


def parse_shard(text: str) -> tuple[int, int]:
    """Read ``K/N``.

    Raises:
        UsageError: it is none, or there is no such part.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    number, count = map(int, match.groups()) if match else (0, 0)
    if not 1 <= number <= count:
        raise UsageError(f'"{printable(text)}" is no part; say 1/4 for the first of four.')
    return number, count


def shard(items: Sequence[_Item], number: int, count: int) -> Sequence[_Item]:
    """Return the part `number` of `count`; neighbours are alike, so each part gets of each kind."""
    return items[number - 1 :: count]
