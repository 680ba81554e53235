"""Words as they were meant: other endings, slips of the pen, words run together or torn apart."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from voice_coach.search.advice import plain
from voice_coach.search.meanings import ELSEWHERE, MEANINGS, ORDINARY

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
