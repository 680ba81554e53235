"""What somebody asks of a session besides what it is for: how long, with what, and in which position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct


class Candidate(Struct, frozen=True):
    """A session, as a search looks at it."""

    slug: str
    weights: dict[str, int]
    """Words, and how sure it is that the session is about them, in thousandths."""
    names: tuple[tuple[int, tuple[str, ...]], ...]
    """What its author calls it (slug, title, then the keywords), each as words with a weight."""
    factor: float
    """What its score is multiplied by."""
    needs: tuple[str, ...]
    bare: bool
    """It can be done with bare hands."""
    pressed: bool
    """A ball, a roll or a braid presses."""
    sitting: bool
    """It can be done without the floor."""
    prone: bool
    """It is done lying on the stomach."""
    touches: tuple[str, ...]
    """Parts of the body that it is for, or comes to."""
    lengths: tuple[float, float, float] | None
    """Seconds at least, as written, at most; None: unknown."""

    @property
    def minutes(self) -> tuple[int, int]:
        """Return whole minutes at least, and as written, as lists show them."""
        least, standard, _ = self.lengths or (0.0, 0.0, 0.0)
        return round(least / 60), round(standard / 60)

    @property
    def made_for(self) -> set[str]:
        """Return all words of its keywords."""
        return {word for _, name in self.names[2:] for word in name}


# All patterns are read by JavaScript, too: ASCII classes, no named groups, no look-behind.

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "eighteen": 18, "twenty five": 25, "twenty": 20, "thirty five": 35, "thirty": 30, "forty five": 45,
    "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_MOST = (
    r"(?:(under|below|less than|at most|up to|max|maximum|no more than|not more than|within)\s*)?"
)
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_TIMES = (
    (rf"\b{_MOST}\b(?:three quarters of an hour|45 minutes)\b", 45),
    (rf"\b{_MOST}\b{_COUNT}[\s-]*(?:min|mins|minutes?|m)\b", 0),
    (rf"\b{_MOST}\bhalf an? hour\b", 30),
    (rf"\b{_MOST}\b(?:a )?quarter(?: of an)? hour\b", 15),
    (rf"\b{_MOST}\b(?:two|2) hours\b", 120),
    (rf"\b{_MOST}\b(?:an?|one|full|1) hour\b", 60),
    (rf"(?:^|[^\w.]){_MOST}\b([2-9]|[1-5]\d|60)$", 0),
)
"""Ways to write a time, and the minutes where no number is written. Groups: "at most", the number."""
_FEW = r"\b(?:quick|quickly|quickie|short|brief|few minutes|couple of minutes|fast)\b"
_FEW_MINUTES = 7
_NO = r"\b(?:no|without|dont have|have no|havent got|not have|dont own)(?: any| an?| my| the)?"
_BARE = (
    rf"{_NO} (?:equipment|tools?|props?|things?|gear)\b"
    r"|\b(?:just|only|bare|nothing but|with) (?:my |your |bare )?hands\b|\bhands only\b|\bempty handed\b"
)
_SEATED = (
    rf"{_NO} (?:floor|mat)\b|\bwithout (?:lying|laying|the floor|going to the floor)(?: down)?\b"
    r"|\b(?:cant|can ?not|unable to)\b[\w ]{0,24}\b(?:floor|ground|lie|lay|kneel)\b(?: down)?"
    r"|\bnot on the floor\b|\bnot (?:lying|laying)(?: down)?\b"
    r"|\b(?:dont|do not) (?:want|like) to (?:lie|lay)(?: down)?\b"
)
_LACKING = rf"{_NO} ((?:tennis )?balls?|pillows?|towels?|table|wall|scarf|scarves)\b"
_BED = r"\b(?:in|on)(?: my| the)? bed\b"
_SPARED = {
    "neck": "neck|nape|throat",
    "shoulder": "shoulders?|shoulder blades?",
    "arm": "arms?|forearms?|elbows?|wrists?",
    "back": "(?:upper |lower |low |mid )?back|spine|lumbar",
    "chest": "chest|pecs|collarbones?",
    "belly": "belly|tummy|stomach|abdomen",
    "jaw": "jaws?|tmj|teeth",
    "face": "face|cheeks?|chin",
    "eye": "eyes?|eyelids?",
    "brow": "brows?|eyebrows?",
    "head": "head|skull",
    "scalp": "scalp|hair",
    "temple": "temples?",
    "forehead": "forehead",
    "hip": "hips?|glutes?|bum|buttocks?",
    "ear": "ears?",
    "nose": "nose",
    "mouth": "mouth|lips?",
}
"""Parts of the body, and how people write them."""
_PART = rf"(?:my |the |your )?(?:{'|'.join(_SPARED.values())})\b"
_PARTS = rf"{_PART}(?:(?:,? and | or | nor |, |/| & ){_PART})*"
_BUT = (
    r"(?:any(?:thing|where)|everything|everywhere|all)(?: else)? (?:but|except|bar)|except|neither|apart from"
    r"|besides|but not|but no|not|no|without|(?:dont|do not|never)(?: go)?(?: anywhere)?|avoid|avoiding"
    r"|skip|skipping|leave out|leaving out|nothing|minus|excluding|keep (?:away|off|clear)"
    r"|stay (?:away|off|clear)|hands off|other than|instead of|rather than|steer clear|miss out"
)
_TOUCHING = (
    r"(?: (?:for|from|of|on|near|to|at|around|touch|touching|press|pressing|do|doing|use|using|rub"
    r"|rubbing|massage|massaging|work|want|the|my|any|too|include|go|come|involving|with|a|your))*"
)
_SPARE = rf"\b(?:{_BUT}){_TOUCHING} ({_PARTS})(?! (?:roll|braid|pillow|brace))"
_LEAVE = (
    rf"\b(?:leave|leaving) ({_PARTS}) (?:alone|out|be|off)\b"
    rf"|({_PARTS}) (?:is |are )?(?:off limits|excluded|not included|a no go|no go)\b"
)
"""Ways to say what a session must not come to; the parts are a group of their own."""


class Wishes(Struct, frozen=True):
    """What was asked for, and the words that are left."""

    rest: str
    minutes: float = 0.0
    """0: not said."""
    most: bool = False
    """The minutes are the most it may take."""
    bare: bool = False
    """With nothing but hands."""
    seated: bool = False
    """Without the floor."""
    lacking: str = ""
    """A thing that they do not have."""
    bed: bool = False
    """In bed."""
    spared: tuple[str, ...] = ()
    """Parts of the body that it must not come to."""

    @property
    def any(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.minutes or self.bare or self.seated or self.lacking or self.spared)


def wishes(text: str) -> Wishes:
    """Read what somebody asks for in plain text (`spelling.plain`)."""
    rest, minutes, most = _time(text)
    if not minutes and re.search(_FEW, rest, re.ASCII):
        minutes, most = _FEW_MINUTES, True
    rest, spared = _taken_out(rest)
    bed = bool(re.search(_BED, rest, re.ASCII))
    rest, bare = re.subn(_BARE, " ", rest, flags=re.ASCII)
    rest, seated = re.subn(_SEATED, " ", rest, flags=re.ASCII)
    lacking = re.search(_LACKING, rest, re.ASCII)
    thing = lacking[1].split()[-1].rstrip("s") if lacking else ""
    rest = re.sub(_LACKING, " ", rest, flags=re.ASCII)
    return Wishes(rest, minutes, most, bool(bare), bool(seated), thing, bed, spared)


def _taken_out(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what a session must not come to, and those parts of the body."""
    spared: list[str] = []
    for pattern in (_LEAVE, _SPARE):
        for match in re.finditer(pattern, text, re.ASCII):
            named = next(filter(None, match.groups()))
            spared += [
                p for p, ways in _SPARED.items() if re.search(rf"\b(?:{ways})\b", named, re.ASCII)
            ]
        text = re.sub(pattern, " ", text, flags=re.ASCII)
    return text, tuple(dict.fromkeys(spared))


def _time(text: str) -> tuple[str, float, bool]:
    for pattern, minutes in _TIMES:
        match = re.search(pattern, text, re.ASCII)
        if match:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            written = "" if minutes else match[2]
            return rest, float(minutes or _NUMBERS.get(written) or written), bool(match[1])
    return text, 0.0, False


def rules() -> dict[str, Any]:
    """Return the patterns for the page's search; they mean the same in JavaScript."""
    return {
        "times": _TIMES,
        "numbers": _NUMBERS,
        "few": _FEW,
        "fewMinutes": _FEW_MINUTES,
        "bare": _BARE,
        "seated": _SEATED,
        "lacking": _LACKING,
        "bed": _BED,
        "spare": [_LEAVE, _SPARE],
        "spared": [[part, rf"\b(?:{ways})\b"] for part, ways in _SPARED.items()],
    }


def grants(one: Candidate, wanted: Wishes) -> bool:
    """Return whether a session is what was asked for."""
    if wanted.bare and not one.bare:
        return False
    if wanted.seated and not one.sitting:
        return False
    if wanted.lacking and any(wanted.lacking in need for need in one.needs):
        return False
    if wanted.spared and set(wanted.spared).intersection(one.touches):
        return False
    if wanted.bed and "bed" not in one.made_for:
        return False
    if not wanted.minutes:
        return True
    # "At most" is meant for the session as written; a bare number may be met by a shorter version,
    # and nobody minds a tenth more.
    least, standard = one.minutes
    limit = wanted.minutes if wanted.most else wanted.minutes * 1.1
    return one.lengths is not None and (standard if wanted.most else least) <= limit


def allows(one: Candidate, offer: Sequence[str]) -> bool:
    """Return whether a session may still be offered: it is all that is asked of it.

    Args:
        one: a session.
        offer: ``light`` (bare hands), ``seated``, ``+word`` (made for it), ``-part`` (does not come to it),
            ``-prone``; ``a|b`` is either of them.
    """
    return all(any(_is(one, way) for way in term.split("|")) for term in offer)


def _is(one: Candidate, way: str) -> bool:
    if way == "light":
        return one.bare and not one.pressed
    if way == "seated":
        return one.sitting
    if way == "-prone":
        return not one.prone
    return way[1:] in one.made_for if way[0] == "+" else way[1:] not in one.touches


def closeness(one: Candidate, wanted: Wishes) -> float:
    """Return how near a session's lengths come to the minutes asked for, 0 to 1; 1: none were."""
    asked = wanted.minutes * 60
    if not asked or wanted.most or one.lengths is None:
        return 1.0
    least, standard, longest = one.lengths
    outside = max(least - asked, asked - longest, 0.0)
    if outside:
        return max(0.0, 0.75 - 0.75 * outside / asked)
    return 1.0 - 0.3 * min(1.0, abs(standard - asked) / asked)
