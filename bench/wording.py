"""Words as they are compared: what was said, what was heard, and how far apart the two are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
ONES += " fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SAME = {
    "ok": "okay", "centimetre": "centimeter", "centimetres": "centimeters", "metre": "meter",
    "centre": "center", "colour": "color", "grey": "gray", "favourite": "favorite",
    "toward": "towards", "jewellery": "jewelry", "lymphoedema": "lymphodema",
}  # fmt: skip
"""Spellings of one word."""


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, numbers spelled out, hyphens taken apart."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    said = re.sub(r"\d+", lambda match: f" {_number(int(match[0]))} ", plain)
    found = (word.strip("'") for word in re.findall(r"[a-z']+", said))
    return " ".join(SAME.get(word, word) for word in found if word).split()


def _number(value: int) -> str:
    ones, tens = ONES.split(), TENS.split()
    if value >= 100:
        return f"{_number(value // 100)} hundred {_number(value % 100) if value % 100 else ''}"
    if value < len(ones):
        return ones[value]
    return f"{tens[value // 10 - 2]} {ones[value % 10] if value % 10 else ''}"


def distance(spoken: Sequence[str], got: Sequence[str]) -> int:
    """Return the fewest words to put in, leave out or change between the two."""
    row = list(range(len(got) + 1))
    for index, word in enumerate(spoken, 1):
        last, row = row, [index]
        for at, other in enumerate(got, 1):
            row.append(min(last[at - 1] + (word != other), last[at] + 1, row[-1] + 1))
    return row[-1]


def sound_alike(spoken: Sequence[str], got: Sequence[str]) -> bool:
    """Tell whether only the writing differs: the same letters ("collar bones"), or the same sounds
    ("soar temples") by the natural voice's own lexicon.
    """  # noqa: D205 - one sentence
    return "".join(spoken) == "".join(got) or _phones(" ".join(spoken)) == _phones(" ".join(got))


@cache
def _phones(text: str) -> str:
    return re.sub(r"[\sˈˌ]", "", _reader().phonemize(text)[0])


@cache
def _reader() -> Any:
    from hibari import Hibari

    return Hibari()
