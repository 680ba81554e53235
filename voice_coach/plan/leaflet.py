"""The leaflet of a program: what it is, who must not do it, when to stop, when to get help.

Everything that describes a session prints this: the spoken welcome, `coach show`, `coach start`,
the tags of a file, the pages and the feed of a site. So a caution that an author writes is either
everywhere or nowhere, whether a technique or the routine around it has it.

A physiotherapist has not reviewed these texts, and every output says so. Sources: NHS pages on
headaches, back pain and temporal arteritis; NCCIH- and Mayo-style lists of massage precautions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from voice_coach.plan.phrases import risk_words
from voice_coach.script.model import Heading, Say
from voice_coach.script.terms import Area, Posture

REVIEW = "No physiotherapist has reviewed these texts."
BARE_HANDS = "nothing but your hands"

STOP_AT = (
    "sharp, stabbing, burning or electric pain, or pain that builds",
    "numbness, tingling or weakness",
    "dizziness, faintness or nausea",
    "a change in vision, speech or swallowing",
    "a headache that gets worse",
    "chest pain or breathlessness",
)
"""For every session; a script adds its own."""

EMERGENCY = (
    "a sudden or extremely painful headache, or one after a head injury, or with trouble in speech,"
    " memory or vision, drowsiness, confusion, fever with a stiff neck or rash, or a red eye",
    "back pain with weakness, numbness or tingling in both legs, numbness around the genitals or"
    " buttocks, trouble passing urine, loss of bladder or bowel control, chest pain, or after a"
    " serious accident",
    "sudden dizziness with unsteadiness, or weakness of the face or a limb",
    "chest pain or breathlessness",
)
URGENT = (
    "a severe headache with jaw pain on eating, a sore scalp, blurred or double vision",
    "back pain with fever, weight loss or a lump, worse at night or when coughing, or high between"
    " the shoulders",
)
NOT_FOR = (
    "fever or an infectious illness",
    "a known or suspected blood clot",
    "a fracture or an open wound",
    "severe osteoporosis, cancer in the bones, damaged blood vessels",
)
"""For every session; a script adds its own."""
NOT_FOR_NECK = ("carotid disease, a recent stroke or its warning signs, a recent neck injury",)
ASK_FIRST = (
    "blood thinners or a bleeding disorder",
    "pregnancy (no belly work, no lying on the stomach, not flat on the back for long after 16 weeks)",
    "cancer, heart problems, fragile skin, diabetes with poor feeling",
    "recent surgery or injury, osteoporosis",
)
NEVER_OVER = (
    "broken, infected, inflamed or irradiated skin, rash, lumps, varicose veins, implants,"
    " a pacemaker, a port",
)


class SafetyText(Struct, frozen=True):
    """One list of the safety texts."""

    name: str
    """For programs and templates, such as ``stop_at``."""
    label: str
    """What is printed above the list."""
    lines: tuple[str, ...]


def safety_texts(
    *, neck: bool, not_for: Sequence[str] = (), stop_at: Sequence[str] = ()
) -> tuple[SafetyText, ...]:
    """Return the safety texts.

    Args:
        neck: with what concerns the neck.
        not_for: who must not do this session, besides those who must not do any.
        stop_at: when to stop this session, besides when to stop any.
    """
    general = NOT_FOR + (NOT_FOR_NECK if neck else ())
    return (
        SafetyText("stop_at", "Stop at once at", _once([*STOP_AT, *stop_at])),
        SafetyText("emergency", "Get emergency help, do not massage", EMERGENCY),
        SafetyText("urgent", "Get urgent advice first", URGENT),
        SafetyText("not_for", "Do not use with", _once([*not_for, *general])),
        SafetyText("ask_first", "Ask a clinician first, light touch only", ASK_FIRST),
        SafetyText("never_over", "Never over", NEVER_OVER),
    )


class Leaflet(Struct, frozen=True):
    """What to know about a session before it begins. Each line is in it once."""

    title: str
    summary: str
    """What it is; of several sessions in a row, their titles."""
    summaries: tuple[str, ...]
    """Of the whole, then of the techniques in it."""
    areas: tuple[Area, ...]
    """Parts of the body; the first one is that of the whole."""
    positions: tuple[str, ...]
    posture: tuple[Posture, ...]
    """Those in which all of it can be done; empty: not known."""
    needs: tuple[str, ...]
    risks: tuple[str, ...]
    """The program's own sentences about its risks."""
    says: tuple[Say, ...]
    """The authors' cautions, spoken after the risks."""
    not_for: tuple[str, ...]
    """Who must not do it, without those who must not do any session."""
    stop_at: tuple[str, ...]
    """When to stop it, without when to stop any session."""
    sources: tuple[str, ...]

    @property
    def needed(self) -> str:
        """What it needs, in words."""
        return ", ".join(self.needs) or BARE_HANDS

    @property
    def cautions(self) -> tuple[str, ...]:
        """Risks and cautions, as sentences."""
        return _once([*self.risks, *(say.text for say in self.says)])

    @property
    def stops(self) -> tuple[str, ...]:
        """When to stop: the general signs, and this session's own."""
        return _once([*STOP_AT, *self.stop_at])

    @property
    def safety(self) -> tuple[SafetyText, ...]:
        """The safety texts, with this session's own lines among them."""
        neck = Area.NECK in self.areas
        return safety_texts(neck=neck, not_for=self.not_for, stop_at=self.stop_at)


def leaflet(headings: Sequence[Heading], *, title: str = "", named: int = 1) -> Leaflet:
    """Return the leaflet of some scripts.

    Args:
        headings: of what was named, then of the techniques of routines; at least one.
        title: of the whole; empty: that of the first heading.
        named: how many of the headings were named, each to be played by itself.
    """
    titles = ", ".join(heading.title for heading in headings[:named])
    if named == 1 and headings[0].posture:
        posture = headings[0].posture
    else:
        played = [heading for heading in headings if not heading.play]
        posture = tuple(p for p in Posture if played and all(p in one.posture for one in played))
    return Leaflet(
        title=title or headings[0].title,
        summary=headings[0].summary if named == 1 else f"One after another: {titles}.",
        summaries=_once(heading.summary for heading in headings),
        areas=_once(heading.area for heading in headings),
        positions=_once(heading.position for heading in headings if heading.position),
        posture=posture,
        needs=_once(need for heading in headings for need in heading.needs),
        risks=tuple(risk_words(risk for heading in headings for risk in heading.risks)),
        says=tuple({say.text: say for one in headings for say in one.cautions}.values()),
        not_for=_once(line for heading in headings for line in heading.not_for),
        stop_at=_once(line for heading in headings for line in heading.stop_at),
        sources=_once(source for heading in headings for source in heading.sources),
    )


_Item = TypeVar("_Item")


def _once(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
