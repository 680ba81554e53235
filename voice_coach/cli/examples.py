"""An example or two for every command: the last lines of its `--help`."""

from __future__ import annotations

import click

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
