"""What was typed, understood: slips corrected, phrases translated into the library's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from msgspec import Struct

from voice_coach.search.meanings import BODY, ELSEWHERE, MEANINGS, NEAREST, ORDINARY
from voice_coach.search.spelling import Speller, words

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
