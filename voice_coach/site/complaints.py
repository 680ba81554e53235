"""What people come with, and the sessions that the search finds for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice_coach.search import advice, finder
from voice_coach.site.about import Page

ASKED = (
    "headache",
    "tired eyes",
    "tight jaw",
    "teeth grinding",
    "stuffy nose",
    "stiff neck",
    "tight shoulders",
    "sore arms",
    "stiff back",
    "low back ache",
    "stress",
    "can't sleep",
    "short break at the desk",
    "in a wheelchair",
    "pregnant",
)
MOST = 6
"""Sessions that are named for one complaint: the nearest."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint with what helps."""

    words: str
    advice: str
    """What to know first; often nothing."""
    pages: tuple[Page, ...]


def complaints(pages: Sequence[Page]) -> list[Complaint]:
    """Return those complaints for which there are sessions here."""
    known = {page.item.slug: page for page in pages}
    headings = [page.heading for page in pages]
    found = [
        Complaint(
            words.capitalize(),
            advice.advice(words),
            tuple(known[one.slug] for one in finder.found(words, headings)[:MOST]),
        )
        for words in ASKED
    ]
    return [one for one in found if one.pages]
