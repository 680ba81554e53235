"""What the ear takes for something else, or the mind can not use: words by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(one|two|three|four|five|six|eight|ten)"
_RULES = {
    r"\b(seconds?|minutes?|breaths?|rounds?|rolls?|strokes?|circles?|time|one|more)\s+left\b"
    r"|\bleft to go\b|\bis left\b|\bare left\b": (
        "left",
        '"left" means a side only; write "more", as in "ten more seconds"',
    ),
    r"\b(all|just|quite|that.s) right\b|\bright (now|away|there|here|at|on|down|up)\b": (
        "right",
        '"right" means a side only',
    ),
    "justify": ("justify", '"justify" is a slip for "left"'),
    r"\b(here|there|this)\b(?! (version|one|session|routine|evening|morning|moment)\b)": (
        "pointing",
        '"{}" points at nothing for closed eyes; name the place',
    ),
    rf"\b{_NUMBER} fingers? (from|away|out|thick|wide|higher?|lower?|short|off|apart|deep)\b"
    r"|\b(inch|inches|cm|centimet(re|er)s?)\b": (
        "distance",
        'tell distances in "finger-widths" or "hand-widths"',
    ),
    r"\b(at|with|on|to|by|every|until|after|before|wait for|follow|next)\b (\w+ )?ticks?\b": (
        "tick-action",
        "an action that waits for a tick; tell how long it lasts in words",
    ),
    r"\bknead": ("homophone", '"knead" sounds as "need"; say "press and roll"'),
    r"\bheels?\b(?! of (your|each|the|one|both) (\{\w+\} )?(hand|palm)s?)": (
        "homophone",
        '"heel" alone is of the foot; say "the heel of your hand"',
    ),
    rf"\bfor {_NUMBER}\b(?! \w+)": ("homophone", '"{}" sounds as two numbers'),
    r"\b(to|too|two) (to|too|two)\b": ("homophone", '"two", "to" and "too" sound alike'),
    r"\bwrists?\b[^.]{0,12}\brests?\b": (
        "homophone",
        '"wrist" and "rest" sound alike so close together',
    ),
}
_EAR = {re.compile(pattern, re.IGNORECASE): told for pattern, told in _RULES.items()}
"""What the ear takes for something else, or the mind can not use."""


def misheard(text: str) -> Iterator[tuple[str, str]]:
    """Yield for each rule that a text breaks its code and a message."""
    for pattern, (code, message) in _EAR.items():
        found = pattern.search(text)
        if found:
            yield code, message.format(found[0])
