"""Questions with numbered answers: a number and Enter, the arrow keys, or words of one's own.

Each question is printed as plain lines, and only the line that is typed on ever changes, so a
screen reader reads it as it stands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from voice_coach.cli.text import heading, wrapped
from voice_coach.errors import printable

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

_LEAVE = ("q", "quit", "exit")


class Left(click.exceptions.Exit):
    """The person asked has left; nothing went wrong."""


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal, to read and to type."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def choose(question: str, answers: Sequence[str], words: str = "") -> int | str:
    """Ask; return the number of the answer, from 0, or the words that were typed instead.

    Args:
        question: what is asked.
        answers: what there is to choose from; Enter alone takes the first.
        words: how the invitation to type words goes on, such as "or in your own words"; empty:
            words that are no answer are refused.

    Raises:
        Left: `q` was typed.
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    click.echo("\n" + "\n".join(heading(question)))
    for number, answer in enumerate(answers, 1):
        for line in wrapped(answer, f"{number:>3}  ", "     "):
            click.echo(line)
    invitation = f"Number{words and ', ' + words} (Enter: 1, q: leave): "
    while True:
        typed = _typed(invitation, answers).strip()
        if typed.lower() in _LEAVE:
            raise Left(0)
        chosen = _meant(typed, answers)
        if chosen is not None:
            return chosen
        if words and not typed.isdigit():
            return printable(typed)
        click.echo(f"Type a number from 1 to {len(answers)}, then Enter.")


def _meant(typed: str, answers: Sequence[str]) -> int | None:
    if not typed:
        return 0
    number = typed.split()[0].rstrip(".)")
    whole = typed == number or typed.endswith(
        printable(answers[min(_int(number), len(answers)) - 1])
    )
    return _int(number) - 1 if whole and 1 <= _int(number) <= len(answers) else None


def _int(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _typed(invitation: str, answers: Sequence[str]) -> str:
    # It is slow to load, and only somebody at a terminal needs it.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    from prompt_toolkit import prompt

    try:
        return prompt(invitation, key_bindings=_arrows(answers), enable_system_prompt=False)
    except EOFError:
        raise Left(0) from None


def _arrows(answers: Sequence[str]) -> KeyBindings:
    """Return the keys that put one answer after another on the line that is typed on."""
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()
    lines = [f"{number} {printable(answer)}" for number, answer in enumerate(answers, 1)]

    def turn(event: KeyPressEvent, by: int) -> None:
        buffer = event.current_buffer
        at = lines.index(buffer.text) + by if buffer.text in lines else min(by, 0)
        buffer.text = lines[at % len(lines)]
        buffer.cursor_position = len(buffer.text)

    bindings.add("down")(lambda event: turn(event, 1))
    bindings.add("up")(lambda event: turn(event, -1))
    return bindings
