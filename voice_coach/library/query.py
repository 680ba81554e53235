"""What was typed, understood: slips corrected, phrases translated into the library's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from msgspec import Struct

from voice_coach.library.advice import plain
from voice_coach.library.meanings import BODY, ELSEWHERE, MEANINGS, NEAREST, ORDINARY

_CLOSE = 0.82
"""How alike a slip and the word must be: "insomia" is "insomnia", "hours" is not "hurts"."""
_ENDINGS = ("es", "ed", "ing", "y", "ly", "er")


class Speller:
    """Knows the words of the library and of the search's tables."""

    def __init__(self, vocabulary: set[str]) -> None:
        self._words = vocabulary | {
            w for phrase in (*MEANINGS, *ELSEWHERE.values()) for w in words(phrase)
        }
        self._words -= ORDINARY

    def spelt(self, text: str) -> list[str]:
        """Return the words of a text as they were meant; what means nothing here is left out."""
        return [word for each in _joined(_written(text), self._words) for word in self._meant(each)]

    def corrected(self, text: str) -> str:
        """Return a text with its slips corrected, and all else as it stands."""
        return " ".join(meant for word in _written(text) for meant in self._as_written(word))

    def _as_written(self, word: str) -> list[str]:
        right = word in ORDINARY or self.known(_one(word))
        return [word] if right else self._meant(word) or [word]

    def known(self, word: str) -> str:
        """Return a word as it stands in the library, whatever its ending; empty: it does not."""
        return word if word in self._words else next(self._endings(word), "")

    def _meant(self, word: str) -> list[str]:
        if word in ORDINARY:
            return [word]
        same = self.known(_one(word))
        return [same] if same else self._split(word) or self._corrected(word)

    def _endings(self, word: str) -> Iterator[str]:
        stems = [word, *(word.removesuffix(e) for e in _ENDINGS if word.endswith(e))]
        stems = [stem for stem in stems if len(stem) > 2]
        yield from (f for stem in stems for e in ("", *_ENDINGS) if (f := stem + e) in self._words)

    def _split(self, word: str) -> list[str]:
        cuts = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
        return next(([a, b] for a, b in cuts if a in self._words and b in self._words), [])

    def _corrected(self, word: str) -> list[str]:
        if len(word) < 3:
            return []
        return self._near(word, self._words) or self._near(word, ORDINARY)

    def _near(self, word: str, known: Iterable[str]) -> list[str]:
        forms = {
            form: one for one in sorted(known) if one[0] == word[0] for form in (one, one + "s")
        }
        turned = [form for form in forms if sorted(form) == sorted(word)]
        close = turned or difflib.get_close_matches(word, sorted(forms), n=1, cutoff=_CLOSE)
        return [forms[form] for form in close[:1]]


def _joined(parts: list[str], known: set[str]) -> list[str]:
    """Join neighbours that are one word: "head ache"."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1] + part in known:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


@lru_cache(maxsize=5_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, of any language, one of several things; a number is no word."""
    return tuple(map(_one, _written(text)))


def _written(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", plain(text))


def _one(word: str) -> str:
    several = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if several and word not in ORDINARY else word


_MEANT = {words(phrase): meaning for phrase, meaning in MEANINGS.items()}
_AREAS = {word: area for area, told in ELSEWHERE.items() for word in words(told)}
_LONGEST = max(map(len, _MEANT))
PLACES = {word for place in BODY for word in words(place)}
"""Words for a part of the body."""


class Query(Struct, frozen=True):
    """What was typed, understood."""

    typed: frozenset[str]
    """Every word, as it was meant."""
    units: tuple[tuple[str, ...], ...]
    """What each word or phrase may be called in the library."""
    must: tuple[str, ...]
    """What a session must be made for."""
    elsewhere: str
    """An area that no session is made for."""

    @property
    def all(self) -> set[str]:
        """Return every word, as typed and as the library says it."""
        return {*self.typed, *(term for unit in self.units for term in unit)}


def read_query(typed: str, speller: Speller, known: Set[str], areas: Set[str]) -> Query:
    """Understand what was typed.

    Args:
        typed: plain small letters.
        speller: knows the words of the library.
        known: the words by which sessions are found.
        areas: those that there are sessions for.
    """
    spelt = speller.spelt(typed)
    meant = [each.split() for each in _phrases(spelt, areas)]
    must = tuple(term[1:] for each in meant for term in each if term[0] == "+")
    free = [" ".join(term for term in each if term[0] != "+") for each in meant]
    units = (library_words(text) for text in (free if any(free) else must))
    told = (tuple(term for term in unit if term in known) for unit in units)
    elsewhere = next((a for a in map(_AREAS.get, spelt) if a and a not in areas), "")
    return Query(frozenset(spelt), tuple(dict.fromkeys(filter(None, told))), must, elsewhere)


def library_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in which a shoulder blade is one, and only a body has a back."""
    one = re.sub(r"\bshoulder[ -]blade", "shoulderblade", text.casefold())
    return words(re.sub(r"\bback[ -]of[ -]", " ", one))


def _phrases(spelt: list[str], areas: Set[str]) -> Iterator[str]:
    """Yield what words mean, the longest phrase of the tables first; ordinary words mean nothing."""
    at = 0
    while at < len(spelt):
        phrase = _longest(spelt[at:])
        if phrase:
            yield _MEANT[phrase]
        elif spelt[at] in _AREAS:
            area = _AREAS[spelt[at]]
            yield f"{area} {spelt[at]}" if area in areas else NEAREST
        elif spelt[at] not in ORDINARY:
            yield spelt[at]
        at += len(phrase) or 1


def _longest(spelt: list[str]) -> tuple[str, ...]:
    phrases = (tuple(spelt[:length]) for length in range(_LONGEST, 0, -1))
    return next((phrase for phrase in phrases if phrase in _MEANT), ())
