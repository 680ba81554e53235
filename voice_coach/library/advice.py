"""What people with a complaint must know before a session, and when massage is not the answer.

Shown words only; what sessions speak is in `plan.phrases`. Sources: NHS pages on headaches, back
pain, sciatica, chest pain and blood clots.
"""

from __future__ import annotations

import re

from msgspec import Struct

from voice_coach.library.spelling import plain


class Advice(Struct, frozen=True):
    """What to know, and when."""

    about: str
    """A pattern of what people write, for `spelling.plain` text; ASCII classes, as in JavaScript."""
    text: str
    forbids: bool = True
    """Massage is not the answer at all."""


_LOST = r"\b(numb\w*|weak\w*|tingl\w*|paraly\w*|pins and needles)"
_BELOW = r"(leg|legs|foot|feet|toes|thighs?|groin|saddle|genitals|buttocks?|bottom)"
ALARMS = frozenset(
    """accident bladder bowel calf chest clot confusion dizzy emergency fainted fever headache heart
    leg numb numbness paralysed pregnant rash seizure slurred speech stroke sudden suddenly suicidal
    swollen tingling vision weak weakness worst""".split()  # noqa: SIM905 - reads best
)
"""Words of the patterns that are recognised when misspelled, too."""
_NOT_MASSAGE = (
    Advice(
        r"\bsuicid\w*|\b(kill|harm|hurt) myself\b|\bself[ -]harm\b|\b(end my life|want to die)\b",
        "If you might harm yourself, call your emergency number or a crisis line now, and let somebody"
        " be with you; massage can wait.",
    ),
    Advice(
        r"\b(worst|sudden|suddenly|thunderclap|explosive|exploding)\b.*\bhead(ache)?s?\b"
        r"|\bhead(ache)?s?\b.*\b(sudden|suddenly|worst|exploding"
        r"|after (a |an |my |the )?(\w+ )?(fall|accident|injury|crash|concussion))\b"
        r"|\b(hit|hitting|bumped|bumping|banged|knocked|blow to)( on)?( my| the)? head\b|\bconcussion\b",
        "A sudden or extremely painful headache, or one after a blow to the head, needs emergency help"
        " now, not massage.",
    ),
    Advice(
        r"\b(fever|rash)\b.*\b(stiff neck|headache)\b|\b(stiff neck|headache)\b.*\b(fever|rash)\b",
        "A headache or a stiff neck with fever or a rash needs emergency help now, not massage.",
    ),
    Advice(
        r"\bhead(ache)?s?\b.*\b(confus\w*|drows\w*|memory|slurred|speech|red eye|numb\w*|weakness)\b"
        r"|\b(confus\w*|drows\w*|memory loss|red eye|numb\w*)\b.*\bheadaches?\b",
        "A headache with confusion, drowsiness, weakness, a red eye, or trouble in speech or memory"
        " needs emergency help now, not massage.",
    ),
    Advice(
        r"\bchest\b.*\b(pain|pains|hurts|hurting|tight\w*|pressure|ache|aches)\b"
        r"|\b(pain|pains|tight\w*|pressure)\b.*\bchest\b"
        r"|\bheart attack\b|\b(pain|pains)\b.*\bheart\b|\bheart (pain|hurts)\b"
        r"|\b(cant|can ?not|hard to|trouble|difficulty) breath\w*|\bbreathless\w*"
        r"|\bshort(ness)? of breath\b|\bgasping\b",
        "Chest pain, or trouble breathing, needs emergency help now, not massage.",
    ),
    Advice(
        r"\b(back|neck|spine|head)\b.*\bafter (a |an |my |the )?(\w+ )?(accident|crash|collision|fall)\b"
        r"|\bafter (a |an |my |the )?(\w+ )?(accident|crash|collision|fall)\b.*\b(back|neck|spine|head)\b",
        "Pain after a serious accident or a fall needs emergency help, not massage.",
    ),
    Advice(
        r"\bwhiplash\b|\b(neck injury|injured neck|injured my neck|broken neck|hurt my neck)\b",
        "A recent neck injury is not for massage: see a doctor first.",
    ),
    Advice(
        rf"{_LOST}.*\b{_BELOW}\b|\b{_BELOW}\b.*(\bgive way\b|\bgives way\b|{_LOST})"
        r"|\b(cant|can ?not|dont) feel\b.*\b(leg|legs|foot|feet|toes|bottom|groin)\b"
        r"|\b(bladder|bowel|bowels|incontinen\w*)\b"
        r"|\b(cant|can ?not|trouble) (pee|peeing|wee|urinate|urinating|passing urine|hold my pee)\b",
        "Numbness or weakness in a leg is not for massage: see a doctor soon. In both legs, between"
        " the legs, growing, or with bladder or bowel trouble it needs emergency help now.",
    ),
    Advice(
        r"\b(stroke|face (droops?|drooping)|slurred|droop\w*)\b|\b(one side|arm)\b.*\bweak\w*"
        r"|\bweak\w*\b.*\b(one side|arm|face)\b|\bnumb\w*\b.*\bface\b|\bface\b.*\bnumb\w*"
        r"|\b(cant|can ?not) move (my |an? |one |the )?(\w+ )?(arm|arms|leg|legs|hand|face)\b"
        r"|\b(cant|can ?not|trouble|difficulty) (speak|speaking|talk|talking|swallow|swallowing)\b",
        "Weakness of the face or an arm, or slurred speech, needs emergency help now; after a stroke,"
        " ask your doctor before any massage of the neck.",
    ),
    Advice(
        r"\bsudden(ly)? (very )?dizz\w*|\b(fainted|fainting|passed out|collapsed|blacked out)\b",
        "Sudden dizziness with unsteadiness, or fainting, needs emergency help now, not massage.",
    ),
    Advice(
        r"\b(numb\w*|tingl\w*|pins and needles|paraly\w*)",
        "New numbness, tingling or weakness is not for massage: see a doctor soon, and get emergency"
        " help if it came suddenly, grows, or is in the face or in both legs.",
    ),
    Advice(
        r"\bjaw\b.*\b(chew\w*|eating|eat)\b.*\b(vision|sight|scalp|temples?)\b"
        r"|\b(double|blurred|blurry|lost|losing|loss of|sudden)( my)? (vision|sight)\b|\bsore scalp\b"
        r"|\bvision (loss|change|changes|trouble)\b|\bsuddenly (blind|cant see)\b",
        "A headache with a sore scalp, jaw pain on chewing, or a change in vision needs a doctor"
        " today, not massage.",
    ),
    Advice(
        r"\bback\b.*\b(fever|weight loss|losing weight|lost weight|lump)\b"
        r"|\b(fever|weight loss|lump)\b.*\bback\b",
        "Back pain with fever, weight loss or a lump needs a doctor's advice first, not massage.",
    ),
    Advice(
        r"\b(sudden|severe|sharp|stabbing|terrible|unbearable)\b.*\b(stomach|belly|tummy|abdom\w*)\b",
        "A sudden or severe pain in the belly needs a doctor now, not massage.",
    ),
    Advice(
        r"\b(blood clot|clots?|dvt|thrombosis)\b|\b(swollen|hot|red)\b.*\b(calf|calves|leg|legs)\b"
        r"|\b(calf|calves|leg|legs)\b.*\b(swollen|hot|red)\b|\bcalf pain\b",
        "A swollen, hot or painful calf may be a blood clot: see a doctor today, and do not massage.",
    ),
)
_CARE = (
    Advice(
        r"\bdizz\w*|\blight[ -]?headed\b",
        "Do not start while you feel dizzy. Dizziness that comes suddenly and makes you unsteady needs"
        " emergency help.",
        forbids=False,
    ),
    Advice(
        r"\blumps?\b",
        "Never over a lump: let a doctor see it first.",
        forbids=False,
    ),
    Advice(
        r"\bsciatic\w*|\bpain\b.*\bdown\b.*\bleg\b",
        "Pain down a leg: stay where it does not run into the leg, and stop if it does. See a doctor"
        " if it stays, or at once with numbness or weakness.",
        forbids=False,
    ),
    Advice(
        r"\bmigraines?\b",
        "With a migraine only the lightest touch, and stop if it grows. A headache that is new or"
        " different, or comes suddenly, needs a doctor.",
        forbids=False,
    ),
    Advice(
        r"\bpregnan\w*|\bexpecting\b",
        "In pregnancy ask your midwife or doctor first: no belly, no lying on a ball or on the"
        " stomach, and not flat on the back for long.",
        forbids=False,
    ),
    Advice(
        r"\b(fever|infection|infected|flu)\b",
        "With a fever or an infection leave massage for another day.",
        forbids=False,
    ),
    Advice(
        r"\b(cancer|osteoporosis|thin bones|blood thinners?|warfarin|surgery|operation|fractures?"
        r"|broken)\b",
        "Ask your doctor first; where they agree, keep it feather-light.",
        forbids=False,
    ),
)
ALL = (*_NOT_MASSAGE, *_CARE)


def advice_for(text: str) -> Advice | None:
    """Return what to know before any session for such words; None: nothing.

    Where several fit, the first in the tables counts: those that forbid massage come first.
    """
    searched = plain(text)
    return next((one for one in ALL if re.search(one.about, searched, re.ASCII)), None)


def rules() -> list[tuple[str, str, bool]]:
    """Return all advice for the page's search: pattern, text, whether it forbids massage."""
    return [(one.about, one.text, one.forbids) for one in ALL]
