"""What somebody asks of a session besides what it is for: how long, with what, and how they can be."""

from __future__ import annotations

import re

from msgspec import Struct

from voice_coach.script.model import Heading
from voice_coach.script.terms import Posture

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60,
}  # fmt: skip
_MOST = r"(?P<most>under|below|less than|at most|up to|max|maximum|no more than|within)?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_TIMES = (
    (re.compile(rf"\b{_MOST}\s*\b{_COUNT}[\s-]*(min|mins|minutes?|m)\b"), 0),
    (re.compile(rf"\b{_MOST}\s*\bhalf an? hour\b"), 30),
    (re.compile(rf"\b{_MOST}\s*\b(a )?quarter of an hour\b"), 15),
    (re.compile(rf"\b{_MOST}\s*\b(an?|one|full|1) hour\b"), 60),
    (re.compile(rf"\b{_MOST}\s*(?<![\w.])(?P<count>[2-9]|[1-5]\d|60)$"), 0),
)
"""Ways to write a time, and the minutes where no number is written."""
_FEW = re.compile(r"\b(quick|quickly|quickie|short|brief|few minutes|couple of minutes|fast)\b")
_FEW_MINUTES = 7
_NO = r"\b(no|without|dont have|have no|havent got|not have|dont own)( any| an?| my| the)?"
_BARE = re.compile(
    rf"{_NO} (equipment|tools?|props?|things?|gear)\b"
    r"|\b(just|only|bare|nothing but|with) (my |your |bare )?hands\b|\bhands only\b|\bempty handed\b"
)
_SEATED = re.compile(
    rf"{_NO} (floor|mat)\b|\bwithout (lying|laying|the floor|going to the floor)( down)?\b"
    r"|\b(cant|can not|cannot|unable to)\b[\w ]{0,24}\b(floor|ground|lie|lay|kneel)\b( down)?"
    r"|\bnot on the floor\b"
)
_LACKING = re.compile(
    rf"{_NO} (?P<thing>(tennis )?balls?|pillows?|towels?|table|wall|scarf|scarves)\b"
)
_AROUND = ("chair", "cushion", "table", "pillow", "mat or bed")
"""What there is everywhere, when somebody asks for nothing but hands."""


class Wishes(Struct, frozen=True):
    """What was asked for, and the words that are left."""

    rest: str
    minutes: float = 0.0
    """0: not told."""
    most: bool = False
    """The minutes are the most it may take."""
    bare: bool = False
    """With nothing but hands."""
    seated: bool = False
    """Without the floor."""
    lacking: str = ""
    """A thing that is not there."""

    @property
    def any(self) -> bool:
        """Tell whether anything was asked for."""
        return bool(self.minutes or self.bare or self.seated or self.lacking)


def wishes(text: str) -> Wishes:
    """Read what somebody asks for, in plain small letters without apostrophes."""
    rest, minutes, most = _time(text)
    few = _FEW.search(rest)
    if few and not minutes:
        minutes, most = _FEW_MINUTES, True
    rest, bare = _taken(_BARE, rest)
    rest, seated = _taken(_SEATED, rest)
    lacking = _LACKING.search(rest)
    thing = lacking["thing"].split()[-1].rstrip("s") if lacking else ""
    rest = _LACKING.sub(" ", rest)
    return Wishes(rest, minutes, most, bool(bare), bool(seated), thing)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    left, times = pattern.subn(" ", text)
    return left, times > 0


def _time(text: str) -> tuple[str, float, bool]:
    for pattern, minutes in _TIMES:
        match = pattern.search(text)
        if match:
            groups = match.groupdict()
            count = groups.get("count") or str(minutes)
            rest = text[: match.start()] + " " + text[match.end() :]
            return rest, float(_NUMBERS.get(count, 0) or count), bool(groups["most"])
    return text, 0.0, False


def grants(heading: Heading, wanted: Wishes) -> bool:
    """Tell whether a session is what was asked for."""
    return (
        (not wanted.bare or "no equipment" in heading.keywords or _is_bare(heading))
        and (not wanted.seated or Posture.SITTING in heading.posture)
        and not (wanted.lacking and any(wanted.lacking in need for need in heading.needs))
        and (not wanted.minutes or _in_time(heading, wanted))
    )


def _is_bare(heading: Heading) -> bool:
    return all(need.startswith(_AROUND) or " if you " in need for need in heading.needs)


def _in_time(heading: Heading, wanted: Wishes) -> bool:
    lengths = heading.lengths
    least = lengths.standard if wanted.most else lengths.short or lengths.standard
    return least is not None and round(least / 60) <= wanted.minutes * (1 if wanted.most else 1.1)


def closeness(heading: Heading, wanted: Wishes) -> float:
    """Tell how near a session's lengths come to the minutes asked for, 0 to 1; 1: none were."""
    lengths, asked = heading.lengths, wanted.minutes * 60
    if not asked or wanted.most or lengths.standard is None:
        return 1.0
    least, longest = lengths.short or lengths.standard, lengths.long or lengths.standard
    outside = max(least - asked, asked - longest, 0.0)
    if outside:
        return max(0.0, 0.75 - 0.75 * outside / asked)
    return 1.0 - 0.3 * min(1.0, abs(lengths.standard - asked) / asked)
