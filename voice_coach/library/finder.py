"""Finds sessions by the words that people use, and says what they should know first.

`site/assets/search.js` does the same in the browser: change both. `tests/site/test_search.py` compares them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.library.flags import Kind
from voice_coach.library.meanings import MATTERS, NEAREST, ORDINARY
from voice_coach.library.shelf import (
    AREAS,
    LONGEST_PHRASE,
    PHRASES,
    PLACES,
    Shelf,
)
from voice_coach.library.spelling import library_words
from voice_coach.library.understanding import Understanding, understand, words_of
from voice_coach.library.wishes import Candidate, Wishes, allows, closeness, grants, wishes
from voice_coach.script.model import Heading

_PLACE = 2.0
"""How much more a part of the body counts than what is the matter there."""
_MATTER = 0.4
"""How much less a word for what is the matter counts, if it is said of any part."""
_NAMED = 0.5
"""What it adds that the words are a session's name, or one of its keywords."""
_ENOUGH = 0.55
"""Share of the best score that another session must have to be found at all."""
_ANY = 1e-6
_CLEAR = 1.1
"""How much better than the next the nearest session must fit to be meant without asking."""
_FETCHED = 0.003
"""What each thing to fetch costs, where nothing but time or means was asked for."""


class Match(Struct, frozen=True):
    """A session that fits, and how well; scores of one search compare with each other."""

    heading: Heading
    score: float


class Answer(Struct, frozen=True):
    """What a search finds."""

    matches: tuple[Match, ...]
    """Best first."""
    advice: str = ""
    """What to know first; where massage is not the answer, there are no matches."""
    kind: Kind | None = None
    """How much that forbids."""
    unknown: tuple[str, ...] = ()
    """Words that were not understood: nothing may play before somebody was asked."""
    elsewhere: str = ""
    """A part of the body that no session is made for: the matches are what comes nearest."""
    wanted: Wishes = Wishes("")
    covers: bool = True
    """The first match is for every part of the body that was named."""

    @property
    def forbids(self) -> bool:
        """Massage is not the answer."""
        return self.kind not in (None, Kind.ASK)

    @property
    def clear(self) -> bool:
        """One session is meant, and nothing has to be read or asked before it begins."""
        scores = [match.score for match in self.matches[:2]]
        sure = bool(scores) and scores[0] >= _CLEAR * sum(scores[1:])
        return sure and self.covers and not (self.advice or self.unknown or self.elsewhere)


class _Query(Struct, frozen=True):
    """What was typed, understood."""

    typed: frozenset[str]
    """Every word, as it was meant."""
    units: tuple[tuple[str, ...], ...]
    """What each word or phrase may be called in the library."""
    must: tuple[str, ...]
    """What a session must be made for."""
    elsewhere: str

    @property
    def places(self) -> list[tuple[str, ...]]:
        """Those units that are parts of the body."""
        return [unit for unit in self.units if PLACES.intersection(unit)]


def answer(
    typed: str,
    headings: Iterable[Heading],
    asked: Wishes | None = None,
    offer: Sequence[str] = (),
) -> Answer:
    """Return the sessions that fit what was typed, and what to know first.

    Args:
        typed: words, sentences, wishes.
        headings: the sessions there are, as `catalog.whole` returns them.
        asked: what else is asked for, instead of what the words ask for.
        offer: what a session must be, besides (`wishes.allows`).
    """
    return search(typed, Shelf(headings), asked, offer)


def search(
    typed: str, shelf: Shelf, asked: Wishes | None = None, offer: Sequence[str] = ()
) -> Answer:
    """Return what `answer` does, where more than one search is made among the same sessions."""
    read = understand(typed, shelf.speller, shelf.named)
    advice = f'If you mean "{read.taken}": {read.advice.text}' if read.taken else read.advice.text
    if read.advice.forbids:
        return Answer((), advice, read.advice.kind, read.unknown)
    own = wishes(read.text)
    asked = own if asked is None else replace(asked, spared=own.spared)
    query = _read(own.rest, shelf)
    careful = [*read.advice.offer, *offer]
    fitting = [
        c for c in shelf.candidates if allows(c, careful) and _may_be_offered(c, query, read, shelf)
    ]
    granted, elsewhere = _granted(fitting, asked, query)
    scores = _scores(granted, query, asked, shelf)
    if asked.minutes and not any(scores.values()):  # none of what is meant is as short
        granted, elsewhere = _granted(fitting, replace(asked, minutes=0.0), query)
        scores = _scores(granted, query, asked, shelf)
    called = library_words(typed)
    named = [c.slug for c in granted if called in [name for _, name in c.names]]
    best = _best(scores, named)
    covers = len(query.places) < 2 or not best or _covers(best[0][0], query, shelf)
    if not covers:
        best = _for_each(best, granted, query, shelf)
    matches = [Match(shelf.headings[slug], score) for slug, score in best]
    return Answer(tuple(matches), advice, read.advice.kind, read.unknown, elsewhere, asked, covers)


def _may_be_offered(one: Candidate, query: _Query, read: Understanding, shelf: Shelf) -> bool:
    keys = {flag.key for flag in read.advice.flags}
    avoids = bool(keys) and bool(keys.intersection(shelf.avoids(one.slug)))
    return one.made_for.issuperset(query.must) and not avoids


def _granted(
    fitting: Sequence[Candidate], asked: Wishes, query: _Query
) -> tuple[list[Candidate], str]:
    """Return the sessions that are what was asked for, or come nearest; and what none of them is."""
    # Where none has the length, any length is better than none; and so for the bed.
    for less in (asked, replace(asked, minutes=0.0)):
        granted = [c for c in fitting if grants(c, less)]
        if granted and (
            not less.bed or not query.places or any(_comes_to(c, query) for c in granted)
        ):
            return granted, query.elsewhere
    if not asked.bed:
        return [], query.elsewhere
    return [c for c in fitting if grants(c, replace(asked, bed=False))], "this in bed"


def _comes_to(one: Candidate, query: _Query) -> bool:
    return any(one.weights.get(term) for unit in query.places for term in unit)


def _scores(
    granted: Sequence[Candidate], query: _Query, asked: Wishes, shelf: Shelf
) -> dict[str, float]:
    if query.units:
        return {
            c.slug: _score(c, query, shelf) * (0.6 + 0.4 * closeness(c, asked)) for c in granted
        }
    if asked.any or query.must:
        return {c.slug: closeness(c, asked) - _FETCHED * len(c.needs) for c in granted}
    return {}


def _covers(slug: str, query: _Query, shelf: Shelf) -> bool:
    one = next(c for c in shelf.candidates if c.slug == slug)
    return all(any(one.weights.get(term) for term in unit) for unit in query.places)


def _for_each(
    best: list[tuple[str, float]], granted: Sequence[Candidate], query: _Query, shelf: Shelf
) -> list[tuple[str, float]]:
    """Put the best session for each part of the body first."""
    known = dict(best)
    first: dict[str, float] = {}
    for unit in query.places:
        alone = replace(query, units=(unit,))
        scores = {c.slug: _score(c, alone, shelf) for c in granted}
        for slug, _ in _best(scores, ())[:1]:
            first.setdefault(slug, best[0][1])
    return [*first.items(), *((slug, score) for slug, score in known.items() if slug not in first)]


def exact_length(found: Answer, heading: Heading) -> float:
    """Return the seconds that were asked for, where a session can be as long; 0: it cannot.

    A session at its standard length needs no mention.
    """
    asked, lengths = found.wanted.minutes * 60, heading.lengths
    bounds = [length for length in (lengths.short, lengths.long) if length]
    if found.wanted.most or not bounds or not min(bounds) <= asked <= max(bounds):
        return 0.0
    return 0.0 if asked == lengths.standard else asked


def _read(text: str, shelf: Shelf) -> _Query:
    """Understand plain text."""
    spelled = shelf.speller.meaning(words_of(text))
    must: list[str] = []
    units: list[tuple[str, ...]] = []
    for meaning in _meanings(spelled, shelf):
        terms = meaning.split()
        must += [term[1:] for term in terms if term[0] == "+"]
        units.append(library_words(" ".join(term for term in terms if term[0] != "+")))
    if not any(units):  # nothing but who it is for: then that is what to look for
        units = [(term,) for term in must]
    known = [tuple(term for term in unit if term in shelf.rarity) for unit in units]
    elsewhere = next((a for a in map(AREAS.get, spelled) if a and a not in shelf.areas), "")
    return _Query(
        frozenset(spelled), tuple(dict.fromkeys(filter(None, known))), tuple(must), elsewhere
    )


def _meanings(spelled: Sequence[str], shelf: Shelf) -> Iterator[str]:
    """Yield the library's words for each phrase, the longest first; ordinary words mean nothing."""
    at = 0
    while at < len(spelled):
        word = spelled[at]
        sizes = range(LONGEST_PHRASE, 0, -1)
        size = next((n for n in sizes if tuple(spelled[at : at + n]) in PHRASES), 0)
        if size:
            yield PHRASES[tuple(spelled[at : at + size])]
        elif word in AREAS:
            yield f"{AREAS[word]} {word}" if AREAS[word] in shelf.areas else NEAREST
        elif word not in ORDINARY:
            yield word
        at += size or 1


def _score(one: Candidate, query: _Query, shelf: Shelf) -> float:
    """Return how well a session fits; 0: not at all."""
    fit = telling = 0.0
    at_a_place: list[bool] = []
    for unit in query.units:
        weights = [one.weights.get(term, 0) for term in unit]
        fits = (max(weights) + sum(weights) / len(weights)) / 2000
        tells = float(max(shelf.rarity[term] for term in unit))
        if PLACES.intersection(unit):
            tells *= _PLACE
            at_a_place.append(fits > 0)
        elif unit[0] in MATTERS:
            tells *= _MATTER
        fit += tells * fits
        telling += tells
    if not fit or (at_a_place and not any(at_a_place)):
        return 0.0
    # How much of what was typed is a name or a keyword of the session, 0 to 1.
    known = {*query.typed, *(term for unit in query.units for term in unit)}
    typed = max(len(query.typed), 1)
    shares = (w * min(1.0, len(name) / typed) for w, name in one.names if known.issuperset(name))
    named = max(shares, default=0.0) / 1000
    return (fit / telling + _NAMED * named) * one.factor


def _best(scores: dict[str, float], named: Sequence[str]) -> list[tuple[str, float]]:
    """Return what fits well enough, best first; a session that was called by name always does."""
    # To a millionth: below that, the last bits of a sum would decide which comes first.
    rounded = {slug: math.floor(score * 1e6 + 0.5) / 1e6 for slug, score in scores.items()}
    least = max(_ENOUGH * max(rounded.values(), default=1.0), _ANY)
    best = {slug: score for slug, score in rounded.items() if score >= least}
    for slug in named:
        best.setdefault(slug, least)
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))
