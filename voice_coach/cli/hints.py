"""What to type instead: for commands and options that people expect and that are called otherwise."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

import click

from voice_coach.errors import nearest, printable

_OPTIONS = {
    "--speed": ("--rate", "how fast the voice speaks, in words a minute"),
    "--pace": ("--rate", "how fast the voice speaks, in words a minute"),
    "--duration": ("--length", "how long, such as 10m"),
    "--minutes": ("--length", "how long, such as 10m"),
    "--time": ("--length", "how long, such as 10m"),
    "--short": ("--length", "say --length short"),
    "--long": ("--length", "say --length long"),
    "--music": ("--bed", "what lies under the voice, such as rain"),
    "--background": ("--bed", "what lies under the voice, such as rain"),
    "--sound": ("--bed", "what lies under the voice, such as rain"),
    "--rain": ("--bed", "say --bed rain"),
    "--start": ("--from", "where to begin: a step, or a time"),
    "--at": ("--from", "where to begin: a step, or a time"),
    "--chair": ("--with", "say --with chair"),
    "--variant": ("--with", "another way to do it, such as chair"),
    "--speaker": ("--device", "`coach devices` shows them"),
    "--text": ("--captions", "the words as they are said"),
    "--subtitles": ("--captions", "the words as they are said"),
    "--output": ("--through", "what plays the sound. For a file: coach export NAME -o FILE"),
    "-o": ("--through", "what plays the sound. For a file: coach export NAME -o FILE"),
    "--out": ("--output", "where to write"),
    "--file": ("--output", "where to write"),
}


def for_option(fault: click.NoSuchOption) -> str:
    """Return what tells of an option that does not exist, and of the one that does the same."""
    name, context = fault.option_name, fault.ctx
    known = (
        {option for param in context.command.params for option in param.opts} if context else set()
    )
    if name in _OPTIONS and _OPTIONS[name][0] in known:
        return "There is no {}; that is {}: {}.".format(name, *_OPTIONS[name])
    hint = nearest(name, known) or (f" See: {context.command_path} --help" if context else "")
    return f"There is no option {printable(name)}.{hint}"


def for_command(args: Sequence[str], commands: Iterable[str]) -> str:
    """Return what tells of a command that does not exist, and what to type instead."""
    from voice_coach.library import catalog

    told = f'There is no command "{printable(args[0])}".'
    words = [arg for arg in args if not arg.startswith("-")]
    typed = printable(shlex.join(words))
    if catalog.named(args[0]) or catalog.named(" ".join(words)):
        return f"{told} To play a session: coach play {typed}"
    return told + (nearest(args[0], commands) or f" To look for a session: coach list {typed}")
