"""Words of a text, and what was meant by those that are spelled wrong.

`site/assets/search.js` does the same in the browser, from the same table (`shelf.table`): change both.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from voice_coach.library.harmless import EVERYDAY
from voice_coach.library.meanings import ORDINARY

# What `\s` matches differs between Python and JavaScript; their union is the same in both.
_SPACE = re.compile("[\\s\x1c-\x1f\x85\ufeff]+")
_WORD = re.compile(r"[^\W\d_]+")
_CLOSE = 0.82
"""How alike a misspelling and the word must be: "insomia" is "insomnia", "hours" is not "hurts"."""
_VERY_CLOSE = 0.88
_ENDINGS = ("es", "ed", "ing", "y", "ly", "er")


def plain(text: str) -> str:
    """Return text in lower case, without apostrophes: people write "can't" and "cant"."""
    return _SPACE.sub(" ", re.sub(r"['’`]", "", text)).strip().lower()


@lru_cache(maxsize=5_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in any language and in the singular; numbers are not words."""
    return tuple(map(_singular, _WORD.findall(plain(text))))


def library_words(text: str) -> tuple[str, ...]:
    """Return the words of a text; a shoulder blade is one word, and "back of" is not a back."""
    joined = re.sub(r"\bshoulder[ -]blade", "shoulderblade", plain(text), flags=re.ASCII)
    return words(re.sub(r"\bback[ -]of[ -]", " ", joined, flags=re.ASCII))


def _singular(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural and word not in ORDINARY else word


class Speller:
    """Corrects words towards a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.vocabulary = set(vocabulary) - ORDINARY

    def meaning(self, words: Iterable[str]) -> list[str]:
        """Return words as the vocabulary has them; what means nothing here is left out."""
        return [known for known in map(self._known, words) if known]

    def has(self, word: str) -> bool:
        """Tell whether a word is in the vocabulary, whatever its ending, or an ordinary one."""
        return bool(self._known(word))

    def near(self, word: str) -> str:
        """Return the word that a misspelled one means; empty: none is near enough."""
        # The library's own words first: a rare one of them is likelier than an ordinary word.
        # Of those only a very near one: an unknown sign must not become a word of everyday life.
        return self.nearest(word, self.vocabulary) or self.nearest(
            word, ORDINARY | EVERYDAY, _VERY_CLOSE
        )

    def parts(self, word: str) -> list[str]:
        """Return the words of one that lacks a space between them, such as "backpain"; else none."""
        cuts = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
        return next(([*cut] for cut in cuts if self.vocabulary.issuperset(cut)), [])

    @staticmethod
    def nearest(word: str, known: Iterable[str], cutoff: float = _CLOSE) -> str:
        """Return the word that a misspelled one is nearest to; empty: none is near enough."""
        if len(word) < 3:
            return ""
        forms = {f: one for one in sorted(known) if one[0] == word[0] for f in (one, one + "s")}
        swapped = [form for form in forms if sorted(form) == sorted(word)]
        close = swapped or difflib.get_close_matches(word, forms, n=1, cutoff=cutoff)
        return forms[close[0]] if close else ""

    def _known(self, word: str) -> str:
        """Return a word as the vocabulary has it, whatever its ending; empty: it is not in it."""
        if word in ORDINARY:
            return word
        single = _singular(word)
        stems = [single, *(single.removesuffix(e) for e in _ENDINGS if single.endswith(e))]
        forms = (s + ending for s in stems if len(s) > 2 for ending in ("", *_ENDINGS))
        known = next((form for form in (single, *forms) if form in self.vocabulary), "")
        return known or (word if word in EVERYDAY else "")


def alike(one: str, other: str) -> float:
    """Return how alike two words are, 0 to 1; 1 for the same letters in another order."""
    if one and sorted(one) == sorted(other):
        return 1.0
    return difflib.SequenceMatcher(None, one, other).ratio()
