"""All words that the program itself speaks, in one place by language.

A physiotherapist has not reviewed those that protect, and `coach show` says so (see `plan.leaflet`).
What a script says is not translated: its words and these are of one language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from voice_coach.script.terms import Area, Posture, Risk, Side


class Phrases(Struct, frozen=True, kw_only=True):
    """The words of one language."""

    full_safety: tuple[str, ...]
    """The first time in a day, and in a file."""
    short_safety: tuple[str, ...]
    """Always."""
    headache: str
    """Where the head, the face or the neck is touched."""
    after: Mapping[Risk, tuple[str, ...]]
    """Risks that share one sentence: the parts of it that go into `leave_out`."""
    leave_out: str
    """Holds ``{risks}``."""
    risks: Mapping[Risk, str]
    """Risks with a sentence of their own."""
    offer: tuple[str, ...]
    """Before the very first session, where an explanation of how it works follows; a key skips it."""
    intro: str
    """Where a script has none; holds ``{title}`` and ``{duration}``."""
    closing: str
    """Where a script has none."""
    endings: Mapping[Posture, tuple[str, ...]]
    sitting_or_lying: tuple[str, ...]
    """Where either may be."""
    any_key: str
    """Before the first time that waits for a key."""
    sides: Mapping[Side, str]
    side_done: str
    side_next: str
    side: str
    """Where the guide leaves out the author's words for it, and in answers."""
    breaths: tuple[tuple[str, str], tuple[str, str]]
    """In and out: the first time, and later."""
    step: str
    """Holds ``{number}`` and ``{total}``."""
    to_go: tuple[str, str, str]
    """Less than a minute, one minute, more; holds ``{minutes}``."""
    paused: str
    volume: str
    """Holds ``{percent}``."""
    then: str
    """Between the titles of sessions in a row."""
    several: str
    """Many sessions in a row; holds ``{count}``."""


ENGLISH = Phrases(
    full_safety=(
        "Leave it for another day if you have a fever, a fresh injury, a blood clot, or any new"
        " numbness or weakness.",
        "This is self-care, not medical treatment.",
    ),
    short_safety=(
        "Keep it light. Stop if anything feels sharp, numb, or tingly, or if you feel dizzy.",
    ),
    headache="A sudden, severe headache needs emergency help, not massage.",
    after={
        Risk.NECK_INJURY: ("after a neck injury",),
        Risk.STROKE: ("after a stroke", "with narrowed neck arteries"),
        Risk.THIN_BONES: ("with thin bones",),
        Risk.HEAD_INJURY: ("after a recent head injury",),
        Risk.EYES: ("after eye surgery", "with glaucoma or an eye infection"),
        Risk.PREGNANCY: ("in pregnancy",),
    },
    leave_out="Leave this one out {risks}.",
    risks={
        Risk.SORE_TEMPLES: "Sore temples that hurt when you chew need a doctor, not massage.",
        Risk.SWOLLEN_ARM: "Leave out an arm with lymphoedema or a fistula.",
        Risk.DEVICE: "Keep well away from any device under your skin.",
        Risk.TINGLING: "If an arm or a hand tingles, take your fingers off.",
        Risk.BELLY: "Leave the belly out in pregnancy, or after surgery.",
        Risk.UNSTEADY: "If you feel unsteady on your feet, take the chair version instead.",
        Risk.FLAT: "In later pregnancy, lie propped up, or on your side.",
    },
    offer=(
        "Welcome. This is your first session, so let me show you how we will work together.",
        "To go straight to your session, press any key now.",
    ),
    intro="{title}. About {duration}.",
    closing="Notice how you feel now.",
    endings={
        Posture.SITTING: ("When you are ready, let your eyes open.",),
        Posture.LYING: (
            "Let your eyes open. Roll onto your side, and rest there for a breath.",
            "Then push up with your hands. When you stand, hold on to something steady.",
        ),
        Posture.STANDING: ("Stand quietly for a breath, both feet on the floor.",),
        Posture.PRONE: (
            "Let your eyes open. Bring your hands beside your chest, roll onto your side, and rest"
            " there for a breath.",
            "Then push up with your hands. When you stand, hold on to something steady.",
        ),
        Posture.ASLEEP: (),
    },
    sitting_or_lying=(
        "When you are ready, let your eyes open.",
        "If you are lying down, roll onto your side before you get up.",
    ),
    any_key="When you are ready, press any key, or simply wait.",
    sides={Side.LEFT: "left", Side.RIGHT: "right"},
    side_done="That was your {side} side.",
    side_next="Now your {other} side.",
    side="{Side} side.",
    breaths=(("Breathe in.", "Breathe out."), ("In.", "Out.")),
    step="Step {number} of {total}.",
    to_go=("Less than a minute to go.", "1 minute to go.", "{minutes} minutes to go."),
    paused="Paused.",
    volume="Volume {percent} percent.",
    then=", then ",
    several="{count} sessions",
)

HEADACHE_AREAS = frozenset({Area.HEAD, Area.FACE, Area.JAW, Area.NECK})
"""Where `Phrases.headache` is spoken."""


def phrases(language: str = "en") -> Phrases:
    """Return the words of a language; only English is there yet."""
    return {"en": ENGLISH}[language]


def side_words(side: Side, words: Phrases = ENGLISH) -> str:
    """Return what names a side, such as "Left side."."""
    return words.side.format(**side_names(side, words))


def side_names(side: Side, words: Phrases = ENGLISH) -> dict[str, str]:
    """Return the placeholders of a side, and what they stand for."""
    this, other = words.sides[side], words.sides[side.other]
    capital = {"Side": this.capitalize(), "Other": other.capitalize()}
    return {"side": this, "other": other, **capital}


def step_words(number: int, total: int, words: Phrases = ENGLISH) -> str:
    """Return the words for a position in a session, such as "Step 3 of 12."."""
    return words.step.format(number=number, total=total)


def minutes_words(minutes: int, words: Phrases = ENGLISH) -> str:
    """Return how much is to go, such as "4 minutes to go."."""
    return words.to_go[min(minutes, 2)].format(minutes=minutes)


def volume_words(percent: int, words: Phrases = ENGLISH) -> str:
    """Return how loud it is, to the nearest ten, such as "Volume 80 percent."."""
    return words.volume.format(percent=max(5, 10 * round(percent / 10)))


def risk_words(risks: Iterable[Risk], words: Phrases = ENGLISH) -> list[str]:
    """Return the sentences for risks: those that share one first, each risk once."""
    known = list(dict.fromkeys(risks))
    shared = [part for risk in words.after if risk in known for part in words.after[risk]]
    listed = f"{', '.join(shared[:-1])}, or {shared[-1]}" if len(shared) > 1 else "".join(shared)
    first = [words.leave_out.format(risks=listed)] if shared else []
    return first + [words.risks[risk] for risk in words.risks if risk in known]


_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROUND = {
    15: "a quarter of an hour",
    30: "half an hour",
    45: "three quarters of an hour",
    60: "an hour",
    75: "an hour and a quarter",
    90: "an hour and a half",
}
"""Minutes that people have a word for; one minute more or less is called the same."""


def duration_words(minutes: int) -> str:
    """Return a length as people say it; it fits after "about", "take" or "for"."""
    if minutes == 1:
        return "a minute"
    for whole, name in _ROUND.items():
        if abs(minutes - whole) <= 1:
            return name
    if minutes > 60:
        hours, rest = divmod(minutes, 60)
        name = "an hour" if hours == 1 else f"{_number(hours)} hours"
        return f"{name} and {duration_words(rest)}" if rest else name
    return f"{_number(minutes)} minutes"


def _number(count: int) -> str:
    if count < len(_SMALL):
        return _SMALL[count]
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
