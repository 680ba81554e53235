"""How it feels before and after: one key each, for who asked to be asked."""

from __future__ import annotations

import sys

import click

_TEN = "x"
ASKED = "How much does it bother you now?\n0 not at all to 9, x: 10; others skip: "


def asked() -> int | None:
    """Return the answer, 0 to 10; None where there is none, or nobody to give it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    click.echo(ASKED, nl=False)
    key = click.getchar()
    answer = answered(key)
    click.echo("-" if answer is None else str(answer))
    return answer


def answered(key: str) -> int | None:
    """Return what a key means."""
    if key.lower() == _TEN:
        return 10
    return int(key) if key in tuple("0123456789") else None
