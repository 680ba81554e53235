"""Words that the voice has no sound for: reported, and in a file a caution among them is an error."""

from __future__ import annotations

from voice_coach.errors import ExportError, printable
from voice_coach.plan.context import PROGRAM
from voice_coach.plan.durations import speeches
from voice_coach.plan.planner import Plan
from voice_coach.plan.slots import SpeechSlot
from voice_coach.script.terms import Role
from voice_coach.speech.narrator import Narrator

_SAFETY = (Role.CAUTION, Role.EXIT)
"""Lines that protect from harm: an export without their sound is refused."""
_SHOWN = 60
"""Characters of such words that a message shows."""


def silent_words(plan: Plan, narrator: Narrator) -> list[str]:
    """Return a line for each cue that the voice has no sound for, or not for all of its words."""
    return [f"{_message(narrator, slot)}; it is only shown." for slot in _silent(plan, narrator)]


def check_cautions(plan: Plan, narrator: Narrator) -> None:
    """Make sure that every line that protects the listener is heard.

    Raises:
        ExportError: the voice has no sound for a caution, or for how to ease off.
    """
    for slot in _silent(plan, narrator):
        if slot.role in _SAFETY:
            remedy = "a listener must hear it: write it as words, or choose another voice"
            raise ExportError(f"{_message(narrator, slot)}; {remedy}.")


def _silent(plan: Plan, narrator: Narrator) -> list[SpeechSlot]:
    """Return the cues that are silent, wholly or in part, each once."""
    slots = (slot for placed in plan.layout.placed for slot in speeches(placed.slot))
    silent = {slot.line: slot for slot in slots if slot.line and narrator.silent(slot.line)}
    return [*silent.values()]


def _message(narrator: Narrator, slot: SpeechSlot) -> str:
    text = printable(slot.line.text if slot.line else "")
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    place = "" if slot.place == PROGRAM else f"{slot.place}: "
    return f'{place}the voice {narrator.delivery.voice} has no sound for "{shown}"'
