"""Which session is meant: its name, however it is written, or words for it.

What is printed and how somebody is asked is up to the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voice_coach.errors import CoachError, NotMassageError, UsageError, nearest, printable
from voice_coach.library import catalog
from voice_coach.library.catalog import Entry
from voice_coach.plan.leaflet import Leaflet, leaflet
from voice_coach.script.model import Heading
from voice_coach.units import seconds

if TYPE_CHECKING:
    from voice_coach.library.finder import Answer

_OFFERED = 4


class Listed(Struct, frozen=True):
    """One session of the catalog."""

    entry: Entry
    heading: Heading
    """With what a routine's techniques need and warn of, and with a length if one can be found."""
    estimated: bool
    """Its author gives no length: the one here is estimated."""

    @property
    def leaflet(self) -> Leaflet:
        """What it needs, who must not do it, when to stop."""
        return leaflet([self.heading])

    @property
    def minutes(self) -> int | None:
        """How many minutes it takes; None: not known."""
        standard = self.heading.lengths.standard
        return max(1, round(standard / 60)) if standard else None

    @property
    def line(self) -> str:
        """The session in one line: its title, how long it takes, what it needs."""
        length = f", {self.minutes} min" if self.minutes else ""
        return f"{self.heading.title}{length}: {self.leaflet.needed}"


class Meant(Struct, frozen=True):
    """The sessions that are meant."""

    names: tuple[str, ...]
    seconds: float = 0.0
    """How long, where the words said so and the session can be as long; 0: not said."""


def listed(report: Callable[[str], None]) -> dict[str, Listed]:
    """Return every session that can be read, by name; what cannot is reported in a line each."""
    found: dict[str, tuple[Entry, Heading]] = {}
    for entry, heading in catalog.headings():
        if isinstance(heading, CoachError):
            report(f"left out: {printable(str(heading).splitlines()[0])}")
        else:
            found[heading.slug] = (entry, heading)
    whole = catalog.whole({slug: heading for slug, (_, heading) in found.items()})
    return {slug: _with_length(entry, whole[slug]) for slug, (entry, _) in found.items()}


def _with_length(entry: Entry, heading: Heading) -> Listed:
    """Return a session of the catalog; where its author gives no length, plan it to find out."""
    if heading.lengths.standard is not None:
        return Listed(entry, heading, estimated=False)
    # The planner is slow to load, and shipped scripts give their lengths: most lists do without.
    from voice_coach.plan.planner import estimate, plan_session
    from voice_coach.plan.program import Length, Narration, build_program

    try:
        program = build_program([catalog.load(entry.path)])
        length = plan_session(program, Narration(), Length.STANDARD, estimate).timeline.length
    except CoachError:  # `coach check` says what is wrong; a list shows it without a length
        return Listed(entry, heading, estimated=True)
    lengths = replace(heading.lengths, standard=seconds(length))
    return Listed(entry, replace(heading, lengths=lengths), estimated=True)


def meant(
    typed: Sequence[str],
    report: Callable[[str], None],
    choose: Callable[[str, list[Listed], Answer], Listed],
) -> Meant:
    """Return the sessions that are meant.

    Args:
        typed: names, or words for one session.
        report: shows a line, such as which session the words were taken for.
        choose: picks one of several, none included; gets the words, the sessions, and what was found.

    Raises:
        UsageError: nothing matches; or what `choose` raises.
        NotMassageError: massage is not the answer to such words.
    """
    known = tuple(map(catalog.named, typed))
    words = " ".join(typed)
    if not all(known):
        known = (catalog.named(words),)
    if all(known):
        return Meant(known)

    from voice_coach.library.finder import answer, exact_length
    from voice_coach.library.screening import in_one_line, not_understood

    shelf = listed(report)
    found = answer(words, [one.heading for one in shelf.values()])
    if found.forbids:
        raise NotMassageError(found.advice)
    if printable(words) != words or not (found.matches or found.advice):
        hint = nearest(words, catalog.entries()) or " Say where it hurts, or see: coach list"
        asked = f"{not_understood(found.unknown)} {in_one_line()} " if len(typed) > 1 else ""
        raise UsageError(f'{asked.lstrip()}There is no session "{printable(words)}".{hint}')
    matches = [shelf[match.heading.slug] for match in found.matches[:_OFFERED]]
    if found.clear:
        chosen = matches[0]
        report(f'"{words}" is {chosen.heading.slug}. {chosen.line}')
    else:
        chosen = choose(words, matches, found)
    return Meant((chosen.heading.slug,), exact_length(found, chosen.heading))
