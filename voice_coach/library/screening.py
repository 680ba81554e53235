"""One question before the first session of the day, in six lines; and what a "yes" leads to.

Shown words; what a voice asks is in `plan.phrases`. Sources: as `flags` and `conditions`.
"""

from __future__ import annotations

from msgspec import Struct

QUESTION = "Is any of this true for you?"
NONE = "None of this"


class Concern(Struct, frozen=True):
    """One line of the question."""

    line: str
    text: str
    """What to do then."""
    forbids: bool = True
    """Massage is not the answer."""


CONCERNS = (
    Concern(
        "Pain that is sudden or very severe",
        "Sudden or very severe pain needs emergency help: call your emergency number. Massage is not the"
        " answer.",
    ),
    Concern(
        "Pain since a fall, a crash or another accident",
        "After an accident see a doctor first; pain in the head, neck or back, or numbness, needs emergency"
        " help. Massage is not the answer.",
    ),
    Concern(
        "Newly numb or weak, or it is hard to speak or see",
        "New numbness or weakness, or trouble speaking or seeing, needs help now: call your emergency number."
        " Massage is not the answer.",
    ),
    Concern(
        "Trouble with your chest, your breath, your bladder or your bowel",
        "Trouble with your chest or breath, or new trouble with bladder or bowel, needs help now: call your"
        " emergency number. Massage is not the answer.",
    ),
    Concern(
        "A fever, an infection or a blood clot",
        "With a fever, an infection or a blood clot leave massage for another day, and ask a doctor. A stiff"
        " neck or a rash with a fever is an emergency.",
    ),
    Concern(
        "Pregnant, thin bones, blood thinners, cancer, or a recent operation",
        "Ask your doctor or midwife first. Where they agree, only a light touch: no ball, no roll, nothing on"
        " the belly.",
        forbids=False,
    ),
)
CAREFUL = ("light", "+pregnant")
"""What a session must be for somebody of whom the last line is true (`wishes.allows`)."""


def not_understood(words: tuple[str, ...]) -> str:
    """Return what is said of words that were not understood; empty: there are none."""
    listed = " and ".join(f'"{word}"' for word in words[:3])
    return f"I didn't understand {listed}." if words else ""


def in_one_line() -> str:
    """Return the question where nobody can answer it."""
    lines = "; ".join(concern.line[0].lower() + concern.line[1:] for concern in CONCERNS)
    return f"{QUESTION} Then ask a doctor first: {lines}."
