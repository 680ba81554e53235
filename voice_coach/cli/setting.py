"""An option that a user may save: its value comes from the line, the environment, or their file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import click
from click.core import ParameterSource

from voice_coach import settings
from voice_coach.errors import UsageError, printable
from voice_coach.settings import Value


class Setting(click.Option):
    """An option that can be saved under a key.

    Click looks for its value on the line, then in the environment, then in the context's default
    map, which holds the user's file.
    """

    def __init__(
        self, declared: Sequence[str], *, key: str = "", only: Sequence[str] = (), **attributes: Any
    ) -> None:
        self.only = tuple(only)
        """The values that can be saved; empty: any that the option takes."""
        names = [name for name in declared if name.startswith("--")]
        self.key = key or names[0].split("/")[0].removeprefix("--")
        super().__init__(declared, envvar=settings.variable(self.key), **attributes)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> Any:
        """Return the value and where it comes from; the first setting of a command reads the file."""
        if ctx.default_map is None and not ctx.resilient_parsing:
            saved = settings.read()
            ctx.default_map = {
                option.name or "": option.as_typed(saved[option.key])
                for option in ctx.command.params
                if isinstance(option, Setting) and option.key in saved
            }
        return super().consume_value(ctx, opts)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the converted value; an error names the variable or file that holds it."""
        source = ctx.get_parameter_source(self.name or "")
        place = ""
        if source is ParameterSource.ENVIRONMENT:
            place = settings.variable(self.key)
        elif source is ParameterSource.DEFAULT_MAP:
            place = str(settings.file())
        try:
            converted = super().process_value(ctx, value)
            return self.saveable(converted) if place else converted
        except click.BadParameter as fault:
            message = f"{fault.message.rstrip('.')} ({place})" if place else fault.message
            raise click.BadParameter(message, ctx, self) from None

    def as_typed(self, value: Value) -> Any:
        """Return a value of the file as it would be on the line."""
        return value if self.is_flag and isinstance(value, bool) else str(value)

    def saveable(self, value: Any) -> Any:
        """Return a value that can be saved.

        Raises:
            click.BadParameter: it fits only some sessions.
        """
        if self.only and getattr(value, "value", value) not in self.only:
            raise click.BadParameter(f"a saved value must be one of {', '.join(self.only)}")
        return value


def save_option(command: Any) -> Any:
    """Add `--save`; the command calls `save` once it knows that the options are valid."""
    text = "Save these options for next time; `coach config show` lists them."
    return click.option("--save", is_flag=True, help=text)(command)


def save(context: click.Context) -> None:
    """Save the settings that are on the line, and say so.

    Raises:
        UsageError: there is none on the line, or one cannot be used.
        CoachError: they cannot be saved.
    """
    given = {
        option.key: option.saveable(context.params[option.name or ""])
        for option in context.command.params
        if isinstance(option, Setting)
        and context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
    }
    if not given:
        raise UsageError("--save needs an option to save, such as --bed rain.")
    settings.change(saved_form(given))
    click.echo(f"coach: saved: {', '.join(given)}; see coach config show", err=True)


def saved_form(values: Mapping[str, Any]) -> dict[str, Value]:
    """Return settings as the file holds them; paths are absolute, to mean the same anywhere.

    Raises:
        UsageError, VoiceError: there is no such bed, picture or voice; every session would fail on it.
    """
    saved = settings.kept(values)
    if saved.get("bed"):
        saved["bed"] = _bed(str(saved["bed"]))
    if saved.get("voice"):
        saved["voice"] = _voice(str(saved["voice"]))
    if saved.get("cover"):
        from voice_coach.session.write import FileSpec, cover_of

        cover = os.path.abspath(os.path.expanduser(str(saved["cover"])))
        cover_of(FileSpec(cover=cover))
        saved["cover"] = cover
    return saved


def _voice(wanted: str) -> str:
    from voice_coach.plan.timeline import Line
    from voice_coach.speech.engines.family import SAMPLE
    from voice_coach.speech.engines.registry import family_of
    from voice_coach.speech.narrator import make_narrator

    family = family_of(wanted)
    if all(voice.name != wanted for voice in family.offers()):  # a file, or unknown here: try it
        narrator = make_narrator(wanted, None)
        narrator.fallback = None
        narrator.measure([Line(SAMPLE)])
    return family.named(wanted)


def _bed(wanted: str) -> str:
    from voice_coach.sound.names import BEDS

    path = os.path.abspath(os.path.expanduser(wanted))
    if wanted not in BEDS and not os.path.isfile(path):
        known = ", ".join(BEDS)
        raise UsageError(f'There is no bed "{printable(wanted)}": use {known}, or a sound file.')
    return wanted if wanted in BEDS else path
