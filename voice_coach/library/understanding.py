"""What was typed, word by word: what each is, what was meant by it, and which are not understood.

Nothing plays by words unless each of them is understood. A slip of the pen is corrected only towards words that
are; where a word is as near to a sign of something, it counts as that sign, and as not understood.

`site/assets/search.js` does the same in the browser, from the same tables: change both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from msgspec import Struct

from voice_coach.library.advice import (
    Advice,
    advice_for,
    alarming,
    part_stems,
    phrase_words,
    sign_words,
)
from voice_coach.library.harmless import EVERYDAY
from voice_coach.library.meanings import MATTERS, ORDINARY
from voice_coach.library.reading import SMALL, is_number, stem
from voice_coach.library.spelling import Speller, alike, plain

_WORD = re.compile(r"\d+|[^\W\d_]+")
_MOST_WORDS = 60
"""Of a request; nobody types more, and a longer one is not understood."""
LIKELY = MATTERS | frozenset(
    """beat brick bricks chew chewing climbing eat eating flight flights funny heavy huge morning plaster
    plastering pot potting puffy sleepy slides solid spot spots stone stones strap straps stroke strokes
    stroking surgeon tender trip trips upstairs weights wet""".split()  # noqa: SIM905 - reads best
)
"""Signs that are mostly said of tired muscles: understood wherever they raise no flag."""


class Understanding(Struct, frozen=True):
    """What was typed, understood."""

    text: str
    """With each word as it was meant."""
    unknown: tuple[str, ...]
    """Those that were not understood, as they were typed."""
    advice: Advice
    taken: str = ""
    """The sign that a word was taken for, because it is as near to it as to anything else."""


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text, in small letters."""
    return _WORD.findall(plain(text))


def understand(typed: str, speller: Speller, names: Iterable[str] = ()) -> Understanding:
    """Read what somebody typed.

    Args:
        typed: words, sentences, wishes.
        speller: knows the words of the library.
        names: words of the library that are no sign of anything, even if they are spelled like one.
    """
    text = plain(typed)
    found = list(_WORD.finditer(text))
    typed_words = [match[0] for match in found]
    words: list[str] = []
    doubtful: dict[int, str] = {}
    pieces: list[str] = []
    at = end = 0
    while at < min(len(typed_words), _MOST_WORDS):
        meant, sign, count = _meant(typed_words[at : at + 2], speller)
        if sign:
            doubtful[len(words)] = sign
        words += meant
        pieces += [text[end : found[at].start()], " ".join(meant)]
        at += count
        end = found[at - 1].end()
    advice = advice_for(words)
    harmless = LIKELY | ORDINARY | frozenset(names)
    unknown = [
        word
        for place, word in enumerate(words)
        if place not in advice.harmless
        and (place in doubtful or place not in advice.places)
        and (place in doubtful or not _is_understood(word, speller, harmless))
    ]
    unknown += typed_words[_MOST_WORDS : _MOST_WORDS + 1]
    taken = next((sign for place, sign in doubtful.items() if place in advice.places), "")
    pieces.append(text[end:])
    return Understanding("".join(pieces), tuple(dict.fromkeys(unknown)), advice, taken)


def _meant(words: Sequence[str], speller: Speller) -> tuple[list[str], str, int]:
    """Return what a word means, the sign that it may be, and how many words it is, with the one behind it."""
    word, joined = words[0], "".join(words)
    if len(words) > 1 and joined in speller.vocabulary:  # "head ache"
        return [joined], "", 2
    if _is_word(word, speller):
        return [word], "", 1
    if parts := speller.parts(word):
        return parts, "", 1
    near, sign = speller.near(word), Speller.nearest(word, sign_words())
    if sign and alike(sign, word) >= alike(near, word):
        return [sign], sign, 1
    if near:
        return [near], "", 1
    if len(words) > 1 and speller.near(joined):  # "heada he"
        return [speller.near(joined)], "", 2
    return [word], "", 1


def _is_word(word: str, speller: Speller) -> bool:
    """Tell whether a word is spelled right, whether or not it is understood."""
    everyday = word in EVERYDAY or (stem(word) != word and stem(word) in everyday_stems())
    return _is_small(word) or everyday or word in phrase_words() or speller.has(word)


def _is_understood(word: str, speller: Speller, harmless: AbstractSet[str]) -> bool:
    if _is_small(word) or word in harmless:
        return True
    root = stem(word)
    return root not in alarming() and (
        root in everyday_stems() or root in part_stems() or speller.has(word)
    )


@lru_cache(maxsize=1)
def everyday_stems() -> frozenset[str]:
    """Return the stems of words that tell of no symptom."""
    return frozenset(map(stem, EVERYDAY | ORDINARY))


def _is_small(word: str) -> bool:
    return word in SMALL or len(word) == 1 or (is_number(word) and len(word) < 4)
