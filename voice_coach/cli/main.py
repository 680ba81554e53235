"""The command `coach`: finds its commands, and turns errors and signals into exit codes."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NoReturn

import click

from voice_coach.cli.help import COMMANDS, SECTIONS, add_examples, for_command, for_option
from voice_coach.cli.streams import flush_streams, open_streams, say
from voice_coach.errors import CoachError, printable, why
from voice_coach.process import Ended, asked_to_end, heed_signals
from voice_coach.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def with_verbose(command: click.Command) -> click.Command:
    """Add the option to a command."""
    if not any(param.name == "verbose" for param in command.params):
        help_text = "Write a log file; the first line says where."
        command.params.append(
            click.Option(
                ["--verbose"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_start,
                help=help_text,
            )
        )
    return command


def _start(context: click.Context, option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from voice_coach import log

        say(f"the log is {log.start()}")


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"voice_coach.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        add_examples(command, cmd_name)
        return with_verbose(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(for_command(args, COMMANDS), ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from voice_coach.cli.completion import described

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return described({name: text for name, (_, text) in COMMANDS.items()}, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names.split()])


@click.command(
    cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="voice-coach %(version)s")
@click.pass_context
def coach(context: click.Context) -> None:
    """Spoken self-massage sessions to follow with your eyes closed.

    \b
    coach                      asks where it hurts, and plays what fits
    coach list                 what there is
    coach play lower-back      lie down and be led through it
    coach export lower-back    take it along as a sound file
    """  # noqa: D301 - click reads the backslash-b as: keep these lines apart
    if context.invoked_subcommand is None:
        _begin(context)


def _begin(context: click.Context) -> None:
    """Begin with the person, where somebody sits at a terminal; `play` asks what to play."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(context.get_help())
        return
    play = coach.get_command(context, "play")
    assert play is not None
    with play.make_context("play", [], parent=context) as asking:
        play.invoke(asking)


with_verbose(coach)

_NO_MEMORY = ("can't start new thread", "failed to map segment", "cannot allocate memory")
"""How the interpreter and its loader tell that there is no memory."""


def main() -> NoReturn:
    """Run the command line; never returns."""
    # numpy's linear algebra, which nothing here uses, would start threads that wait by spinning.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # numpy sets this and takes it back while it is loaded, on a thread: what other threads read of the
    # environment meanwhile, in C, would be freed. Where it is set, numpy leaves it alone.
    os.environ.setdefault("OPENBLAS_MAIN_FREE", "1")
    # What is loaded and planned stays: looking through it for garbage every 700 objects is in vain.
    gc.set_threshold(50_000)
    open_streams()
    heed_signals()
    code = _run()
    code = _code_of(flush_streams) or code
    # Threads that make clips ahead may be inside C++ code: taking the interpreter down around
    # them aborts the process. Files are whole by now, devices closed, the terminal put back.
    os._exit(code)


def _run() -> int:
    """Run a command; a signal counts even where code on its way has turned it into a fault."""
    try:
        code = _code_of(partial(logged, _command))
    except Exception:
        if asked_to_end() is None:
            raise
        code = 1
    number = asked_to_end()
    return code if number is None or code == 0 else 128 + number


def _command() -> None:
    if "_COACH_COMPLETE" in os.environ:
        from voice_coach.cli.completion import complete

        raise click.exceptions.Exit(complete(coach))
    # Not `coach.main`: it answers a broken pipe itself, as a failure.
    with coach.make_context("coach", sys.argv[1:]) as context:
        coach.invoke(context)


def _code_of(work: Callable[[], None]) -> int:
    """Do some work; return the exit code that it ends with, after telling what went wrong."""
    try:
        work()
    except click.exceptions.Exit as fault:
        return fault.exit_code
    except click.ClickException as fault:
        return _refused(fault)
    except CoachError as fault:
        if str(fault):
            say(str(fault))
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Ended as fault:
        return 128 + fault.number
    except Exception as fault:
        say(_of_the_system(fault))
        return 1
    return 0


def _of_the_system(fault: Exception) -> str:
    """Return what the system refused.

    Raises:
        Exception: any other fault, which is ours.
    """
    if isinstance(fault, OSError):
        return f"{printable(str(fault.filename or 'The system'))}: {why(fault)}."
    starved = isinstance(fault, (MemoryError, SystemError))
    if starved or any(words in str(fault) for words in _NO_MEMORY):
        return "There is not enough memory; close other programs and try again."
    raise fault


def _refused(fault: click.ClickException) -> int:
    if type(fault).__name__ == "NoArgsIsHelpError":  # click 8.1 has no such class
        fault.show()
    elif isinstance(fault, click.NoSuchOption):
        say(for_option(fault))
    else:
        say(fault.format_message())
    return fault.exit_code


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
