"""`# allow CODE: reason` in a script: a rule switched off on this line, or on the one below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from voice_coach.errors import Place, Problem, nearest, printable

_ALLOW = re.compile(r"(?:^|\s)#\s*allow\b\s*([\w-]*)\s*:?\s*(.*)$")
_COMMENT = re.compile(r"^\s*#")


class Allow(Struct, frozen=True):
    """One rule switched off."""

    place: Place
    line: int
    """Of the cue that it means."""
    code: str
    reason: str


def allows(path: Path) -> list[Allow]:
    """Return what a file switches off; comments above a line stand for the line."""
    lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    return list(_allows(lines, str(path)))


def _allows(lines: list[str], file: str) -> Iterator[Allow]:
    waiting: list[tuple[Place, str, str]] = []
    for number, line in enumerate(lines, 1):
        found = _ALLOW.search(line)
        if found:
            waiting.append((Place(file, number, found.start() + 1), found[1], found[2].strip()))
        if not _COMMENT.match(line):
            yield from (Allow(place, number, code, why) for place, code, why in waiting)
            waiting = []


def allowed(problems: Iterable[Problem], known: Mapping[str, list[Allow]]) -> list[Problem]:
    """Return the problems that nothing switches off, and those of what switches off.

    Args:
        problems: to look through.
        known: what each file switches off.
    """
    used: set[Allow] = set()
    found: list[Problem] = []
    for problem in problems:
        off = [
            one
            for one in known.get(problem.place.file, ())
            if (one.code, one.line) == (problem.code, problem.place.line) and one.reason
        ]
        used.update(off)
        found += [] if off else [problem]
    return found + [p for each in known.values() for one in each for p in _faults(one, used)]


def _faults(one: Allow, used: set[Allow]) -> Iterator[Problem]:
    if one.code not in CODES:
        hint = nearest(one.code, CODES) or f" Known: {', '.join(CODES)}."
        yield _fault(one, f'"{printable(one.code)}" names no rule.{hint}')
    elif not one.reason:
        yield _fault(one, f"tell why: # allow {one.code}: reason")
    elif one not in used:
        yield _fault(one, f'nothing breaks "{one.code}" on line {one.line}; delete it')


def _fault(one: Allow, message: str) -> Problem:
    return Problem(one.place, message, warning=True, code="allow")


CODES = {
    "allow": "an `# allow` that names no rule, gives no reason, or is not needed",
    "words": "a cue too long to hold in mind",
    "sentences": "a cue of more than three sentences",
    "reminder-words": "a reminder too short to be heard, or too long",
    "wordings": "wordings of one cue that differ by more than two words",
    "left": '"left" that means remaining',
    "right": '"right" that is no side',
    "pointing": '"here", "there", "this"',
    "homophone": "a word that the ear takes for another",
    "distance": "a distance in fingers, inches or centimetres",
    "justify": 'a slip for "left"',
    "fragment": "`again` or `brief` that is no whole sentence",
    "once-more": "words for the first time that speak of a time before",
    "breaths": "more than three paced breaths in a row",
    "count-from-start": '"last", "next", "then" in a reminder that does not count from the end',
    "count-wrong": '"last", "two more" that is not true of the strokes that are left',
    "unspoken": "words that the voice has no sound for",
    "reminder-dropped": "a reminder without room at the standard length",
    "reminder-late": "a reminder moved by more than its place can bear",
    "hold-room": "a hold that can not hold what it must say",
    "exit": "weight without a spoken way out within a minute",
    "ready-time": "too little time to fetch, to take off, or to lie down",
    "tick-unexplained": "ticks that nobody explains",
    "tick-action": "an action that depends on a tick",
    "silence": "over 25 s without a sound",
    "speech-share": "too much of the time somebody speaks",
    "quiet-share": "too little of the time is quiet massage",
    "first-touch": "the first touch comes late",
    "length": "a promised length that is not met",
    "ending": "a script's own rest or getting up at the end, which the program says",
}
"""Code to what breaks it."""
