"""An option that a user may set for every time: on the line, in the environment, or in a file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import click
from click.core import ParameterSource

from voice_coach import settings
from voice_coach.errors import CoachError, UsageError
from voice_coach.settings import Value

_KEPT = "voice_coach.settings"


class Setting(click.Option):
    """An option whose default is what the user has chosen for every time."""

    def __init__(
        self, declared: Sequence[str], *, key: str = "", only: Sequence[str] = (), **attributes: Any
    ) -> None:
        self.only = tuple(only)
        """What alone can be kept for every time; empty: whatever the option takes."""
        names = [name for name in declared if name.startswith("--")]
        self.key = key or names[0].split("/")[0].removeprefix("--")
        super().__init__(declared, envvar=settings.variable(self.key), **attributes)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> Any:
        """Return the value and where it comes from; the user's file stands above the default."""
        value, source = super().consume_value(ctx, opts)
        if source is ParameterSource.DEFAULT and not ctx.resilient_parsing:
            kept = _kept(ctx)
            if self.key in kept:
                return self.given(kept[self.key]), ParameterSource.DEFAULT_MAP
        return value, source

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the value as its type has it; where it is wrong, tell where it stands."""
        place = self.place(ctx.get_parameter_source(self.name or ""))
        try:
            found = super().process_value(ctx, value)
            return self.keepable(found) if place else found
        except click.BadParameter as fault:
            told = f"{fault.message.rstrip('.')} ({place})" if place else fault.message
            raise click.BadParameter(told, ctx, self) from None

    def given(self, value: Value) -> Any:
        """Return a value of the file as it would stand on the line."""
        return value if self.is_flag and isinstance(value, bool) else str(value)

    def keepable(self, value: Any) -> Any:
        """Return a value that can stand for every time.

        Raises:
            click.BadParameter: it fits some sessions alone.
        """
        if self.only and getattr(value, "value", value) not in self.only:
            raise click.BadParameter(f"to keep it for every time, choose {', '.join(self.only)}")
        return value

    def place(self, source: ParameterSource | None) -> str:
        """Return where a value stands; empty: on the line, or nowhere."""
        if source is ParameterSource.ENVIRONMENT:
            return settings.variable(self.key)
        return str(settings.file()) if source is ParameterSource.DEFAULT_MAP else ""


def save_option(command: Any) -> Any:
    """Add `--save`; the command calls `save` once it knows that what was said can be."""
    told = "Keep these options for every time; `coach config show` lists them."
    return click.option("--save", is_flag=True, help=told)(command)


def save(context: click.Context) -> None:
    """Keep the settings that stand on the line for every time, and say so.

    Raises:
        UsageError: there is none on the line.
        CoachError: they can not be kept.
    """
    given = {
        option.key: context.params[option.name or ""]
        for option in context.command.params
        if isinstance(option, Setting)
        and context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
    }
    if not given:
        raise UsageError("--save keeps options for every time; give one, such as --bed rain.")
    for option in context.command.params:
        if isinstance(option, Setting) and option.key in given:
            option.keepable(given[option.key])
    settings.change(settings.kept(_anywhere(given)))
    click.echo(f"coach: kept for every time: {', '.join(given)}; see coach config show", err=True)


def _anywhere(given: dict[str, Any]) -> dict[str, Any]:
    """Return settings so that they mean the same from any folder."""
    from voice_coach.session.spec import MixSpec, SessionSpec, VoiceSpec

    spec = SessionSpec(
        names=(),
        voice=VoiceSpec(name=given.get("voice", "")),
        mix=MixSpec(bed=given.get("bed", "none")),
    ).absolute()
    files = {"voice": spec.voice.name, "bed": spec.mix.bed}
    if given.get("cover"):
        given = {**given, "cover": os.path.abspath(os.path.expanduser(given["cover"]))}
    return {**given, **{key: path for key, path in files.items() if key in given}}


def read_or_none(context: click.Context) -> None:
    """Read the user's file now; one that can not be read counts as none."""
    try:
        _kept(context)
    except CoachError:
        context.meta[_KEPT] = {}


def _kept(context: click.Context) -> dict[str, Value]:
    """Return what the user's file says; it is read once."""
    if _KEPT not in context.meta:
        context.meta[_KEPT] = settings.read()
    found: dict[str, Value] = context.meta[_KEPT]
    return found
