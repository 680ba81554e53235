"""What there is to type: commands and examples, and hints for what people type instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from voice_coach.errors import UsageError, nearest, printable

COMMANDS = {
    "play": ("play", "Play sessions: lie down, close your eyes."),
    "again": ("play", "Play a session from your history again."),
    "export": ("export", "Write a session to a sound file."),
    "site": ("site", "Write sessions as a web site, an offline app and a podcast."),
    "serve": ("site", "Show a site on this machine, or to a phone on the same Wi-Fi."),
    "publish-check": ("site", "Check that a site is complete and served the way phones need."),
    "list": ("list", "List the sessions, or search them."),
    "show": ("show", "Show what a session is, who should not do it, and its words."),
    "check": ("author", "Check scripts for errors and for what reads badly."),
    "new": ("author", "Start a script of your own."),
    "preview": ("author", "Play a script while you write it, again at each save."),
    "prepare": ("export", "Make speech ahead of time."),
    "voices": ("voices", "List the voices, hear one, install others."),
    "devices": ("doctor", "List the sound devices."),
    "cache": ("voices", "Show or clear the stored speech."),
    "history": ("user", "Show what you played, how far, and how it felt."),
    "favourites": ("user", "List or change your favourite sessions."),
    "forget": ("user", "Remove what is stored about you on this machine."),
    "doctor": ("doctor", "Test voice, sound and the rest; say what is wrong and how to fix it."),
    "paths": ("user", "Show where files are stored."),
    "config": ("config", "Save your settings: voice, length, sound, device."),
    "pause": ("remote", "Pause the running session."),
    "resume": ("play", "Continue, or pick up the last unfinished session."),
    "next": ("remote", "Go to the next step."),
    "back": ("remote", "Go to the start of the step, or to the step before."),
    "repeat": ("remote", "Say the last cue again."),
    "longer": ("remote", "Make the current hold 20 s longer."),
    "louder": ("remote", "Turn it up."),
    "softer": ("remote", "Turn it down."),
    "where": ("remote", "Let the voice say where you are in the session."),
    "status": ("remote", "Show where the running session is."),
    "stop": ("remote", "End the running session."),
    "completion": ("completion", "Set up shell completion of commands, sessions and voices."),
    "help": ("help", "Show this, or the help of a command: coach help play."),
}
"""Name to module and one line of help; the module is imported when its command runs."""
SECTIONS = {
    "Sessions": "list show play again resume prepare export",
    "While one plays, from anywhere": "pause next back repeat longer louder softer where status stop",
    "Yours": "config history favourites forget new preview check",
    "For others": "site serve publish-check",
    "Voice, sound and machine": "voices devices doctor cache paths completion help",
}
"""Where `coach --help` shows each command."""


_EXAMPLES = {
    "play": (
        "coach play lower-back",
        "coach play stiff neck",
        "coach play lower-back --with chair --length 10m",
        "coach play upper-back lower-back --bed rain",
    ),
    "export": (
        "coach export lower-back",
        "coach export neck --length 12m -o neck.mp3",
        "coach export --all --folder sessions --format mp3",
    ),
    "list": (
        "coach list",
        "coach list stiff neck",
        "coach list 10 minutes before sleep",
        "coach list --area back --max 10m",
    ),
    "show": (
        "coach show lower-back",
        "coach show lower-back --words --length short",
        "coach show lower-back --all",
    ),
    "check": ("coach check my-shoulders", "coach check --strict ./my-shoulders.yaml"),
    "new": ("coach new my shoulders",),
    "preview": ("coach preview my-shoulders", "coach preview my-shoulders --from 3"),
    "prepare": ("coach prepare", "coach prepare neck --length short"),
    "voices": ("coach voices", "coach voices preview heart"),
    "voices preview": ("coach voices preview heart",),
    "voices install": ("coach voices install", "coach voices install emma"),
    "voices remove": ("coach voices remove emma",),
    "devices": ("coach devices",),
    "cache": ("coach cache show",),
    "cache show": ("coach cache show",),
    "cache clear": ("coach cache clear",),
    "again": ("coach again", "coach again 3"),
    "site": ("coach site", "coach site neck jaw -o public"),
    "serve": ("coach serve", "coach serve public --lan"),
    "publish-check": ("coach publish-check public",),
    "favourites": ("coach favourites", "coach favourites add lower-back"),
    "favourites add": ("coach favourites add lower-back",),
    "favourites remove": ("coach favourites remove lower-back",),
    "config": ("coach config show", "coach config set bed rain"),
    "config set": ("coach config set bed rain",),
    "config unset": ("coach config unset bed",),
    "resume": ("coach resume",),
    "status": ("coach status", "coach status --json"),
    "completion": ("coach completion", "coach completion zsh"),
    "help": ("coach help", "coach help play"),
}
"""By the command's name; a command that is not here is its own example."""


def add_examples(command: click.Command, name: str) -> None:
    """Put a command's examples below its help, and those of the commands in it."""
    lines = _EXAMPLES.get(name, (f"coach {name}",))
    if command.epilog is None:
        command.epilog = "\b\n" + "\n".join(("For example:", *(f"  {line}" for line in lines)))
    for inner, each in getattr(command, "commands", {}).items():
        add_examples(each, f"{name} {inner}")


_OPTIONS = {
    "--speed": ("--rate", "how fast the voice speaks, in words a minute"),
    "--pace": ("--rate", "how fast the voice speaks, in words a minute"),
    "--duration": ("--length", "how long, such as 10m"),
    "--minutes": ("--length", "how long, such as 10m"),
    "--time": ("--length", "how long, such as 10m"),
    "--short": ("--length", "say --length short"),
    "--long": ("--length", "say --length long"),
    "--music": ("--bed", "the sound under the voice, such as rain"),
    "--background": ("--bed", "the sound under the voice, such as rain"),
    "--sound": ("--bed", "the sound under the voice, such as rain"),
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
    """Return the message for an unknown option, with the one that does the same."""
    name, context = fault.option_name, fault.ctx
    known = (
        {option for param in context.command.params for option in param.opts} if context else set()
    )
    if name in _OPTIONS and _OPTIONS[name][0] in known:
        return "There is no {}; use {}: {}.".format(name, *_OPTIONS[name])
    hint = nearest(name, known) or (f" See: {context.command_path} --help" if context else "")
    return f"There is no option {printable(name)}.{hint}"


def for_command(args: Sequence[str], commands: Iterable[str]) -> str:
    """Return the message for an unknown command, with what to type instead."""
    import shlex

    from voice_coach.library import catalog

    message = f'There is no command "{printable(args[0])}".'
    words = [arg for arg in args if not arg.startswith("-")]
    typed = printable(shlex.join(words))
    if catalog.named(args[0]) or catalog.named(" ".join(words)):
        return f"{message} To play a session: coach play {typed}"
    return message + (nearest(args[0], commands) or f" To look for a session: coach list {typed}")


@click.command("help")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def help_command(context: click.Context, names: tuple[str, ...]) -> None:
    """Show all commands; with COMMAND, what that one does."""
    root = context.find_root()
    shown: click.Context = root
    for name in names:
        shown = _inner(shown, name)
    click.echo(shown.get_help())


def _inner(outer: click.Context, name: str) -> click.Context:
    group = outer.command
    found = group.get_command(outer, name) if isinstance(group, click.Group) else None
    if found is None:
        known = group.list_commands(outer) if isinstance(group, click.Group) else []
        raise UsageError(f'There is no command "{printable(name)}".{nearest(name, known)}')
    return click.Context(found, info_name=name, parent=outer, **found.context_settings)
