"""What somebody means who names a session: its name however it is written, or words for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from voice_coach.cli.streams import say
from voice_coach.cli.text import wrapped
from voice_coach.errors import CoachError, UsageError, printable
from voice_coach.library import catalog
from voice_coach.library.catalog import Entry
from voice_coach.plan.leaflet import Leaflet, leaflet
from voice_coach.script.model import Heading
from voice_coach.units import seconds

if TYPE_CHECKING:
    from voice_coach.library.finder import Answer
    from voice_coach.session.spec import SessionSpec


class Listed(Struct, frozen=True):
    """One session of the catalog."""

    entry: Entry
    heading: Heading
    """With what a routine's techniques need and warn of, and always with a length."""
    estimated: bool
    """Its author tells no length: the one here is estimated."""

    @property
    def leaflet(self) -> Leaflet:
        """What it needs, who must not do it, when to stop."""
        return leaflet([self.heading])


class Meant(Struct, frozen=True):
    """The sessions that are meant."""

    names: tuple[str, ...]
    seconds: float = 0.0
    """How long, where the words said so and the session can be as long; 0: not said."""


def listed() -> dict[str, Listed]:
    """Return every session that can be read, by name; what cannot is reported on standard error."""
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
    """Return about how many seconds a session takes; None: it is not known."""
    from voice_coach.plan.planner import estimate, plan_session
    from voice_coach.plan.program import Length, Narration, build_program

    try:
        program = build_program([catalog.load(entry.path)])
        plan = plan_session(program, Narration(), Length.STANDARD, estimate)
    except CoachError:
        return None
    return seconds(plan.timeline.length)


_OFFERED = 4


def minutes(listed: Listed) -> int | None:
    """Return how many minutes a session takes; None: that is not known."""
    standard = listed.heading.lengths.standard
    return max(1, round(standard / 60)) if standard else None


def line_of(listed: Listed) -> str:
    """Return a session in one line: what it is called, how long it takes, what it needs."""
    long = f", {minutes(listed)} min" if minutes(listed) else ""
    return f"{listed.heading.title}{long}: {listed.leaflet.needed}"


def meant_by(spec: SessionSpec) -> SessionSpec:
    """Return a session's description with the names that its words mean, and their length.

    Raises:
        UsageError, CoachError: as `meant`.
    """
    return named(spec, meant(spec.names))


def named(spec: SessionSpec, found: Meant) -> SessionSpec:
    """Return a session's description with the names that are meant, and their length."""
    from voice_coach.plan.program import Length

    if found.seconds and spec.length is Length.STANDARD:
        spec = replace(spec, length=found.seconds)
    return replace(spec, names=found.names)


def meant(typed: Sequence[str]) -> Meant:
    """Return the sessions that are meant; one that was found by words is named, or asked for.

    Raises:
        UsageError: nothing fits, or several do and nobody is there to ask.
        CoachError: massage is not the answer to such words.
    """
    known = tuple(map(catalog.named, typed))
    if all(known):
        return Meant(known)
    whole = catalog.named(" ".join(typed))
    return Meant((whole,)) if whole else _searched(" ".join(typed))


def _searched(typed: str) -> Meant:
    from voice_coach.library.finder import exact_length

    shelf = listed()
    found = search(typed, shelf)
    if not found.matches or printable(typed) != typed:
        raise CoachError(found.advice) if found.advice else _unknown(typed)
    fitting = [shelf[match.heading.slug] for match in found.matches[:_OFFERED]]
    chosen = fitting[0] if found.clear else _offered(typed, fitting, found.advice)
    if found.clear:
        say(f'"{typed}" is {chosen.heading.slug}. {line_of(chosen)}')
    return Meant((chosen.heading.slug,), exact_length(found, chosen.heading))


def _offered(typed: str, fitting: list[Listed], first: str) -> Listed:
    """Ask which one is meant, after telling what to know first."""
    from voice_coach.cli.ask import can_ask, choose

    if not can_ask():
        names = ", ".join(listed.heading.slug for listed in fitting)
        command = f"coach {click.get_current_context().info_name} {fitting[0].heading.slug}"
        told_first = f"{first} " if first else ""
        raise UsageError(
            f'{told_first}"{typed}" could mean {names}. Choose one, for example: {command}'
        )
    for line in ["", *wrapped(first)] if first else []:
        click.echo(line)
    answer = choose("Which one?", [line_of(listed) for listed in fitting])
    return fitting[answer if isinstance(answer, int) else 0]


def _unknown(typed: str) -> UsageError:
    from voice_coach.errors import nearest

    hint = nearest(typed, catalog.entries()) or " Say where it hurts, or see: coach list"
    return UsageError(f'There is no session "{printable(typed)}".{hint}')
