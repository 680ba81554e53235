"""Finds sessions by the words that people use."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from voice_coach.script.advice import forbids, plain
from voice_coach.script.model import Heading

_WEIGHTS = {"title": 5.0, "keywords": 4.0, "area": 3.0, "summary": 2.0}
_CLOSE = 0.8
"""How alike two words must be: "shoulders" finds "shoulder", "insomia" finds "insomnia"."""
_LATER = 0.01
"""What each place further back in a list takes from its weight: the first keyword is the nearest."""
_SMALL = frozenset(
    """a am an and are at bad can do for from get has have help hurt hurting hurts i im in is it me
    my of on or so some the to with""".split()  # noqa: SIM905 - reads best
)
_MEANS = {
    "migraine": "headache",
    "migraines": "headache",
    "sciatica": "low back chair",
    "sciatic": "low back chair",
    "insomnia": "cant sleep",
    "sleepless": "cant sleep",
    "sleeping": "sleep",
    "expecting": "pregnant",
    "pregnancy": "pregnant",
    "office": "desk",
    "computer": "desk",
}
"""Words for which other words find the safe choice, or what is meant."""
_ONLY = frozenset({"pregnant", "wheelchair"})
"""What a session must be made for: only where it stands among its keywords is it a safe choice."""


def found(wanted: str, headings: Iterable[Heading]) -> list[Heading]:
    """Return the headings that fit the words, nearest first; those that do not fit are left out.

    Where massage is not the answer (`advice.forbids`), nothing fits.
    """
    if forbids(wanted):
        return []
    words = _meant(wanted)
    scored = [(_score(words, plain(wanted), heading), heading) for heading in headings]
    fitting = [pair for pair in scored if pair[0] > 0]
    return [heading for _, heading in sorted(fitting, key=lambda pair: (-pair[0], pair[1].slug))]


def _meant(wanted: str) -> list[str]:
    """Return the words to look for; none of them twice."""
    words = [each for word in _words(wanted) for each in _words(_MEANS.get(word, word))]
    return list(dict.fromkeys(words))


def _score(words: list[str], phrase: str, heading: Heading) -> float:
    texts = {
        "title": [heading.title, heading.slug],
        "keywords": list(heading.keywords),
        "area": [heading.area.value],
        "summary": [heading.summary],
    }
    if not _made_for(words, heading):
        return 0.0
    whole = sum(_WEIGHTS[name] for name, all_ in texts.items() if phrase in map(plain, all_))
    each = [max(_WEIGHTS[name] * _best(word, t) for name, t in texts.items()) for word in words]
    if not each or each.count(0) > len(each) / 2:
        return 0.0
    return 2 * whole + sum(each) / len(each)


def _made_for(words: list[str], heading: Heading) -> bool:
    known = {word for text in heading.keywords for word in _words(text)}
    return all(word in known for word in _ONLY.intersection(words))


def _best(word: str, texts: list[str]) -> float:
    placements = [_fit(word, text) * (1 - _LATER * place) for place, text in enumerate(texts)]
    return max(placements, default=0.0)


def _fit(word: str, text: str) -> float:
    best = max((_alike(word, other) for other in _words(text)), default=0.0)
    return best if best >= _CLOSE else 0.0


@lru_cache(maxsize=20_000)
def _alike(word: str, other: str) -> float:
    return 1.0 if word == other else difflib.SequenceMatcher(None, word, other).ratio()


@lru_cache(maxsize=5_000)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, of any language; a number is no word."""
    return tuple(w for w in re.findall(r"[^\W\d_]+", plain(text)) if w not in _SMALL)
