"""What a session's page tells besides its steps: gathered from the scripts that it plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from msgspec.structs import replace

from voice_coach.library import finder
from voice_coach.library.screening import CAREFUL
from voice_coach.library.shelf import Shelf
from voice_coach.library.wishes import allows
from voice_coach.plan.leaflet import Leaflet
from voice_coach.plan.program import Program
from voice_coach.script.model import Heading, Technique
from voice_coach.script.terms import Area
from voice_coach.session.open import Session
from voice_coach.session.record import Record, Step
from voice_coach.site.files import cover_path
from voice_coach.site.spec import Item


@dataclass(frozen=True, slots=True)
class Link:
    """The page of another session, or of another length."""

    page: str
    words: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """All that the pages and the feed tell of a session."""

    item: Item
    record: Record
    program: Program
    heading: Heading
    variants: tuple[Link, ...] = ()
    lengths: tuple[Link, ...] = ()
    """All of them, where there are several."""

    @property
    def title(self) -> str:
        """Return the title of the session."""
        return self.program.title

    @property
    def careful(self) -> bool:
        """Whether it may be offered to somebody who has to be careful."""
        return allows(Shelf([searched(self)]).candidates[0], CAREFUL)

    @property
    def area(self) -> str:
        """Return the part of the body."""
        return self.heading.area.value

    @property
    def cover(self) -> str:
        """Return the path of its picture in the site."""
        return cover_path(self.area)

    @property
    def leaflet(self) -> Leaflet:
        """Return what to know before it begins."""
        return self.program.leaflet

    @property
    def parts(self) -> tuple[Technique, ...]:
        """Return its techniques; each once."""
        return tuple({part.heading.slug: part for part in self.program.techniques}.values())

    @property
    def steps(self) -> list[tuple[str, list[Step]]]:
        """Return its steps by technique, in order."""
        found = groupby(self.record.steps, key=lambda step: step.technique)
        return [(technique, list(steps)) for technique, steps in found]

    @property
    def size(self) -> str:
        """Return how large its sound is."""
        return f"{self.record.bytes / 1e6:.1f} MB"


def gather(items: Sequence[Item], records: Iterable[Record]) -> list[Page]:
    """Return a page for each item, in their order; they know of each other.

    Raises:
        UsageError, ScriptError: as `Session.program`.
    """
    alone = [_page(item, record) for item, record in zip(items, records, strict=True)]
    return [_linked(page, alone) for page in alone]


def clock(milliseconds: int) -> str:
    """Return a time as ``m:ss``."""
    minutes, rest = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{rest:02}"


def _page(item: Item, record: Record) -> Page:
    program = Session(item.spec).program
    return Page(item, record, program, program.headings[0])


def _linked(page: Page, every: Sequence[Page]) -> Page:
    lengths = tuple(
        Link(one.item.page, f"{one.record.minutes} min", one is page)
        for one in sorted(every, key=lambda one: one.record.length)
        if one.item.slug == page.item.slug
    )
    variants = tuple(_variants(page, every))
    several = lengths if len(lengths) > 1 else ()
    return Page(page.item, page.record, page.program, page.heading, variants, several)


def _variants(page: Page, every: Sequence[Page]) -> Iterator[Link]:
    """Yield other ways to do it, and what it is another way of, at the same length."""
    family = page.heading.variant_of or page.item.slug
    for one in every:
        same = one.item.length == page.item.length and one is not page
        if same and family in (one.heading.variant_of, one.item.slug):
            words = f"with {one.heading.variant}" if one.heading.variant else one.title
            yield Link(one.item.page, words)


@dataclass(frozen=True, slots=True)
class Group:
    """Sessions under one heading."""

    title: str
    pages: tuple[Page, ...]

    @property
    def anchor(self) -> str:
        """Return what links to it say."""
        return self.title.lower()


def groups_of(pages: Sequence[Page]) -> list[Group]:
    """Return all sessions in their groups; none is empty."""
    routines = tuple(page for page in pages if page.heading.play)
    single = [page for page in pages if not page.heading.play]
    areas = [(area, tuple(page for page in single if page.heading.area is area)) for area in Area]
    groups = [Group("Routines", routines)]
    groups += [Group(area.value.capitalize(), found) for area, found in areas]
    return [group for group in groups if group.pages]


def in_order(pages: Sequence[Page]) -> list[Page]:
    """Return all sessions as the list has them."""
    return [page for group in groups_of(pages) for page in group.pages]


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
    shelf = shelf_of(pages)
    answers = [(words, finder.search(words, shelf)) for words in ASKED]
    return [
        Complaint(
            words.capitalize(),
            answer.advice,
            tuple(known[match.heading.slug] for match in answer.matches[:MOST]),
        )
        for words, answer in answers
        if answer.matches
    ]


def shelf_of(pages: Sequence[Page]) -> Shelf:
    """Return the sessions of a site as a search looks at them."""
    parts = [heading for page in pages for heading in page.program.headings]
    return Shelf(map(searched, pages), parts)


def searched(page: Page) -> Heading:
    """Return the heading that a search goes by: with all that is played and warned of, and its length."""
    standard = page.heading.lengths.standard or page.record.length / 1000
    return replace(
        page.heading,
        needs=page.leaflet.needs,
        posture=page.leaflet.posture,
        not_for=page.leaflet.not_for,
        risks=tuple(dict.fromkeys(r for one in page.program.headings for r in one.risks)),
        lengths=replace(page.heading.lengths, standard=standard),
    )
