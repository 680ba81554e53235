"""What somebody means who names a session: its name however it is written, or words for it."""

from __future__ import annotations

from collections.abc import Sequence

import click
from msgspec.structs import replace

from voice_coach.cli.ask import can_ask, choose
from voice_coach.cli.catalog import Listed, Meant, listed, search
from voice_coach.cli.results import told
from voice_coach.cli.streams import say
from voice_coach.cli.text import wrapped
from voice_coach.errors import CoachError, UsageError, printable
from voice_coach.library import catalog
from voice_coach.library.finder import Answer, exact_length
from voice_coach.plan.program import Length
from voice_coach.session.spec import SessionSpec

NAMELESS = (
    "Say what to play: a name, such as lower-back, or where it hurts, such as: coach play stiff neck."
    " `coach list` shows what there is."
)
_CLEAR = 1.1
"""How much better than the next the nearest session must fit to be meant without asking."""
_OFFERED = 4


def meant_by(spec: SessionSpec) -> SessionSpec:
    """Return a session's description with the names that its words mean, and their length.

    Raises:
        UsageError, CoachError: as `meant`.
    """
    found = meant(spec.names)
    if found.seconds and spec.length is Length.STANDARD:
        spec = replace(spec, length=found.seconds)
    return replace(spec, names=found.names)


def meant(typed: Sequence[str]) -> Meant:
    """Return the sessions that are meant; one that was found by words is told, or asked for.

    Raises:
        UsageError: nothing fits, or several do and nobody is there to ask.
        CoachError: massage is not the answer to such words.
    """
    if not typed:
        if not can_ask():
            raise UsageError(NAMELESS)
        from voice_coach.cli.start import guided

        return guided()
    known = tuple(map(catalog.named, typed))
    if all(known):
        return Meant(known)
    whole = catalog.named(" ".join(typed))
    return Meant((whole,)) if whole else _searched(" ".join(typed))


def _searched(typed: str) -> Meant:
    shelf = listed()
    found = search(typed, shelf)
    if not found.matches or printable(typed) != typed:
        raise CoachError(found.advice) if found.advice else _unknown(typed)
    fitting = [shelf[match.heading.slug] for match in found.matches[:_OFFERED]]
    chosen = fitting[0] if _is_clear(found) else _offered(typed, fitting, found.advice)
    if chosen is fitting[0] and _is_clear(found):
        say(f'"{typed}" is {chosen.heading.slug}. {told(chosen)}')
    return Meant((chosen.heading.slug,), exact_length(found, chosen.heading))


def _is_clear(found: Answer) -> bool:
    """Tell whether one session is meant, and nothing has to be read before it begins."""
    scores = [match.score for match in found.matches[:2]]
    return not found.advice and not found.elsewhere and scores[0] >= _CLEAR * sum(scores[1:])


def _offered(typed: str, fitting: list[Listed], first: str) -> Listed:
    """Ask which one is meant, after telling what to know first."""
    if not can_ask():
        names = ", ".join(listed.heading.slug for listed in fitting)
        command = f"coach {click.get_current_context().info_name} {fitting[0].heading.slug}"
        told_first = f"{first} " if first else ""
        raise UsageError(f'{told_first}"{typed}" may be {names}. Take one, such as: {command}')
    for line in ["", *wrapped(first)] if first else []:
        click.echo(line)
    answer = choose("Which one?", [told(listed) for listed in fitting])
    return fitting[answer if isinstance(answer, int) else 0]


def _unknown(typed: str) -> UsageError:
    from voice_coach.errors import nearest

    hint = nearest(typed, catalog.entries()) or " Say where it hurts, or see: coach list"
    return UsageError(f'There is no session "{printable(typed)}".{hint}')
