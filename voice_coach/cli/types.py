"""Kinds of value on the command line."""

from __future__ import annotations

import re
from typing import Any

import click

from voice_coach.units import parse_clock

_MINUTES = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(?:m|min|mins|minutes?)?")
_HOURS = re.compile(r"(\d{1,2}(?:\.\d{1,3})?)\s*(?:h|hr|hrs|hours?)")


def parse_time(text: str) -> float:
    """Read a time as people type it, in seconds: 10, 10min, "10 minutes", 1 hour; or as a clock.

    Raises:
        ValueError: it is none.
    """
    for pattern, unit in ((_MINUTES, 60), (_HOURS, 3600)):
        match = pattern.fullmatch(text.strip().lower())
        if match and float(match[1]) > 0:
            return parse_clock(f"{float(match[1]) * unit:.3f}s")
    return parse_clock(text)


class ClockType(click.ParamType):  # type: ignore[type-arg]
    """A time such as 10, 10m or 12:30, in seconds; a number alone is minutes."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return seconds."""
        try:
            return parse_time(str(value))
        except ValueError as fault:
            self.fail(f'"{value}": {fault}', param, ctx)


class SpokenType(click.ParamType):  # type: ignore[type-arg]
    """Words that can be spoken, as in a script: at most 300 characters."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words."""
        from voice_coach.script.kinds.scalars import GENERAL, Text

        text = " ".join(str(value).split())
        fault = Text(300, spoken=True, known=GENERAL).fault(text) if text else None
        if fault:
            self.fail(fault, param, ctx)
        return text


class LengthType(click.ParamType):  # type: ignore[type-arg]
    """`short`, `standard`, `long`, or a time such as 12m, 12:30 or 750s."""

    name = "length"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a named length, or seconds."""
        from voice_coach.plan.program import Length  # `list` and `status` do without

        if not isinstance(value, str) or value in [member.value for member in Length]:
            return Length(value)
        try:
            return parse_time(value)
        except ValueError:
            self.fail(f'"{value}" is not short, standard, long, or a time such as 12m', param, ctx)
