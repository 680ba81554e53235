"""Options that several commands share, and what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from voice_coach.errors import UsageError, VoiceError
from voice_coach.plan.program import Ending, Guide, Length, Narration, Preamble, build_program
from voice_coach.plan.timeline import Measure
from voice_coach.speech.delivery import DEFAULT_RATE, DEFAULT_VOICE
from voice_coach.speech.narrator import Narrator, narrator
from voice_coach.units import parse_clock

if TYPE_CHECKING:
    from voice_coach.plan.planner import Plan

_Command = TypeVar("_Command", bound=Callable[..., Any])


class LengthType(click.ParamType):  # type: ignore[type-arg]
    """`short`, `standard`, `long`, or a time such as 12m, 12:30 or 750s."""

    name = "length"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Length | float:
        """Return a named length, or seconds."""
        if isinstance(value, Length):
            return value
        if value in [member.value for member in Length]:
            return Length(value)
        try:
            return parse_clock(value)
        except ValueError:
            self.fail(f'"{value}" is not short, standard, long, or a time such as 12m', param, ctx)


def _choice(values: type[Any]) -> click.Choice[str]:
    return click.Choice([member.value for member in values])


_OPTIONS = (
    click.option("--length", type=LengthType(), default=Length.STANDARD, show_default="standard",
                 metavar="short|standard|long|TIME", help="How long; 12m, 12:30 or 750s, too."),
    click.option("--guide", type=_choice(Guide), default="full", show_default=True,
                 help="How much is said. Cautions, exits and side names always are."),
    click.option("--skip-preamble", is_flag=True, help="You have heard the safety preamble today."),
    click.option("--ending", type=_choice(Ending), default="chime", show_default=True,
                 help="chime; soft: no chimes; none: silence, for falling asleep."),
    click.option("--voice", default=DEFAULT_VOICE, show_default=True,
                 help="An eSpeak voice with a variant, such as en-gb+f2; tone: beeps."),
    click.option("--rate", type=click.IntRange(60, 250), default=DEFAULT_RATE, show_default=True,
                 help="Words a minute, as eSpeak counts them."),
)  # fmt: skip


_MIX_OPTIONS = (
    click.option("--bed", default="none", show_default=True, metavar="NAME|FILE",
                 help="Under the words: rain, waves, brown, drone, or a sound file of yours."),
    click.option("--bed-volume", type=click.IntRange(1, 100), default=50, show_default=True,
                 help="Percent. The bed always steps back while the voice speaks."),
    click.option("--no-lean", is_flag=True, help="Do not lean cues for a side toward that ear."),
    click.option("--voice-tone", type=click.Choice(["plain", "soft"]), default="soft",
                 show_default=True, help="soft takes the edge off the voice."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mix:
    """What the options of sound say."""

    bed: str = "none"
    bed_volume: float = 0.5
    """0 to 1."""
    lean: bool = True
    voice_tone: str = "soft"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the shared options say."""

    length: Length | float
    narration: Narration
    voice: str
    rate: int

    def as_json(self) -> dict[str, Any]:
        """Return it for `from_json`."""
        length = self.length.value if isinstance(self.length, Length) else self.length
        narration = {
            "guide": self.narration.guide.value,
            "preamble": self.narration.preamble.value,
            "ending": self.narration.ending.value,
        }
        return {"length": length, "voice": self.voice, "rate": self.rate, **narration}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Choices:
        """Return what `as_json` kept."""
        length = Length(kept["length"]) if isinstance(kept["length"], str) else kept["length"]
        narration = Narration(
            Guide(kept["guide"]), Preamble(kept["preamble"]), Ending(kept["ending"])
        )
        return cls(length, narration, str(kept["voice"]), int(kept["rate"]))


def mix_options(command: _Command) -> _Command:
    """Add the options that shape the sound; the command gets one `mix`."""

    def wrapped(
        *args: Any, bed: str, bed_volume: int, no_lean: bool, voice_tone: str, **rest: Any
    ) -> Any:
        return command(*args, mix=Mix(bed, bed_volume / 100, not no_lean, voice_tone), **rest)

    return _with_options(command, wrapped, _MIX_OPTIONS)


def session_options(command: _Command) -> _Command:
    """Add the options that shape a session; the command gets one `choices`."""

    def wrapped(
        *args: Any,
        length: Length | float,
        guide: str,
        skip_preamble: bool,
        ending: str,
        voice: str,
        rate: int,
        **rest: Any,
    ) -> Any:
        preamble = Preamble.SHORT if skip_preamble else Preamble.FULL
        narration = Narration(Guide(guide), preamble, Ending(ending))
        return command(*args, choices=Choices(length, narration, voice, rate), **rest)

    return _with_options(command, wrapped, _OPTIONS)


def _with_options(
    command: _Command, wrapped: Callable[..., Any], options: Sequence[Callable[..., Any]]
) -> _Command:
    """Give a wrapper its command's name and help, the new options, and those it has already."""
    wrapped.__doc__, wrapped.__name__ = command.__doc__, command.__name__
    wrapped.__click_params__ = []  # type: ignore[attr-defined]
    for option in reversed(options):
        wrapped = option(wrapped)
    wrapped.__click_params__ += getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    return cast("_Command", wrapped)


def opened(names: Sequence[str], choices: Choices, measure: Measure) -> Plan:
    """Return the plan of what was named, for the chosen length and telling.

    Raises:
        UsageError: no such session, or a length that can not be met.
        ScriptError: a script breaks the language.
        VoiceError: no speech can be made.
    """
    # Imported only now: the voice gets ready meanwhile.
    from voice_coach.plan.planner import plan_session
    from voice_coach.script import library

    if not names:
        raise UsageError("Name a session; `coach list` shows them.")
    program = build_program([library.load(library.find(name)) for name in names])
    return plan_session(program, choices.narration, choices.length, measure)


def timed(names: Sequence[str], choices: Choices) -> tuple[Plan, bool]:
    """Return the plan of what was named, and whether its times come from the voice itself.

    Without a voice they are estimated.

    Raises:
        UsageError, ScriptError: as `opened`.
    """
    try:
        return opened(names, choices, voice_of(choices).measure), True
    except VoiceError:
        from voice_coach.plan.planner import estimate

        return opened(names, choices, estimate), False


def voice_of(choices: Choices) -> Narrator:
    """Return the narrator with the chosen voice."""
    return narrator(choices.voice, choices.rate)
