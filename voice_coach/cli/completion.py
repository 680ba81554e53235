"""`coach completion`: the shell completes commands, options, sessions, voices and devices."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

import click
from click.shell_completion import CompletionItem, get_completion_class

from voice_coach.errors import CoachError, printable

VARIABLE = "_COACH_COMPLETE"
"""What a shell sets when it asks what may come next."""
_SHELLS = ("bash", "zsh", "fish")
_INSTALL = {
    "bash": ("~/.bashrc", 'eval "$(coach completion bash)"'),
    "zsh": ("~/.zshrc, below compinit", 'eval "$(coach completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "coach completion fish | source"),
}


@click.command("completion")
@click.argument("shell", required=False, type=click.Choice(_SHELLS))
def completion_command(shell: str | None) -> None:
    """Print the completion script for SHELL; without it, how to install it."""
    if shell is None:
        mine = PurePath(os.environ.get("SHELL", "")).name
        for name in [mine] if mine in _SHELLS else _SHELLS:
            file, line = _INSTALL[name]
            click.echo(f"{name}: add this line to {file} and open a new terminal:\n  {line}")
        return
    click.echo(
        Path(__file__).with_name(f"completion.{shell}").read_text(encoding="utf-8"), nl=False
    )


def complete(root: click.Group) -> int:
    """Answer a shell that asks; return the exit code.

    The answers are click's, a line or three for each; our own scripts read them. What could break
    a line or steer the terminal is left out: a sound device has whatever name it gives itself.
    """
    shell = os.environ[VARIABLE].partition("_")[0]
    found = get_completion_class(shell) if shell in _SHELLS else None
    if found is None:
        return 1
    asked = found(root, {}, "coach", VARIABLE)
    for item in asked.get_completions(*asked.get_completion_args()):
        if item.value.isprintable():
            click.echo(_line(shell, item))
    return 0


def _line(shell: str, item: CompletionItem) -> str:
    about = printable(" ".join((item.help or "").split()))
    if shell == "zsh":
        return f"{item.type}\n{item.value}\n{about or '_'}"
    return f"{item.type},{item.value}" + (f"\t{about}" if about and shell == "fish" else "")


def sessions(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the sessions whose names begin so, with what they are; files, too."""
    from voice_coach.library import catalog
    from voice_coach.script.model import Heading

    if catalog.is_path(typed):
        return [CompletionItem(typed, type="file")]
    found = (heading for _, heading in catalog.headings() if isinstance(heading, Heading))
    return [CompletionItem(h.slug, help=h.title) for h in found if h.slug.startswith(typed)]


def voices(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the voices whose names begin so."""
    from voice_coach.speech.engines.registry import usable_voices

    found = usable_voices()
    return [CompletionItem(v.name, help=v.language) for v in found if v.name.startswith(typed)]


def devices(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the sound devices whose names begin so."""
    from voice_coach.playback.outputs.miniaudio import devices as found

    try:
        return [CompletionItem(d.name) for d in found() if d.name.startswith(typed)]
    except CoachError:
        return []


def beds(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return what may lie under the words; a file, too."""
    from voice_coach.sound.names import BEDS

    named = [CompletionItem(bed) for bed in BEDS if bed.startswith(typed)]
    return named or [CompletionItem(typed, type="file")]


def variants(context: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the other ways to do the sessions that are named already, or any."""
    from voice_coach.library import catalog
    from voice_coach.script.model import Heading

    named = {catalog.named(name) for name in (*(context.params.get("names") or ()), *context.args)}
    found = [h for _, h in catalog.headings() if isinstance(h, Heading) and h.variant]
    fitting = [head for head in found if head.variant_of in named] or found
    items = {head.variant: head.title for head in fitting}
    return described(items, typed)


def described(choices: Mapping[str, str], typed: str) -> list[CompletionItem]:
    """Return those of some choices that begin so, with what they are."""
    return [
        CompletionItem(name, help=text) for name, text in choices.items() if name.startswith(typed)
    ]
