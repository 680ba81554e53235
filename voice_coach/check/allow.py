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
    """That it applies to."""
    code: str
    reason: str


def allows(path: Path) -> list[Allow]:
    """Return what a file switches off; comments above a line count for that line."""
    found: list[Allow] = []
    waiting: list[tuple[Place, str, str]] = []
    lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        match = _ALLOW.search(line)
        if match:
            place = Place(str(path), number, match.start() + 1)
            waiting.append((place, match[1], match[2].strip()))
        if not _COMMENT.match(line):
            found += [Allow(place, number, code, reason) for place, code, reason in waiting]
            waiting = []
    return found


def allowed(problems: Iterable[Problem], known: Mapping[str, list[Allow]]) -> list[Problem]:
    """Return the problems that no comment switches off, and those of the comments themselves.

    Args:
        problems: to look through.
        known: what each file switches off.
    """
    used: set[Allow] = set()
    left: list[Problem] = []
    for problem in problems:
        off = [
            one
            for one in known.get(problem.place.file, ())
            if (one.code, one.line) == (problem.code, problem.place.line) and one.reason
        ]
        used.update(off)
        left += [] if off else [problem]
    return left + [p for each in known.values() for one in each for p in _faults(one, used)]


def _faults(one: Allow, used: set[Allow]) -> Iterator[Problem]:
    if one.code not in CODES:
        hint = nearest(one.code, CODES) or f" Known: {', '.join(CODES)}."
        yield _fault(one, f'unknown rule "{printable(one.code)}".{hint}')
    elif not one.reason:
        yield _fault(one, f"say why: # allow {one.code}: reason")
    elif one not in used:
        yield _fault(one, f'nothing breaks "{one.code}" on line {one.line}; delete it')


def _fault(one: Allow, message: str) -> Problem:
    return Problem(one.place, message, warning=True, code="allow")


CODES = {
    "allow": "an `# allow` with an unknown rule, without a reason, or not needed",
    "words": "a cue too long to hold in mind",
    "sentences": "a cue of more than three sentences",
    "reminder-words": "a reminder too short to be heard, or too long",
    "wordings": "wordings of one cue that differ by more than two words",
    "left": '"left" that means remaining',
    "right": '"right" that does not mean the side',
    "pointing": '"here", "there", "this"',
    "homophone": "a word that sounds like another",
    "distance": "a distance in fingers, inches or centimetres",
    "justify": 'a slip for "left"',
    "fragment": "`again` or `brief` that is not a whole sentence",
    "once-more": "words for the first time that refer to an earlier time",
    "breaths": "more than three paced breaths in a row",
    "count-from-start": '"last", "next", "then" in a reminder that does not count from the end',
    "count-wrong": '"last", "two more" that is not true of the strokes that are left',
    "unspoken": "words that the voice has no sound for",
    "reminder-dropped": "a reminder without room at the standard length",
    "reminder-late": "a reminder that starts more than 6 s off its time",
    "hold-room": "a hold too short for what it must say",
    "exit": "weight without a spoken way out within a minute",
    "ready-time": "too little time to fetch, to take off, or to lie down",
    "tick-unexplained": "ticks that are not explained",
    "tick-action": "an action that depends on a tick",
    "silence": "over 25 s without a sound",
    "speech-share": "too much of the time is speech",
    "quiet-share": "too little of the time is quiet massage",
    "first-touch": "the first touch comes too late",
    "length": "a promised length that is not met",
    "ending": "a script's own rest or getting up at the end, which the program says",
}
"""Code to what breaks it."""
