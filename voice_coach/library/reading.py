"""Which signs are in what somebody typed, and which of its words they are made of.

`site/assets/search.js` does the same in the browser, from the same tables: change both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from msgspec import Struct

SMALL = frozenset(
    """a abit about am an and are as at be been being bit bloody by completely ever get gets getting goes
    gone got has have having he her his i id im in is it its ive just keep keeping keeps kept
    kind like me my n now of on or our pretty proper quite rather really she so some sort still that the
    their then there these they this those to totally very was we went were will with would you
    your""".split()  # noqa: SIM905 - reads best
)
"""Words that a phrase may leave out, and that may stand within it."""
OK = "ok"
"""The sign of harmless phrases: what is inside of one is a sign of nothing."""
_ENDINGS = ("ness", "ing", "ed", "ly")
_PLURAL = frozenset(("legs", "hands", "strokes", "chills", "kids", "children", "us"))
"""Words whose plural means something else."""
_WHOLE = frozenset(
    """ceiling during evening morning nothing plane ring scare shine slide spine spotting spring
    stare""".split()  # noqa: SIM905 - reads best
)
"""Words that another is left of without their ending."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without its ending: "numbness" is "numb", "squeezing" is "squeez"."""
    if word in _PLURAL or word in _WHOLE:
        return word
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word in ("aching", "ached"):
        return "ache"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("eed"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def is_number(word: str) -> bool:
    """Tell whether a word is a number, written in figures."""
    return word.isascii() and word.isdecimal()


def numbered(word: str) -> tuple[str, ...]:
    """Return how a phrase may write a word: a number is ``#``, and ``#9`` or ``#50`` if it is as large."""
    if not is_number(word):
        return (stem(word),)
    value = int(word[:4])
    return ("#", *(f"#{least}" for least in (9, 50) if value >= least))


class Found(Struct, frozen=True):
    """A phrase in a text."""

    sign: str
    at: tuple[int, ...]
    """The places of its words in the text."""


class Lexicon:
    """Signs by their phrases."""

    def __init__(self, signs: Mapping[str, str]) -> None:
        """Args: phrases by sign, separated by commas."""
        self.phrases: dict[tuple[str, ...], list[str]] = {}
        self.exact: dict[tuple[str, ...], list[str]] = {}
        """Phrases of which the small words are most: nothing may be left out of them."""
        for sign, text in signs.items():
            for phrase in text.split(","):
                words = phrase.replace("'", "").replace("-", " ").split()
                content = [word for word in words if word not in SMALL]
                kept, words = (
                    (self.exact, words)
                    if len(content) < min(2, len(words))
                    else (self.phrases, content)
                )
                kept.setdefault(tuple(map(stem, words)), []).append(sign)
        self.longest = max(map(len, (*self.phrases, *self.exact)))

    def find(self, words: Sequence[str]) -> list[Found]:
        """Return every sign in a text; harmless phrases hide what is inside of them."""
        content = [at for at, word in enumerate(words) if word not in SMALL]
        found = [
            *self._all(self.phrases, words, content),
            *self._all(self.exact, words, range(len(words))),
        ]
        harmless = [set(one.at) for one in found if one.sign == OK]
        telling = set(content)

        def hidden(one: Found) -> bool:
            places = telling.intersection(one.at) or one.at
            return any(inside.issuperset(places) for inside in harmless)

        return [one for one in found if one.sign == OK or not hidden(one)]

    def _all(
        self,
        phrases: Mapping[tuple[str, ...], list[str]],
        words: Sequence[str],
        places: Sequence[int],
    ) -> Iterator[Found]:
        """Yield the phrases that are made of the words at some places, next to one another."""
        forms = [numbered(words[place]) for place in places]
        for start in range(len(places)):
            for end in range(start + 1, min(start + self.longest, len(places)) + 1):
                for phrase in product(*forms[start:end]):
                    yield from (
                        Found(sign, tuple(places[start:end])) for sign in phrases.get(phrase, ())
                    )


def raised(when: str, signs: Mapping[str, Iterable[int]]) -> list[str]:
    """Return the signs that raise a flag; empty: it is not raised.

    Args:
        when: a line for each set of signs: all must be there, ``A|B`` is either, ``!A`` must not be.
        signs: those that were found, each with the places of its words.
    """
    for line in when.splitlines():
        terms = line.split()
        wanted = [term.split("|") for term in terms if term[0] != "!"]
        barred = [term[1:] for term in terms if term[0] == "!"]
        if (
            wanted
            and all(any(o in signs for o in one) for one in wanted)
            and not any(b in signs for b in barred)
        ):
            return [option for one in wanted for option in one if option in signs]
    return []
