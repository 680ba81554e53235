"""The sessions there are, as the commands that look for one need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.cli.streams import say
from voice_coach.errors import CoachError, printable
from voice_coach.library import catalog
from voice_coach.library.catalog import Entry
from voice_coach.script.model import Heading
from voice_coach.units import seconds

if TYPE_CHECKING:
    from voice_coach.library.finder import Answer


class Listed(Struct, frozen=True):
    """One session of the catalog."""

    entry: Entry
    heading: Heading
    """With what a routine's techniques need, and always with a length."""
    estimated: bool
    """Its author tells no length: the one that stands here is estimated."""


class Meant(Struct, frozen=True):
    """The sessions that are meant."""

    names: tuple[str, ...]
    seconds: float = 0.0
    """How long, where the words said so and the session can be as long; 0: not told."""


def listed() -> dict[str, Listed]:
    """Return every session that can be read, by name; what can not is told on standard error."""
    found: dict[str, tuple[Entry, Heading]] = {}
    for entry, heading in catalog.headings():
        if isinstance(heading, CoachError):
            say(f"left out: {printable(str(heading).splitlines()[0])}")
        else:
            found[heading.slug] = (entry, heading)
    whole = catalog.whole({slug: heading for slug, (_, heading) in found.items()})
    return {slug: _listed(entry, whole[slug]) for slug, (entry, _) in found.items()}


def search(typed: str, shelf: dict[str, Listed]) -> Answer:
    """Return what fits some words."""
    from voice_coach.library.finder import answer

    return answer(typed, [listed.heading for listed in shelf.values()])


def _listed(entry: Entry, heading: Heading) -> Listed:
    if heading.lengths.standard is not None:
        return Listed(entry, heading, estimated=False)
    length = _estimate(entry)
    return Listed(entry, replace(heading, lengths=replace(heading.lengths, standard=length)), True)


def _estimate(entry: Entry) -> float | None:
    """Return about how many seconds a session takes; None: it can not be told."""
    from voice_coach.plan.planner import estimate, plan_session
    from voice_coach.plan.program import Length, Narration, build_program

    try:
        program = build_program([catalog.load(entry.path)])
        plan = plan_session(program, Narration(), Length.STANDARD, estimate)
    except CoachError:
        return None
    return seconds(plan.timeline.length)
