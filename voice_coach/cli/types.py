"""Kinds of value on the command line."""

from __future__ import annotations

from typing import Any

import click

from voice_coach.units import parse_clock


class ClockType(click.ParamType):  # type: ignore[type-arg]
    """A time such as 10m or 12:30, in seconds."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return seconds."""
        try:
            return parse_clock(str(value))
        except ValueError as fault:
            self.fail(f'"{value}": {fault}', param, ctx)


class LengthType(click.ParamType):  # type: ignore[type-arg]
    """`short`, `standard`, `long`, or a time such as 12m, 12:30 or 750s."""

    name = "length"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a named length, or seconds."""
        from voice_coach.plan.program import Length  # `list` and `status` do without

        if not isinstance(value, str) or value in [member.value for member in Length]:
            return Length(value)
        try:
            return parse_clock(value)
        except ValueError:
            self.fail(f'"{value}" is not short, standard, long, or a time such as 12m', param, ctx)
