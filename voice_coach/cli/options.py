"""Options that several commands share: each group becomes a part of the session's description."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import click
from msgspec.structs import replace

from voice_coach.cli import completion
from voice_coach.cli.setting import Setting
from voice_coach.cli.types import LengthType, SpokenType
from voice_coach.plan.program import Ending, Guide, Length, Narration, Preamble
from voice_coach.playback.output import MODULES
from voice_coach.session.spec import MixSpec, OutputSpec, SessionSpec, VoiceSpec
from voice_coach.sound.names import VoiceTone

_Command = TypeVar("_Command", bound=Callable[..., Any])


setting = functools.partial(click.option, cls=Setting)
"""An option that may also be set for every time."""


def _choice(values: type[Any]) -> click.Choice[str]:
    return click.Choice([member.value for member in values])


_SESSION = (
    setting("--length", type=LengthType(), only=[name.value for name in Length],
                 default=Length.STANDARD, show_default="standard",
                 metavar="short|standard|long|TIME", help="How long; also 12m, 12:30 or 750s."),
    setting("--guide", type=_choice(Guide), default="full", show_default=True,
                 help="How much is said. Cautions, exits and side names always stay."),
    click.option("--with", "variant", default="", metavar="VARIANT",
                 shell_complete=completion.variants,
                 help="A variant, such as chair; `coach show NAME` lists them."),
    click.option("--preamble", type=_choice(Preamble), default="auto", show_default=True,
                 help="The safety words. auto: all once in 24 hours, and in every file."),
    click.option("--seed", type=click.IntRange(0), show_default="the day's",
                 help="Chooses among the wordings of what is often heard."),
    setting("--ending", type=_choice(Ending), default="chime", show_default=True,
                 help="chime; soft: no chimes; none: silence, for falling asleep."),
    setting("--voice", default="", metavar="NAME", show_default="the best available",
                 shell_complete=completion.voices,
                 help="Who speaks; `coach voices` lists them. Or a Piper model, NAME.onnx."),
    setting("--greeting", type=SpokenType(), default="", metavar="WORDS",
                 help="Your own words before the welcome, for example for a client."),
    setting("--closing", type=SpokenType(), default="", metavar="WORDS",
                 help="Your own words instead of the closing ones."),
    setting("--rate", type=click.IntRange(60, 250), show_default="the voice's own",
                 help="Words per minute, as the voice counts them."),
)  # fmt: skip


_MIX = (
    setting("--bed", default="none", show_default=True, metavar="NAME|FILE",
                 shell_complete=completion.beds,
                 help="Under the words: rain, waves, brown, drone, or your own sound file."),
    setting("--bed-volume", type=click.IntRange(1, 100), default=50, show_default=True,
                 help="In percent. The bed always gets softer while the voice speaks."),
    setting("--lean/--no-lean", default=True, show_default=True,
            help="Lean cues for a side toward that ear."),
    setting("--voice-tone", type=_choice(VoiceTone), show_default="the voice's own",
                 help="soft takes the edge off the voice."),
)  # fmt: skip


def output_options(*, saved: bool = True) -> Callable[[_Command], Any]:
    """Return what adds `--through` and `--device`; the command gets them as one `output`.

    Args:
        saved: what the user saved is the default.
    """
    option = setting if saved else click.option

    def add(command: _Command) -> Any:
        @functools.wraps(command)
        def wrapped(*args: Any, through: str | None, device: str, **rest: Any) -> Any:
            output = OutputSpec(through=through or "", device=device)
            return command(*args, output=output, **rest)

        device = option(
            "--device",
            default="",
            shell_complete=completion.devices,
            help="Which device; `coach devices` lists them.",
        )
        kinds = click.Choice(list(MODULES))
        through = option("--through", type=kinds, help="What plays the sound.")
        return _with_options(wrapped, (through, device))

    return add


def mix_options(command: _Command) -> Any:
    """Add the options that shape the sound; they go into the command's `spec`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any,
        spec: SessionSpec,
        bed: str,
        bed_volume: int,
        lean: bool,
        voice_tone: str | None,
        **rest: Any,
    ) -> Any:
        mix = MixSpec(bed=bed, bed_volume=bed_volume / 100, lean=lean, tone=voice_tone or "")
        return command(*args, spec=replace(spec, mix=mix), **rest)

    return _with_options(wrapped, _MIX)


def session_options(command: _Command) -> Any:
    """Add the options that shape a session; the command gets its `names` and them as one `spec`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any,
        names: tuple[str, ...],
        length: Length | float,
        guide: str,
        variant: str,
        preamble: str,
        seed: int | None,
        ending: str,
        voice: str,
        rate: int | None,
        greeting: str,
        closing: str,
        **rest: Any,
    ) -> Any:
        narration = Narration(
            Guide(guide),
            Preamble(preamble),
            Ending(ending),
            seed=date.today().toordinal() if seed is None else seed,
            greeting=greeting,
            closing=closing,
        )
        who = VoiceSpec(name=voice, rate=rate)
        spec = SessionSpec(
            names=names, variant=variant, length=length, narration=narration, voice=who
        )
        return command(*args, spec=spec, **rest)

    return _with_options(wrapped, _SESSION)


def jobs_option(help_text: str) -> Callable[[_Command], _Command]:
    """Return the option that tells how many sessions are written at a time."""
    kind, most = click.IntRange(1, 64), os.cpu_count()
    return click.option(
        "-j", "--jobs", type=kind, default=most, show_default="one per processor", help=help_text
    )


def cluster_option(command: Any) -> Any:
    """Add the option that lets a cluster make the files."""
    help_text = "Let the workers of this Dask scheduler make the files, such as tcp://HOST:8786."
    return click.option("--cluster", default="", metavar="tcp://HOST:PORT", help=help_text)(command)


def _with_options(command: Any, options: Sequence[Callable[..., Any]]) -> Any:
    for option in reversed(options):
        command = option(command)
    return command


def diary_options(command: Any) -> Any:
    """Add what is kept of a session and asked about it: `history` and `checkin`."""
    kept = setting(
        "--history/--no-history",
        default=True,
        help="Record what you play in your history, on this machine only.",
    )
    ask = setting(
        "--checkin/--no-checkin",
        help="Ask before and after how much it bothers you, 0 to 10.",
    )
    return kept(ask(command))
