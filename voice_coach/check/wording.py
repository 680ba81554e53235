"""Rules of good guidance that the words alone can break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice_coach.errors import Problem
from voice_coach.script.build import walk
from voice_coach.script.model import Breathe, Hold, Say, Technique
from voice_coach.script.terms import Role

MOST_WORDS = 20
MOST_SENTENCES = 3
REMINDER_WORDS = range(3, 11)
MOST_BREATHS = 3

_TIME_LEFT = re.compile(
    r"\b(seconds?|minutes?|breaths?|rounds?|rolls?|strokes?|circles?|time|one|more)\s+left\b"
    r"|\bleft to go\b|\bis left\b|\bare left\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(here|there|this)\b", re.IGNORECASE)
_JUSTIFY = re.compile(r"justify", re.IGNORECASE)


def problems(technique: Technique) -> Iterator[Problem]:
    """Yield a warning for each cue that is hard to follow by ear."""
    says = list(technique.heading.cautions) + ([technique.intro] if technique.intro else [])
    for cue in walk(technique.steps):
        says += [cue] if isinstance(cue, Say) else []
        if isinstance(cue, Hold):
            says += [cue.say] if cue.say else []
            for reminder in cue.reminders:
                yield from _reminder(reminder.say)
        if isinstance(cue, Breathe) and cue.times > MOST_BREATHS:
            message = (
                f"{cue.times} paced breaths in a row; after {MOST_BREATHS}, own pace is easier"
            )
            yield Problem(cue.place, message, warning=True)
    for say in says:
        yield from _cue(say)


def words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def _cue(say: Say) -> Iterator[Problem]:
    for text in _texts(say):
        if words(text) > MOST_WORDS and say.role is not Role.CAUTION:
            yield _warning(say, f"{words(text)} words; over {MOST_WORDS} nobody holds them in mind")
        if len(re.findall(r"[.!?](?:\s|$)", text)) > MOST_SENTENCES:
            yield _warning(say, f"more than {MOST_SENTENCES} sentences; split the cue")
        yield from _wording(say, text)


def _reminder(say: Say) -> Iterator[Problem]:
    for text in _texts(say):
        if words(text) not in REMINDER_WORDS:
            few, many = REMINDER_WORDS.start, REMINDER_WORDS.stop - 1
            yield _warning(say, f"{words(text)} words; a reminder has {few} to {many}")
        yield from _wording(say, text)


def _wording(say: Say, text: str) -> Iterator[Problem]:
    if _TIME_LEFT.search(text):
        yield _warning(say, '"left" means a side only; write "more", as in "ten more seconds"')
    if _JUSTIFY.search(text):
        yield _warning(say, '"justify" is a slip for "left"')
    pointing = _POINTING.search(text)
    if pointing:
        yield _warning(say, f'"{pointing[0]}" points at nothing for closed eyes; name the place')


def _texts(say: Say) -> list[str]:
    return [text for text in (say.text, say.again) if text]


def _warning(say: Say, message: str) -> Problem:
    return Problem(say.place, f'{message}: "{say.text[:40]}"', warning=True)
