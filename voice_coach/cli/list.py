"""`coach list`: what there is, and what fits."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from voice_coach.cli.streams import say
from voice_coach.cli.text import columns, json_option, shortened, wrapped
from voice_coach.cli.types import ClockType
from voice_coach.errors import NotMassageError, printable
from voice_coach.library.which import Listed, listed
from voice_coach.script.model import Heading
from voice_coach.script.terms import Area
from voice_coach.units import frames

if TYPE_CHECKING:
    from voice_coach.library.finder import Answer


@click.command("list")
@click.argument("words", nargs=-1)
@click.option(
    "--area",
    type=click.Choice([area.value for area in Area]),
    metavar="AREA",
    help=f"Part of the body: {', '.join(area.value for area in Area)}.",
)
@click.option("--needs", help='Equipment it uses, such as "ball"; "nothing" means bare hands.')
@click.option("--max", "most", type=ClockType(), help="How long it may take, such as 10m.")
@click.option("--all", "every", is_flag=True, help="All matches, not only the best five.")
@json_option
def list_command(
    words: tuple[str, ...],
    area: str | None,
    needs: str | None,
    most: float | None,
    every: bool,
    as_json: bool,
) -> None:
    """List the sessions. With WORDS, those that match, best first.

    WORDS say where it hurts, what you want, where you are, or how long you have.
    """
    shelf = {
        slug: one for slug, one in listed(say).items() if _fits(one.heading, area, needs, most)
    }
    if not words:
        _show(shelf.values(), _grouped(list(shelf.values())), None, as_json=as_json)
        return
    from voice_coach.library.finder import answer

    found = answer(" ".join(words), [one.heading for one in shelf.values()])
    fitting = [shelf[match.heading.slug] for match in found.matches]
    _show(fitting, results(found, fitting, words, every=every), found, as_json=as_json)
    if found.forbids:
        raise click.exceptions.Exit(NotMassageError.exit_code)


def _show(
    rows: Iterable[Listed], lines: Iterable[str], found: Answer | None, *, as_json: bool
) -> None:
    if as_json:
        import json  # a plain list does without

        about = {
            "advice": found.advice if found else "",
            "kind": found.kind.value if found and found.kind else "",
            "not_understood": found.unknown if found else (),
            "sessions": [_row(one) for one in rows],
        }
        click.echo(json.dumps(about, indent=2))
        return
    for line in lines:
        click.echo(line)


def _fits(heading: Heading, area: str | None, needs: str | None, most: float | None) -> bool:
    length = heading.lengths.standard
    return (
        (area is None or heading.area.value == area)
        and (needs is None or _has(heading, needs.lower()))
        and (most is None or (length is not None and frames(length) <= frames(most)))
    )


def _has(heading: Heading, wanted: str) -> bool:
    if wanted == "nothing":
        return not heading.needs
    return any(wanted in need.lower() for need in heading.needs)


def _grouped(every: list[Listed]) -> Iterator[str]:
    """Yield the lines of routines first, then of techniques by area."""
    if not every:
        yield "Nothing matches; `coach list` shows everything."
    routines = [one for one in every if one.heading.play]
    single = [one for one in every if not one.heading.play]
    areas = ((a.value.capitalize(), [x for x in single if x.heading.area is a]) for a in Area)
    filled = [(title, group) for title, group in (("Routines", routines), *areas) if group]
    slug, title = (
        max((len(getattr(x.heading, f)) for x in every), default=0) for f in ("slug", "title")
    )
    for index, (name, group) in enumerate(filled):
        yield from [""] if index else []
        yield name
        for one in group:
            head = one.heading
            line = f"  {head.slug:<{slug}}  {head.title:<{title}}  {minutes_told(one)}"
            yield printable(f"{line}  {head.area.value}{own_told(one)}")


def _row(one: Listed) -> dict[str, Any]:
    entry, heading, about = one.entry, one.heading, one.leaflet
    return {
        "slug": heading.slug,
        "title": heading.title,
        "summary": heading.summary,
        "minutes": one.minutes,
        "estimated": one.estimated,
        "area": heading.area.value,
        "kind": "routine" if heading.play else "technique",
        "posture": [posture.value for posture in about.posture],
        "needs": about.needs,
        "cautions": about.cautions,
        "not_for": about.not_for,
        "stop_at": about.stop_at,
        "variant_of": heading.variant_of,
        "with": heading.variant,
        "own": entry.own,
        "shadows": entry.shadows,
    }


NOTHING = (
    'Nothing matches "{}". Say where it hurts or what you want, such as: coach list stiff neck.'
    " `coach list` alone shows everything."
)
MOST_SHOWN = 5
"""Search results; what matches less is seldom meant."""


def results(
    found: Answer, fitting: list[Listed], typed: Sequence[str], *, every: bool = False
) -> Iterator[str]:
    """Yield the lines that show what a search found: name, minutes, needs, what it is."""
    yield from wrapped(found.advice) if found.advice else []
    if found.unknown and not found.forbids:
        from voice_coach.library.screening import in_one_line, not_understood

        yield from wrapped(f"{not_understood(found.unknown)} {in_one_line()}")
    if not fitting:
        yield from [] if found.advice else wrapped(NOTHING.format(printable(" ".join(typed))))
        return
    if found.elsewhere:
        yield from wrapped(f'There is no session for "{found.elsewhere}"; these come closest.')
    yield from [""] if found.advice or found.elsewhere or found.unknown else []
    shown = fitting if every else fitting[:MOST_SHOWN]
    width = max(len(one.heading.slug) for one in shown)
    for one in shown:
        yield _head(one, width)
        yield from wrapped(one.heading.summary, "  ")
    yield ""
    if len(fitting) > len(shown):
        from voice_coach.library.spelling import plain

        again = printable(shlex.join(plain(word) for word in typed))
        yield from wrapped(f"{len(fitting) - len(shown)} more: coach list --all {again}")
    yield from wrapped(f"Play one: coach play {shown[0].heading.slug}{_as_long(found, shown[0])}")


def _head(one: Listed, width: int) -> str:
    line = f"{printable(one.heading.slug):<{width}}  {minutes_told(one)}  "
    own = own_told(one)
    return line + shortened(one.leaflet.needed, columns() - len(line) - len(own)) + own


def _as_long(found: Answer, one: Listed) -> str:
    from voice_coach.library.finder import exact_length

    length = exact_length(found, one.heading)
    return f" --length {length / 60:g}m" if length else ""


def minutes_told(one: Listed) -> str:
    """Return how long a session takes, in a column: a wave before what is estimated."""
    about = "~" if one.estimated else ""
    return f"{about + str(one.minutes):>3} min" if one.minutes else "      -"


def own_told(one: Listed) -> str:
    """Return what tells that a session is the user's own."""
    if not one.entry.own:
        return ""
    return "  (your own, instead of the shipped one)" if one.entry.shadows else "  (your own)"
