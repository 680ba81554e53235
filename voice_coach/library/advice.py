"""What people must know before a session, and when massage is not the answer, from what they typed.

Shown words only; what sessions speak is in `plan.phrases`. The tables are `signs`, `flags` and `conditions`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from voice_coach.library.conditions import ASKED, EXCLUDED, MORE
from voice_coach.library.flags import EMERGENCIES, URGENT, Flag, Kind
from voice_coach.library.harmless import IDIOMS
from voice_coach.library.reading import OK, Found, Lexicon, raised, stem
from voice_coach.library.signs import PARTS, SIGNS

FLAGS = (*EMERGENCIES, *URGENT, *EXCLUDED, *ASKED)
"""The first that is raised counts, those of `Kind.ASK` together."""
_LITERAL = re.compile(r"\b[a-z][a-z_]*\b")
_LETTERS = re.compile(r"[a-z]+")
_DENIED = frozenset(("no", "not", "without", "isnt", "arent", "never", "havent", "hasnt", "dont"))
CALMING = frozenset(
    ("PEC", "GYM", "HAIRDO", "GUM", "CARRY", "STARS", "WALLET", "MUSCLETEAR", "FOREHEADTOO")
)
"""Signs that only keep a flag down."""
_DENIABLE = frozenset(
    ("FEVER", "PREG", "RASH", "NUMB", "WEAK", "FALL", "LUMP", "SICK", "DIZZY", "BREAK", "PAIN")
)
"""Signs that are no sign behind "no" or "not"."""


class Advice(Struct, frozen=True):
    """What to know before any session."""

    flags: tuple[Flag, ...] = ()
    """Those that were raised; more than one only of `Kind.ASK`."""
    places: frozenset[int] = frozenset()
    """Of the words that raised them."""
    signs: frozenset[int] = frozenset()
    """Of the words that are signs of something."""
    harmless: frozenset[int] = frozenset()
    """Of the words within harmless phrases."""

    @property
    def kind(self) -> Kind | None:
        """How much it forbids; None: there is nothing to know."""
        return self.flags[0].kind if self.flags else None

    @property
    def text(self) -> str:
        """What to say."""
        return " ".join(flag.text for flag in self.flags[:3])

    @property
    def forbids(self) -> bool:
        """Massage is not the answer at all."""
        return self.kind not in (None, Kind.ASK)

    @property
    def offer(self) -> list[str]:
        """What a session must be to be offered."""
        return [term for flag in self.flags for term in flag.offer.split()]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return all phrases that mean something here."""
    return Lexicon({**phrases(), OK: IDIOMS})


def phrases() -> dict[str, str]:
    """Return the phrases of all signs, of a flag's own words, and of words that its lines name."""
    own = {f"={flag.key}": flag.words for flag in FLAGS if flag.words}
    literal = {word: word.replace("_", " ") for word in _literal()}
    return {**PARTS, **SIGNS, **MORE, **own, **literal}


def _literal() -> set[str]:
    """Return the words that stand in lines of flags."""
    return {word for flag in FLAGS for word in _LITERAL.findall(flag.when)}


def _signs() -> dict[str, str]:
    """Return the phrases of those signs that raise a flag, not of those that only keep one down."""
    return {sign: text for sign, text in {**SIGNS, **MORE}.items() if sign not in CALMING}


@lru_cache(maxsize=1)
def alarming() -> frozenset[str]:
    """Return the stems of all words that may be a sign of something, wherever it is."""
    known = (*_signs().values(), *(flag.words for flag in FLAGS))
    lone = {stem(p.strip()) for one in known for p in one.split(",") if " " not in p.strip()}
    return frozenset(lone - part_stems())


@lru_cache(maxsize=1)
def part_stems() -> frozenset[str]:
    """Return the stems of words for parts of the body, and of other words that are harmless alone."""
    harmless = (
        *PARTS.values(),
        *(text for sign, text in {**SIGNS, **MORE}.items() if sign in CALMING),
    )
    return frozenset(stem(word) for one in harmless for word in _LETTERS.findall(one))


@lru_cache(maxsize=1)
def sign_words() -> frozenset[str]:
    """Return all words that are a sign by themselves, as the tables write them."""
    known = (*_signs().values(), *(flag.words for flag in FLAGS))
    lone = (p.strip() for one in known for p in one.split(","))
    return frozenset(p for p in lone if len(p) > 3 and p.isalpha() and stem(p) not in part_stems())


@lru_cache(maxsize=1)
def phrase_words() -> frozenset[str]:
    """Return all words of all phrases: they are spelled right."""
    return frozenset(
        word for one in {**phrases(), OK: IDIOMS}.values() for word in _LETTERS.findall(one)
    )


def advice_for(words: Sequence[str]) -> Advice:
    """Return what to know before any session.

    Args:
        words: what was typed, in small letters without apostrophes.
    """
    found = [one for one in lexicon().find(words) if not _denied(one, words)]
    harmless = frozenset(at for one in found if one.sign == OK for at in one.at)
    signs: dict[str, set[int]] = {}
    for one in found:
        if one.sign != OK:
            signs.setdefault(one.sign, set()).update(one.at)
    flags: list[Flag] = []
    places: set[int] = set()
    for flag in FLAGS:
        by = [f"={flag.key}"] if f"={flag.key}" in signs else raised(flag.when, signs)
        if by and (not flags or flags[0].kind is flag.kind is Kind.ASK):
            flags.append(flag)
            places.update(at for sign in by for at in signs[sign])
            if flag.kind is not Kind.ASK:
                break
    marked = frozenset(at for sign, ats in signs.items() if sign not in PARTS for at in ats)
    return Advice(tuple(flags), frozenset(places), marked, harmless)


def _denied(one: Found, words: Sequence[str]) -> bool:
    before = words[one.at[0] - 1] if one.at[0] else ""
    return one.sign in _DENIABLE and before in _DENIED


def rules() -> dict[str, Any]:
    """Return all tables of the page's search; phrases are joined by commas, words by spaces."""
    calming = {sign: text for sign, text in {**SIGNS, **MORE}.items() if sign in CALMING}
    signs = {**_signs(), **{f"={flag.key}": flag.words for flag in FLAGS if flag.words}}
    return {
        "parts": _in_lines(PARTS),
        "calming": _in_lines(calming),
        "signs": _in_lines(signs),
        "literal": sorted(_literal()),
        "idioms": " ".join(IDIOMS.split()),
        "deniable": " ".join(sorted(_DENIABLE)),
        "denied": " ".join(sorted(_DENIED)),
        "flags": [
            [
                flag.key,
                flag.kind.value,
                flag.text,
                "\n".join(line.strip() for line in flag.when.splitlines()),
                flag.offer,
            ]
            for flag in FLAGS
        ],
    }


def _in_lines(table: Mapping[str, str]) -> dict[str, str]:
    return {sign: " ".join(text.split()) for sign, text in table.items()}
