"""Finds sessions by the words that people use."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from voice_coach.script.model import Heading

_WEIGHTS = {"title": 5.0, "keywords": 4.0, "area": 3.0, "summary": 2.0}
_CLOSE = 0.8
"""How alike two words must be: "shoulders" finds "shoulder", "clenched" finds "clenching"."""
_LATER = 0.01
"""What each place further back in a list takes from its weight: the first keyword is the nearest."""
_SMALL = frozenset("a an and for from in is it me my of on or the to with".split())  # noqa: SIM905 - reads best


def found(wanted: str, headings: Iterable[Heading]) -> list[Heading]:
    """Return the headings that fit the words, nearest first; those that do not fit are left out."""
    words = _words(wanted)
    scored = [(_score(words, wanted.lower(), heading), heading) for heading in headings]
    fitting = [pair for pair in scored if pair[0] > 0]
    return [heading for _, heading in sorted(fitting, key=lambda pair: (-pair[0], pair[1].slug))]


def _score(words: list[str], phrase: str, heading: Heading) -> float:
    texts = {
        "title": [heading.title, heading.slug],
        "keywords": list(heading.keywords),
        "area": [heading.area.value],
        "summary": [heading.summary],
    }
    whole = sum(_WEIGHTS[name] for name, all_ in texts.items() if phrase in map(str.lower, all_))
    each = [max(_WEIGHTS[name] * _best(word, t) for name, t in texts.items()) for word in words]
    if not each or each.count(0) > len(each) / 2:
        return 0.0
    return 2 * whole + sum(each) / len(each)


def _best(word: str, texts: list[str]) -> float:
    placements = [_fit(word, text) * (1 - _LATER * place) for place, text in enumerate(texts)]
    return max(placements, default=0.0)


def _fit(word: str, text: str) -> float:
    alike = [difflib.SequenceMatcher(None, word, other).ratio() for other in _words(text)]
    best = max(alike, default=0.0)
    return best if best >= _CLOSE else 0.0


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.lower()) if word not in _SMALL]
