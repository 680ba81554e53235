"""How the list of sessions is grouped: routines first, then by the part of the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice_coach.script.terms import Area
from voice_coach.site.about import Page


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
