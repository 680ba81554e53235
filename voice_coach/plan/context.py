"""Where in a session a block is, and which of a cue's words are spoken there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct, field

from voice_coach.errors import Place
from voice_coach.plan.phrases import ENGLISH, Phrases, side_names
from voice_coach.plan.program import Guide
from voice_coach.plan.slots import ChimeSlot, SpeechSlot
from voice_coach.plan.timeline import Line, Pace, Sound
from voice_coach.script.model import Say, Wordings
from voice_coach.script.terms import Anchor, Meaning, Only, Role, Side

ALWAYS = frozenset({Role.EXIT, Role.CAUTION, Role.SIDE})
"""Roles that no guide leaves out, and for which a hold grows."""
SLOW = frozenset({Role.SETTLE, Role.CLOSE})
PROGRAM = Place("(session)", 1, 1)
"""The place of words that no script has."""

_SOUNDS = {
    Meaning.BEGIN: Sound.BEGIN,
    Meaning.CHANGE: Sound.CHANGE,
    Meaning.END: Sound.END,
    Meaning.TICK: Sound.TICK,
}


class Context(Struct, frozen=True):
    """What a block needs to know about where in the session it is."""

    title: str = ""
    """Of the technique; empty: it belongs to the whole session."""
    chimes: Mapping[Meaning, str] = field(default_factory=dict)
    """The author's own sound files."""
    guide: Guide = Guide.FULL
    seed: int = 0
    """Chooses among several wordings."""
    round_factor: float = 1.0
    """How many rounds to do, as a multiple of what is written."""
    side: Side | None = None
    only: frozenset[Only] = frozenset(Only)
    """Which steps that are not always done are done."""
    first: bool = True
    """No side or round before this one."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Placeholders and their replacements."""
    phrases: Phrases = ENGLISH
    say_as: Respellings = ()
    """The author's own words for a pronunciation."""

    def line(self, text: str, pace: Pace) -> Line:
        """Return a line, as the author wants it read."""
        spoken = respelled(text, self.say_as)
        return Line(text, pace, "" if spoken == text else spoken)

    def filled(self, text: str) -> str:
        """Return text with the placeholders known so far filled in."""
        if "{" not in text:
            return text
        names = side_names(self.side, self.phrases) if self.side else {}
        return fill(text, {**self.words, **names})

    def chime(self, meaning: Meaning) -> ChimeSlot | None:
        """Return the chime of a meaning, the author's own where there is one."""
        if meaning is Meaning.NONE:
            return None
        return ChimeSlot(_SOUNDS[meaning], self.side, self.chimes.get(meaning, ""))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Replace each ``{name}`` that `words` knows; leave the others."""
    return re.sub(r"\{(\w+)\}", lambda m: words.get(m[1], m[0]), text)


def speak(say: Say, context: Context, reminder: Anchor | None = None) -> SpeechSlot:
    """Return the slot of a cue, with the words that guide, side, round and seed choose."""
    texts = _chosen(say, context, reminder)
    text = context.filled(texts[context.seed % len(texts)]) if texts else ""
    line = context.line(text, Pace.SLOW if say.role in SLOW else Pace.NORMAL) if text else None
    return SpeechSlot(say.place, line, (line,) if line else (), say.role, context.side)


def _chosen(say: Say, context: Context, reminder: Anchor | None) -> Wordings:
    """Return the wordings that may be spoken here; none: the slot stays silent."""
    kept = say.role in ALWAYS
    if context.guide is Guide.CHIMES and not kept:
        return ()
    if context.guide is Guide.BRIEF and reminder is Anchor.START and not kept:
        return ()
    again = None if context.first else say.again
    if again == () and not kept:
        return ()
    if context.guide is not Guide.FULL and say.brief:
        return say.brief
    return again or say.texts


def speak_own(text: str, role: Role, context: Context) -> SpeechSlot:
    """Return the slot of words that the program itself has."""
    return speak(Say(PROGRAM, (text,), role=role), context)


Respellings: TypeAlias = "tuple[tuple[str, str], ...]"
"""Phrases as written, and as the voice reads them."""


def respelled(text: str, respellings: Respellings) -> str:
    """Return text with each phrase replaced where it is a whole word, in capitals or not.

    Of phrases that overlap the longest counts, and of equal ones the last.
    """
    if not respellings:
        return text
    pattern, read = _known(respellings)
    return pattern.sub(lambda match: read[match[0].lower()], text)


@lru_cache(maxsize=16)
def _known(respellings: Respellings) -> tuple[re.Pattern[str], dict[str, str]]:
    read = {written.lower(): spoken for written, spoken in respellings}
    longest_first = sorted(read, key=len, reverse=True)
    whole = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE), read
