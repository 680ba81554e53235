"""Questions with numbered answers: a number and Enter, the arrow keys, or your own words.

Each question is printed as plain lines, and only the line that is typed on ever changes, so a
screen reader can read it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from voice_coach.cli.streams import say
from voice_coach.cli.text import heading, wrapped
from voice_coach.errors import NotMassageError, UsageError, printable
from voice_coach.library.which import Listed, Meant, meant

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from voice_coach.library.finder import Answer
    from voice_coach.session.spec import SessionSpec

_LEAVE = ("q", "quit", "exit")


class Left(click.exceptions.Exit):
    """The person asked has left; nothing went wrong."""


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal, to read and to type."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def choose(
    question: str, answers: Sequence[str], *, words: str = "", enter: bool = True
) -> int | str:
    """Ask; return the number of the answer, from 0, or the words that were typed instead.

    Args:
        question: what is asked.
        answers: what there is to choose from.
        words: invites to type words of one's own; empty: what is no answer is refused.
        enter: Enter alone takes the first answer.

    Raises:
        Left: `q` was typed.
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    _print("", *heading(question))
    for number, answer in enumerate(answers, 1):
        _print(*wrapped(answer, f"{number:>3}  ", "     "))
    _print(*wrapped(words))
    lines = [f"{number} {printable(answer)}" for number, answer in enumerate(answers, 1)]
    invitation = f"Number ({'Enter: 1, ' if enter else ''}q: leave): "
    while True:
        typed = typed_line(invitation, lines)
        chosen = _meant(typed, lines) if typed or not enter else 0
        if chosen is not None:
            return chosen
        if words and typed and not typed.isdigit():
            return printable(typed)
        _print(f"Type a number from 1 to {len(answers)}, then Enter.")


def _print(*lines: str) -> None:
    for line in lines:
        click.echo(line)


def _meant(typed: str, lines: Sequence[str]) -> int | None:
    """Return which answer a number, or a line that the arrow keys brought, means."""
    if typed in lines:
        return lines.index(typed)
    number = typed.rstrip(".)")
    numbered = number.isdecimal() and len(number) < 4 and 1 <= int(number) <= len(lines)
    return int(number) - 1 if numbered else None


def typed_line(invitation: str, lines: Sequence[str]) -> str:
    """Return what is typed on a line; the arrow keys put some lines on it, one after another.

    Raises:
        Left: `q` was typed, or nothing more comes.
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    # Not asked of the terminal: those that do not answer would get an error.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    from prompt_toolkit import prompt  # slow to load, and only somebody at a terminal needs it

    try:
        typed = prompt(invitation, key_bindings=_arrows(lines)).strip()
    except EOFError:
        raise Left(0) from None
    if typed.lower() in _LEAVE:
        raise Left(0)
    return typed


def _arrows(lines: Sequence[str]) -> KeyBindings:
    """Return the keys that put one line after another where somebody types."""
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    def turn(event: KeyPressEvent, by: int) -> None:
        buffer = event.current_buffer
        at = lines.index(buffer.text) + by if buffer.text in lines else min(by, 0)
        buffer.text = lines[at % len(lines)]
        buffer.cursor_position = len(buffer.text)

    bindings.add("down")(lambda event: turn(event, 1))
    bindings.add("up")(lambda event: turn(event, -1))
    return bindings


def meant_by(spec: SessionSpec) -> SessionSpec:
    """Return a session's description with the names that its words mean, and their length.

    Raises:
        UsageError: nothing matches, or several sessions do and nobody is there to ask.
        NotMassageError: massage is not the answer to such words.
    """
    return named(spec, meant(spec.names, say, _which))


def named(spec: SessionSpec, found: Meant) -> SessionSpec:
    """Return a session's description with the names that are meant, and their length."""
    from voice_coach.plan.program import Length

    if found.seconds and spec.length is Length.STANDARD:
        spec = replace(spec, length=found.seconds)
    return replace(spec, names=found.names)


def _which(typed: str, matches: list[Listed], found: Answer) -> Listed:
    """Ask which session is meant, after what has to be read and answered first."""
    from voice_coach.library.screening import CAREFUL, in_one_line, not_understood

    first = " ".join(filter(None, [found.advice, not_understood(found.unknown)]))
    if not can_ask():
        question = f"{in_one_line()} " if found.unknown else ""
        raise UsageError(f"{first} {question}".lstrip() + _choices(typed, matches))
    _print(*(["", *wrapped(first)] if first else []))
    if found.unknown and screened(again=True):
        matches = [one for one in matches if _allows(one, CAREFUL)]
    if not matches:
        raise UsageError(_choices(typed, matches))
    answer = choose("Which one?", [one.line for one in matches])
    return matches[answer if isinstance(answer, int) else 0]


def _choices(typed: str, matches: list[Listed]) -> str:
    typed = printable(typed)
    if not matches:
        return f'No session fits "{typed}". See: coach list'
    names = ", ".join(one.heading.slug for one in matches)
    command = f"coach {click.get_current_context().info_name} {matches[0].heading.slug}"
    return f'"{typed}" could mean {names}. Choose one, for example: {command}'


def _allows(one: Listed, offer: Sequence[str]) -> bool:
    from voice_coach.library.shelf import Shelf
    from voice_coach.library.wishes import allows

    return allows(Shelf([one.heading]).candidates[0], offer)


def screened(*, again: bool = False) -> bool:
    """Ask the question before the first session of the day; return whether only light sessions are safe.

    Args:
        again: ask even if somebody said today that nothing of it is true.

    Raises:
        NotMassageError: massage is not the answer.
        Left: as `choose`.
    """
    from voice_coach.library.screening import CONCERNS, NONE, QUESTION
    from voice_coach.session import screening

    if not again and screening.answered():
        return False
    lines = [*(concern.line for concern in CONCERNS), NONE]
    chosen = choose(QUESTION, lines, enter=False)
    if not isinstance(chosen, int) or chosen == len(CONCERNS):
        screening.note()
        return False
    concern = CONCERNS[chosen]
    if concern.forbids:
        raise NotMassageError(concern.text)
    _print("", *wrapped(concern.text))
    return True
