"""The sessions there are, as a search looks at them, and the table that the web page searches by.

Everything that needs a heading is worked out here, once. What follows (`spelling`, `wishes`, `finder`)
needs only the numbers and words of this module, so `site/assets/search.js` can do the same with
`table()` and find the same sessions. All weights are whole numbers, in thousandths: a sum of them
does not depend on the machine.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from voice_coach.library import advice, wishes
from voice_coach.library.harmless import EVERYDAY
from voice_coach.library.meanings import BODY, ELSEWHERE, MATTERS, MEANINGS, NEAREST, ORDINARY
from voice_coach.library.reading import SMALL
from voice_coach.library.spelling import Speller, library_words, words
from voice_coach.library.understanding import LIKELY, words_of
from voice_coach.library.wishes import Candidate
from voice_coach.script.model import Heading
from voice_coach.script.terms import Area, Posture, Risk

_TITLE, _AREA, _KEYWORD, _SUMMARY = 0.8, 0.5, 0.7, 0.2
"""How sure one mention makes that a session is about a word; several make it surer."""
_PART = 0.7
"""What is left of it for one word of several: "head to hips" is not about the head."""
_LATER, _LAST = 0.015, 0.5
"""What each place further back in the keywords takes from the weight (the first is the nearest), and
the share that is always left."""
_BETWEEN = re.compile(r"[,;:()]| or ")
_DENIES = re.compile(r"(no|can ?not|without)\b")
"""A keyword that says what is not needed: `wishes` answers that."""
_ROUTINE, _VARIANT = 1.04, 0.85
"""A routine does more for the same complaint; a variant is for people who ask for it."""
_EVERYWHERE = ("chair", "cushion", "table", "pillow", "mat or bed")
"""What is at hand wherever somebody asks for a session with bare hands."""

PLACES = frozenset(word for place in BODY for word in words(place))
"""Words for a part of the body."""
PHRASES = {words(phrase): meaning for phrase, meaning in MEANINGS.items()}
LONGEST_PHRASE = max(map(len, PHRASES))
AREAS = {word: area for area, names in ELSEWHERE.items() for word in words(names)}
"""Words for a part of the body that no shipped session is made for, and the part."""
_TAUGHT = {word for text in (*MEANINGS, *ELSEWHERE.values()) for word in words(text)}
"""What people type that is understood whatever sessions there are."""


class Shelf:
    """All candidates of a search."""

    def __init__(self, headings: Iterable[Heading], parts: Iterable[Heading] = ()) -> None:
        """Args: the sessions, and what else their routines play."""
        self.headings = {heading.slug: heading for heading in headings}
        known = {part.slug: part for part in parts} | self.headings
        self.candidates = [_candidate(heading, known) for heading in self.headings.values()]
        counts = Counter(word for one in self.candidates for word in one.weights)
        self.rarity = {
            word: math.floor(1000 * math.log(1 + len(self.candidates) / count) + 0.5)
            for word, count in counts.items()
        }
        """Words by which sessions are found, and how much each tells, in thousandths."""
        self.areas = {heading.area.value for heading in self.headings.values()}
        self.speller = Speller(_TAUGHT | PLACES | self.rarity.keys())
        self.named = {word for one in self.candidates for _, name in one.names for word in name}
        """Words that authors call their sessions by."""
        self._avoided: dict[str, frozenset[str]] = {}

    def avoids(self, slug: str) -> frozenset[str]:
        """Return the keys of the flags (`advice.FLAGS`) whose condition a session is not for."""
        if slug not in self._avoided:
            heading = self.headings[slug]
            named = [words_of(part) for line in heading.not_for for part in conditions(line)]
            keys = {flag.key for part in named for flag in advice.advice_for(part).flags}
            risks = {_RISKS[risk] for risk in heading.risks if risk in _RISKS}
            self._avoided[slug] = frozenset(keys | risks)
        return self._avoided[slug]


_PRESSES = re.compile(r"\b(ball|roll|rolled|braid|braided|socks?)\b")
_AREA_PARTS = {
    Area.HEAD: "head",
    Area.FACE: "face",
    Area.NECK: "neck",
    Area.SHOULDERS: "shoulder",
    Area.CHEST: "chest",
    Area.BACK: "back",
}
_DEEPEST = 8
"""Routines within each other."""
_RISKS = {
    Risk.THIN_BONES: "bones",
    Risk.STROKE: "carotid",
    Risk.EYES: "glaucoma",
    Risk.SWOLLEN_ARM: "lymph",
}
_WITHIN = {
    "temple": "face",
    "forehead": "face",
    "brow": "face",
    "jaw": "face",
    "eye": "face",
    "cheek": "face",
    "skull": "neck",
    "scalp": "head",
    "blade": "back",
    "shoulderblade": "back",
    "forearm": "arm",
    "stomach": "belly",
    "pec": "chest",
}
"""Parts of the body, and what they are a part of."""


def _candidate(heading: Heading, known: Mapping[str, Heading]) -> Candidate:
    short, standard, long = heading.lengths.short, heading.lengths.standard, heading.lengths.long
    return Candidate(
        heading.slug,
        _weights(heading),
        tuple((round(1000 * weight), library_words(name)) for weight, name in _names(heading)),
        _VARIANT if heading.variant_of else _ROUTINE if heading.play else 1.0,
        heading.needs,
        "no equipment" in heading.keywords
        or all(need.startswith(_EVERYWHERE) or " if you " in need for need in heading.needs),
        any(_PRESSES.search(need) for need in heading.needs),
        Posture.SITTING in heading.posture,
        Posture.PRONE in heading.posture or "prone" in heading.keywords,
        tuple(sorted(_touches(heading, known))),
        None if standard is None else (short or standard, standard, long or standard),
    )


def _touches(heading: Heading, known: Mapping[str, Heading], depth: int = 0) -> set[str]:
    """Return the parts of the body that a session comes to, by its area, its name and its keywords."""
    parts = {_AREA_PARTS[heading.area]} if heading.area in _AREA_PARTS else set()
    for _, name in _names(heading):
        parts |= PLACES.intersection(library_words(name))
    parts |= {_WITHIN[part] for part in parts if part in _WITHIN}
    if "face" in parts:
        parts.add("head")
    if depth < _DEEPEST:
        for one in heading.play:
            if one.name in known:
                parts |= _touches(known[one.name], known, depth + 1)
    return parts


def conditions(line: str) -> list[str]:
    """Return the conditions that a line of `not_for` names, one by one."""
    return [part.strip() for part in _BETWEEN.split(line) if part.strip()]


def _weights(heading: Heading) -> dict[str, int]:
    """Return the words that a session is found by, with their weights."""
    _, *names = _names(heading)
    mentions = [(weight, library_words(name)) for weight, name in names if not _DENIES.match(name)]
    # One by one: words of a slug or a summary are no phrase, and its places may be in passing.
    mentions += [(_TITLE, (word,)) for word in words(heading.slug) if word not in PLACES]
    if heading.area is not Area.BODY:
        mentions.append((_AREA, library_words(heading.area.value)))
    mentions += [(_SUMMARY, (w,)) for w in library_words(heading.summary) if w not in PLACES]
    doubts: defaultdict[str, float] = defaultdict(lambda: 1.0)
    for weight, mentioned in mentions:
        telling = set(mentioned) - ORDINARY
        for word in telling:
            doubts[word] *= 1 - weight * (_PART if len(telling) > 1 else 1)
    return {word: round(1000 * (1 - doubt)) for word, doubt in sorted(doubts.items())}


def _names(heading: Heading) -> Iterator[tuple[float, str]]:
    yield _TITLE, heading.slug
    yield _TITLE, heading.title
    for place, keyword in enumerate(heading.keywords):
        yield _KEYWORD * max(_LAST, 1 - _LATER * place), keyword


def table(shelf: Shelf) -> dict[str, Any]:
    """Return everything that a search needs, as JSON values; lists of words are joined by spaces."""
    return {
        "advice": advice.rules(),
        "wishes": wishes.rules(),
        "phrases": {" ".join(phrase): meaning for phrase, meaning in PHRASES.items()},
        "places": " ".join(sorted(PLACES)),
        "matters": " ".join(sorted(MATTERS)),
        "ordinary": " ".join(sorted(ORDINARY)),
        "everyday": " ".join(sorted(EVERYDAY)),
        "small": " ".join(sorted(SMALL)),
        "likely": " ".join(sorted(LIKELY)),
        "elsewhere": AREAS,
        "nearest": NEAREST,
        "areas": " ".join(sorted(shelf.areas)),
        "vocabulary": " ".join(sorted(shelf.speller.vocabulary - shelf.rarity.keys())),
        "sessions": [
            {
                "slug": one.slug,
                "weights": " ".join(f"{word} {weight}" for word, weight in one.weights.items()),
                "names": "|".join(f"{weight} {' '.join(name)}" for weight, name in one.names),
                "factor": one.factor,
                "needs": one.needs,
                "bare": one.bare,
                "pressed": one.pressed,
                "sitting": one.sitting,
                "prone": one.prone,
                "touches": one.touches,
                "avoid": sorted(shelf.avoids(one.slug)),
                "lengths": one.lengths,
                "minutes": one.minutes,
            }
            for one in shelf.candidates
        ],
    }
