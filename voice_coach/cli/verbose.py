"""`--verbose`, which every command takes: a log file, and where it lies."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from voice_coach.cli.streams import say


def with_verbose(command: click.Command) -> click.Command:
    """Add the option to a command."""
    if not any(param.name == "verbose" for param in command.params):
        told = "Write a log file; the first line tells where."
        command.params.append(
            click.Option(
                ["--verbose"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_start,
                help=told,
            )
        )
    return command


def _start(context: click.Context, option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from voice_coach import log

        say(f"the log is {log.start()}")


def logged(work: Callable[[], None]) -> None:
    """Do some work; where there is a log, note how it ended."""
    fault: BaseException | None = None
    try:
        work()
    except BaseException as raised:
        fault = raised
        raise
    finally:
        if "voice_coach.log" in sys.modules:
            sys.modules["voice_coach.log"].ended(fault)
