"""Rules of good guidance that need nothing but the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from voice_coach.errors import Place, Problem, assert_never
from voice_coach.script.model import (
    Block,
    Breathe,
    Cue,
    Hold,
    Ready,
    Rounds,
    Routine,
    Say,
    Sides,
    Step,
    Technique,
    Wait,
    walk,
)
from voice_coach.script.terms import Anchor, Role

PLACING_WORDS = 24
"""Of a cue that is followed by time to do it, of a hold's own words, and of an intro."""
MOST_WORDS = 20
MOST_SENTENCES = 3
REMINDER_WORDS = range(3, 11)
MOST_BREATHS = 3
LIKE = 2
"""Words by which wordings of one cue may differ."""

_I = re.IGNORECASE
_BEFORE = re.compile(r"\b(once more|as before|one more time|like before)\b", _I)
_BRIEF_BEFORE = re.compile(r"\b(once more|again|as before|the same|one more time)\b", _I)
_FROM_END = re.compile(r"\b(last|next|then|(one|two|three|once|seconds) more|more seconds)\b", _I)
_VERBS = frozenset(
    """be begin bend bite breathe bring change circle close come cup draw drape drop ease fan feel
    find float give glide go grow hang hold keep lace lay lean leave let lie lift listen look lower
    make melt move nod notice open pass pause pinch place press pull push put reach relax release
    rest rise rock roll set settle shift sink sit slide soften spread squeeze stand start stay step
    stop stroke sway sweep take tap think tilt trace turn use wait walk work is are feels belongs
    comes hangs rests follows""".split()  # noqa: SIM905 - reads best
)


def problems(script: Technique | Routine) -> Iterator[Problem]:
    """Yield what is hard to follow by ear in what a script itself says."""
    heading = script.heading
    if heading.intro:
        yield from _cue(heading.intro, PLACING_WORDS)
    for say in [*heading.cautions, *([heading.closing] if heading.closing else [])]:
        yield from _cue(say, MOST_WORDS)
    for block in _blocks(script):
        yield from _block(block)
        yield from _too_early(walk(block))


def words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def counts_down(text: str) -> bool:
    """Return whether words are true only near an end: "last", "two more", "next", "then"."""
    return bool(_FROM_END.search(text))


def most_wordings(script: Technique | Routine) -> int:
    """Return the most wordings that any cue has."""
    counts = [1]
    for say in _says(script):
        counts += [len(same) for same in (say.texts, say.again or (), say.brief or ())]
    return max(counts)


def _says(script: Technique | Routine) -> Iterator[Say]:
    heading = script.heading
    yield from (say for say in (heading.intro, heading.closing) if say)
    for cue in (cue for block in _blocks(script) for cue in walk(block)):
        match cue:
            case Say():
                yield cue
            case Hold():
                yield from [cue.say] if cue.say else []
                yield from (reminder.say for reminder in cue.reminders)
            case _:
                pass


def _blocks(script: Technique | Routine) -> tuple[Block, ...]:
    match script:
        case Technique():
            return (script.steps,)
        case Routine():
            return (script.opening, script.ending)
        case _:
            assert_never(script)


def _block(block: Sequence[Cue]) -> Iterator[Problem]:
    for cue, following in zip(block, [*block, None][1:], strict=True):
        match cue:
            case Say():
                placing = isinstance(following, (Wait, Ready))
                yield from _cue(cue, PLACING_WORDS if placing else MOST_WORDS)
            case Hold():
                yield from _hold(cue)
            case Breathe() if cue.times > MOST_BREATHS:
                message = f"{cue.times} paced breaths in a row; at most {MOST_BREATHS}, then their own pace"
                yield _problem(cue.place, "breaths", message)
            case Step() | Rounds():
                yield from _block(cue.do)
            case Sides():
                yield from _block(cue.do)
                yield from _block(cue.between or ())
            case _:
                pass


def _hold(hold: Hold) -> Iterator[Problem]:
    if hold.say:
        yield from _cue(hold.say, PLACING_WORDS)
    for reminder in hold.reminders:
        yield from _reminder(reminder.say)
        if reminder.anchor is Anchor.START and reminder.say.role is not Role.EXIT:
            for text in filter(counts_down, reminder.say.every):
                message = f'count it from the end of the hold, as in -8s: "{text[:40]}"'
                yield _problem(reminder.say.place, "count-from-start", message)


def _cue(say: Say, most: int) -> Iterator[Problem]:
    for text in say.every:
        if words(text) > most:
            message = f"{words(text)} words; a listener remembers at most {most}"
            yield _about(say, text, "words", message)
        if len(re.findall(r"[.!?](?:\s|$)", text)) > MOST_SENTENCES:
            message = f"more than {MOST_SENTENCES} sentences; split the cue"
            yield _about(say, text, "sentences", message)
    yield from _wording(say)


def _reminder(say: Say) -> Iterator[Problem]:
    few, many = REMINDER_WORDS.start, REMINDER_WORDS.stop - 1
    for text in say.every:
        if words(text) not in REMINDER_WORDS:
            message = f"{words(text)} words; a reminder should have {few} to {many}"
            yield _about(say, text, "reminder-words", message)
    yield from _wording(say)


def _wording(say: Say) -> Iterator[Problem]:
    for text in say.every:
        for code, message in misheard(text):
            yield _about(say, text, code, message)
    for same in (say.texts, say.again or (), say.brief or ()):
        counts = [words(text) for text in same]
        if counts and max(counts) - min(counts) > LIKE:
            message = f"wordings of one cue that differ by more than {LIKE} words"
            yield _about(say, same[0], "wordings", message)
    for text in filter(_fragment, (*(say.again or ()), *(say.brief or ()))):
        yield _about(say, text, "fragment", "not a whole sentence; write one with a verb")
    if not any(map(_BEFORE.search, say.texts)):
        for text in filter(_BRIEF_BEFORE.search, say.brief or ()):
            yield _about(say, text, "once-more", "brief is also said the first time")


def _too_early(cues: Iterable[Cue]) -> Iterator[Problem]:
    """Yield "once more" before anything was done."""
    for cue in cues:
        match cue:
            case Say():
                yield from _repeated(cue)
            case Hold():
                yield from _repeated(cue.say) if cue.say else ()
                return
            case _:
                pass


def _repeated(say: Say) -> Iterator[Problem]:
    for text in filter(_BEFORE.search, say.texts):
        yield _about(say, text, "once-more", "nothing comes before it")


def _fragment(text: str) -> bool:
    """Return whether a text is not a sentence: too short, or without a verb and without "your"."""
    parts = {part.strip(".,;:!?\"'").lower() for part in text.split()}
    return len(text.split()) < 3 or not (parts & _VERBS or "your" in parts)


def _about(say: Say, text: str, code: str, message: str) -> Problem:
    return _problem(say.place, code, f'{message}: "{text[:40]}"')


def _problem(place: Place, code: str, message: str) -> Problem:
    return Problem(place, message, warning=True, code=code)


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
    "justify": ("justify", 'write "left" instead of "justify"'),
    r"\b(here|there|this)\b(?! (version|one|session|routine|evening|morning|moment)\b)": (
        "pointing",
        '"{}" points at nothing for closed eyes; name the place',
    ),
    rf"\b{_NUMBER} fingers? (from|away|out|thick|wide|higher?|lower?|short|off|apart|deep)\b"
    r"|\b(inch|inches|cm|centimet(re|er)s?)\b": (
        "distance",
        'give distances in "finger-widths" or "hand-widths"',
    ),
    r"\b(at|with|on|to|by|every|until|after|before|wait for|follow|next)\b (\w+ )?ticks?\b": (
        "tick-action",
        "an action that waits for a tick; say in words how long it lasts",
    ),
    r"\bknead": ("homophone", '"knead" sounds like "need"; say "press and roll"'),
    r"\bheels?\b(?! of (your|each|the|one|both) (\{\w+\} )?(hand|palm)s?)": (
        "homophone",
        '"heel" alone means the foot; say "the heel of your hand"',
    ),
    rf"\bfor {_NUMBER}\b(?! \w+)": ("homophone", '"{}" sounds like two numbers'),
    r"\b(to|too|two) (to|too|two)\b": ("homophone", '"two", "to" and "too" sound alike'),
    r"\bwrists?\b[^.]{0,12}\brests?\b": (
        "homophone",
        '"wrist" and "rest" sound alike so close together',
    ),
}
_EAR = {re.compile(pattern, re.IGNORECASE): fault for pattern, fault in _RULES.items()}
"""What is easily misheard, or of no use to a listener with closed eyes: pattern, code and message."""


def misheard(text: str) -> Iterator[tuple[str, str]]:
    """Yield for each rule that a text breaks its code and a message."""
    for pattern, (code, message) in _EAR.items():
        found = pattern.search(text)
        if found:
            yield code, message.format(found[0])
