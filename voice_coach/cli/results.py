"""What a search found, as it is shown: name, minutes, needs, and a line of what it is."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from voice_coach.cli.catalog import Listed
from voice_coach.cli.text import columns, shortened, wrapped
from voice_coach.errors import printable
from voice_coach.script.model import Heading

if TYPE_CHECKING:
    from voice_coach.library.finder import Answer

NOTHING = (
    'Nothing fits "{}". Say where it hurts or what you want, such as: coach list stiff neck.'
    " `coach list` alone shows everything."
)
MOST_SHOWN = 5
"""Sessions that fit some words; what lies further off is seldom meant."""


def results(
    found: Answer, fitting: list[Listed], typed: Sequence[str], *, every: bool = False
) -> Iterator[str]:
    """Yield the lines that show what a search found: name, minutes, needs, what it is."""
    yield from wrapped(found.advice) if found.advice else []
    if not fitting:
        yield from [] if found.advice else wrapped(NOTHING.format(printable(" ".join(typed))))
        return
    if found.elsewhere:
        yield from wrapped(f'No session is made for "{found.elsewhere}"; these come nearest.')
    yield from [""] if found.advice or found.elsewhere else []
    shown = fitting if every else fitting[:MOST_SHOWN]
    width = max(len(listed.heading.slug) for listed in shown)
    for listed in shown:
        yield _head(listed, width)
        yield from wrapped(listed.heading.summary, "  ")
    yield ""
    if len(fitting) > len(shown):
        from voice_coach.library.spelling import plain

        again = printable(shlex.join(plain(word) for word in typed))
        yield from wrapped(f"{len(fitting) - len(shown)} more: coach list --all {again}")
    yield from wrapped(f"Play one: coach play {shown[0].heading.slug}{_as_long(found, shown[0])}")


def told(listed: Listed) -> str:
    """Return a session in one line: what it is called, how long it takes, what it needs."""
    long = f", {minutes(listed)} min" if minutes(listed) else ""
    return f"{listed.heading.title}{long}: {needs_of(listed.heading)}"


def _head(listed: Listed, width: int) -> str:
    line = f"{printable(listed.heading.slug):<{width}}  {minutes_told(listed)}  "
    own = own_told(listed)
    return line + shortened(needs_of(listed.heading), columns() - len(line) - len(own)) + own


def needs_of(heading: Heading) -> str:
    """Return what a session needs, in words."""
    return ", ".join(heading.needs) or "nothing but your hands"


def _as_long(found: Answer, listed: Listed) -> str:
    from voice_coach.library.finder import exact_length

    length = exact_length(found, listed.heading)
    return f" --length {length / 60:g}m" if length else ""


def minutes(listed: Listed) -> int | None:
    """Return how many minutes a session takes; None: that can not be told."""
    standard = listed.heading.lengths.standard
    return max(1, round(standard / 60)) if standard else None


def minutes_told(listed: Listed) -> str:
    """Return how long a session takes, in a column: a wave before what is estimated."""
    about = "~" if listed.estimated else ""
    return f"{about + str(minutes(listed)):>3} min" if minutes(listed) else "      -"


def own_told(listed: Listed) -> str:
    """Return what tells that a session is the user's own."""
    if not listed.entry.own:
        return ""
    return "  (your own, instead of the shipped one)" if listed.entry.shadows else "  (your own)"
