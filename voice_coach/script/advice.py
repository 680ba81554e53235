"""What somebody must know who looks for a session by a complaint: where massage is not the answer.

Shown words only; what sessions speak is in `plan.phrases`. Sources: NHS pages on headaches, back
pain, sciatica, chest pain and blood clots.
"""

from __future__ import annotations

import re

from msgspec import Struct


class _Advice(Struct, frozen=True):
    about: str
    """A pattern of what people write."""
    text: str


_NOT_MASSAGE = (
    _Advice(
        r"\b(worst|sudden|thunderclap|explosive)\b.*\bhead(ache)?\b"
        r"|\bhead(ache)?\b.*\b(sudden|suddenly|worst|after (a |an |my )?(fall|accident|injury|crash))\b",
        "A sudden or extremely painful headache, or one after a blow to the head, needs emergency help"
        " now, not massage.",
    ),
    _Advice(
        r"\b(fever|rash)\b.*\b(stiff neck|headache)\b|\b(stiff neck|headache)\b.*\b(fever|rash)\b",
        "A headache or a stiff neck with fever or a rash needs emergency help now, not massage.",
    ),
    _Advice(
        r"\bchest\b.*\b(pain|pains|hurts|tight|pressure|ache)\b|\b(pain|tight\w*|pressure)\b.*\bchest\b"
        r"|\bheart attack\b|\b(cant|can not|cannot|hard to|trouble) breath\w*|\bbreathless\w*",
        "Chest pain, or trouble breathing, needs emergency help now, not massage.",
    ),
    _Advice(
        r"\b(numb\w*|weak\w*|tingl\w*|paraly\w*)\b.*\b(leg|legs|groin|genitals|buttocks|bottom)\b"
        r"|\b(leg|legs|groin|buttocks)\b.*\b(numb\w*|weak\w*|tingl\w*|give way)\b"
        r"|\b(bladder|bowel|incontinen\w*|cant (pee|wee|urinate))\b",
        "Numbness or weakness in a leg is not for massage: see a doctor soon. In both legs, between"
        " the legs, growing, or with bladder or bowel trouble it needs emergency help now.",
    ),
    _Advice(
        r"\b(stroke|face (droops?|drooping)|slurred|droop\w*)\b|\b(one side|arm)\b.*\bweak\w*"
        r"|\bweak\w*\b.*\b(one side|arm|face)\b",
        "Weakness of the face or an arm, or slurred speech, needs emergency help now; after a stroke,"
        " ask your doctor before any massage of the neck.",
    ),
    _Advice(
        r"\bjaw\b.*\b(chew\w*|eating|eat)\b.*\b(vision|sight|scalp|temples?)\b"
        r"|\b(double|blurred|lost|loss of) (vision|sight)\b|\bsore scalp\b",
        "A headache with a sore scalp, jaw pain on chewing, or a change in vision needs a doctor"
        " today, not massage.",
    ),
    _Advice(
        r"\b(blood clot|clots?|dvt|thrombosis)\b|\b(swollen|hot|red)\b.*\b(calf|leg)\b|\bcalf pain\b",
        "A swollen, hot or painful calf may be a blood clot: see a doctor today, and do not massage.",
    ),
)
_CARE = (
    _Advice(
        r"\bsciatic\w*|\bpain\b.*\bdown\b.*\bleg\b",
        "Pain down a leg: stay where it does not run into the leg, and stop if it does. See a doctor"
        " if it stays, or at once with numbness or weakness.",
    ),
    _Advice(
        r"\bmigraines?\b",
        "With a migraine only the lightest touch, and stop if it grows. A headache that is new or"
        " different, or comes suddenly, needs a doctor.",
    ),
    _Advice(
        r"\bpregnan\w*|\bexpecting\b",
        "In pregnancy ask your midwife or doctor first: no belly, no lying on a ball or on the"
        " stomach, and not flat on the back for long.",
    ),
    _Advice(
        r"\b(fever|infection|infected|flu)\b",
        "With a fever or an infection leave massage for another day.",
    ),
    _Advice(
        r"\b(cancer|osteoporosis|thin bones|blood thinners?|warfarin|surgery|operation|fractures?"
        r"|broken)\b",
        "Ask your doctor first; where they agree, keep it feather-light.",
    ),
)


def advice(query: str) -> str:
    """Return what to know before any session for such words; empty: nothing."""
    told = [one.text for one in (*_NOT_MASSAGE, *_CARE) if _fits(one, query)]
    return told[0] if told else ""


def forbids(query: str) -> bool:
    """Tell whether massage is not the answer to such words at all."""
    return any(_fits(one, query) for one in _NOT_MASSAGE)


def _fits(one: _Advice, query: str) -> bool:
    return bool(re.search(one.about, plain(query)))


def plain(text: str) -> str:
    """Return text in small letters without apostrophes: people write "can't" and "cant"."""
    return re.sub(r"['’`]", "", text).casefold()
