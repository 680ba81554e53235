"""Finds sessions by the words that people use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.script.model import Heading
from voice_coach.search.advice import advice, forbids, plain
from voice_coach.search.query import read_query
from voice_coach.search.shelf import Shelf, calls_itself, made_for
from voice_coach.search.wishes import Wishes, closeness, grants, wishes

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
