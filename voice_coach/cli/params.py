"""Kinds of value on the command line that cost nothing to import."""

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
