"""Finds sessions by the words that people use."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.library.advice import ALARMS, advice, forbids, plain
from voice_coach.library.meanings import MATTERS, ORDINARY
from voice_coach.library.query import PLACES, Query, Speller, library_words, read_query, words
from voice_coach.library.wishes import Wishes, closeness, grants, wishes
from voice_coach.script.model import Heading
from voice_coach.script.terms import Area

_WEIGHTS = {"title": 0.8, "area": 0.5, "keywords": 0.7, "summary": 0.2}
"""How sure one mention makes that a session is about a word; several make it surer."""
_PART = 0.7
"""What is left of it for one word of several: "head to hips" is not about the head."""
_LATER = 0.015
"""What each place further back in a list takes from its weight: the first keyword is the nearest."""
_PLACE = 2.0
"""How much more a part of the body counts than what is the matter there."""
_MATTER = 0.4
"""How much less a word for what is the matter counts that is said of any part."""
_NAMED = 0.5
"""What it adds that the words are a session's name, or one of its keywords."""
_DENIES = re.compile(r"(no|cannot|can not|without)\b")
"""A keyword that tells what is not needed: `wishes` answers for it."""
_ROUTINE, _VARIANT = 1.04, 0.85
"""A routine does more for the same complaint; a variant is for who asks for it."""


class Shelf:
    """Sessions, and how much each of their words tells."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self.headings = list(headings)
        self.areas = {heading.area.value for heading in self.headings}
        self._texts = {heading.slug: _texts(heading) for heading in self.headings}
        self.counts = Counter(word for texts in self._texts.values() for word in texts)
        self.speller = Speller({*self.counts, *PLACES, *ALARMS})

    def score(self, heading: Heading, query: Query) -> float:
        """Tell how well a session fits; 0: not at all. Figures of one query compare."""
        texts = self._texts[heading.slug]
        fits = [(self._tells(unit), _fit(unit, texts)) for unit in query.units]
        places = [_fit(unit, texts) for unit in query.units if PLACES.intersection(unit)]
        fit = sum(tells * one for tells, one in fits) / sum(tells for tells, _ in fits)
        if not fit or (places and not any(places)):
            return 0.0
        return (fit + _NAMED * _named(heading, query)) * _kind(heading)

    def _tells(self, unit: tuple[str, ...]) -> float:
        rarity = max(math.log(1 + len(self.headings) / self.counts[term]) for term in unit)
        if PLACES.intersection(unit):
            return rarity * _PLACE
        return rarity * (_MATTER if unit[0] in MATTERS else 1.0)


def calls_itself(heading: Heading, typed: str) -> bool:
    """Tell whether a session's author gave it just these words."""
    return words(typed) in [
        words(text) for text in (heading.title, heading.slug, *heading.keywords)
    ]


def made_for(heading: Heading, must: Iterable[str]) -> bool:
    """Tell whether all that a session must be made for stands among its keywords."""
    return {word for text in heading.keywords for word in words(text)}.issuperset(must)


def _kind(heading: Heading) -> float:
    return _VARIANT if heading.variant_of else _ROUTINE if heading.play else 1.0


def _fit(unit: tuple[str, ...], texts: dict[str, float]) -> float:
    weights = [texts.get(term, 0.0) for term in unit]
    return (max(weights) + sum(weights) / len(weights)) / 2


def _texts(heading: Heading) -> dict[str, float]:
    """Return the words that a session is found by, each with how sure it is about them."""
    texts = [
        (weight, library_words(text)) for weight, text in _names(heading) if not _DENIES.match(text)
    ]
    texts += [(_WEIGHTS["title"], (w,)) for w in words(heading.slug) if w not in PLACES]
    texts += [(_WEIGHTS["area"], library_words(heading.area.value))] * (
        heading.area is not Area.BODY
    )
    texts += [
        (_WEIGHTS["summary"], (w,)) for w in library_words(heading.summary) if w not in PLACES
    ]
    doubts: defaultdict[str, float] = defaultdict(lambda: 1.0)
    for weight, text in texts:
        telling = set(text) - ORDINARY
        for word in telling:
            doubts[word] *= 1 - weight * (_PART if len(telling) > 1 else 1)
    return {word: 1 - doubt for word, doubt in doubts.items()}


def _names(heading: Heading) -> list[tuple[float, str]]:
    keywords = [(_keyword(place), text) for place, text in enumerate(heading.keywords)]
    return [(_WEIGHTS["title"], heading.title), *keywords]


def _keyword(place: int) -> float:
    return _WEIGHTS["keywords"] * max(0.5, 1 - _LATER * place)


def _named(heading: Heading, query: Query) -> float:
    """Return how much of what was typed is a name or a keyword of a session, 0 to 1."""
    known, typed = query.all, max(len(query.typed), 1)
    names = [(weight, library_words(name)) for weight, name in _names(heading)]
    names.append((_WEIGHTS["title"], words(heading.slug)))
    shares = (w * min(1.0, len(name) / typed) for w, name in names if known.issuperset(name))
    return max(shares, default=0.0)


_ENOUGH = 0.55
"""How much of the best fit another must have to be found at all."""
_ANY = 1e-6
_FETCHED = 0.003
"""What each thing to fetch takes, where nothing but time or means was asked for."""


class Match(Struct, frozen=True):
    """A session that fits, and how well; figures of one search compare with each other."""

    heading: Heading
    score: float


class Answer(Struct, frozen=True):
    """What a search finds."""

    matches: tuple[Match, ...]
    """Nearest first."""
    told: str = ""
    """What to know first; where massage is not the answer, there are no matches."""
    elsewhere: str = ""
    """A part of the body that no session is made for: the matches are what comes nearest."""
    wanted: Wishes = Wishes("")


def found(wanted: str, headings: Iterable[Heading]) -> list[Heading]:
    """Return the headings that fit the words, nearest first; those that do not fit are left out.

    Where massage is not the answer (`advice.forbids`), nothing fits.
    """
    return [match.heading for match in answer(wanted, headings).matches]


def answer(typed: str, headings: Iterable[Heading], asked: Wishes | None = None) -> Answer:
    """Return the sessions that fit what was typed, and what to know first.

    Args:
        typed: words, sentences, wishes.
        headings: the sessions there are, routines with what their techniques need.
        asked: what else is asked for, instead of what the words ask for.
    """
    shelf = Shelf(headings)
    said = f"{typed}; {shelf.speller.corrected(typed)}"
    told = advice(said)
    if forbids(said):
        return Answer((), told)
    own = wishes(plain(typed))
    asked = own if asked is None else asked
    query = read_query(own.rest, shelf.speller, shelf.counts.keys(), shelf.areas)
    granted = _granted([h for h in shelf.headings if made_for(h, query.must)], asked)
    if query.units:
        scored = [
            Match(h, shelf.score(h, query) * (0.6 + 0.4 * closeness(h, asked))) for h in granted
        ]
    elif asked.any or query.must:
        scored = [Match(h, closeness(h, asked) - _FETCHED * len(h.needs)) for h in granted]
    else:
        scored = []
    called = [heading for heading in granted if calls_itself(heading, typed)]
    return Answer(_best(scored, called), told, query.elsewhere, asked)


def exact_length(found: Answer, heading: Heading) -> float:
    """Return the seconds that were asked for, where a session can be as long; 0: it can not.

    A session at its standard length needs no telling.
    """
    asked, lengths = found.wanted.minutes * 60, heading.lengths
    bounds = [length for length in (lengths.short, lengths.long) if length]
    if found.wanted.most or not bounds or not min(bounds) <= asked <= max(bounds):
        return 0.0
    return 0.0 if asked == lengths.standard else asked


def _granted(headings: list[Heading], asked: Wishes) -> list[Heading]:
    """Return the sessions that are what was asked for; where none is as long, whatever it takes."""
    timeless = replace(asked, minutes=0.0)
    return [h for h in headings if grants(h, asked)] or [h for h in headings if grants(h, timeless)]


def _best(scored: Sequence[Match], called: Sequence[Heading]) -> tuple[Match, ...]:
    """Return what fits well enough, nearest first; what is called just so always does."""
    least = _ENOUGH * max((match.score for match in scored), default=1.0)
    found = {match.heading.slug: match for match in scored if match.score >= max(least, _ANY)}
    for heading in called:
        found.setdefault(heading.slug, Match(heading, least))
    return tuple(sorted(found.values(), key=lambda match: (-match.score, match.heading.slug)))
