"""From the person to a session: where it hurts, how long there is, what is at hand; then it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from msgspec.structs import replace

from voice_coach.cli.ask import can_ask, choose, named, screened, typed_line
from voice_coach.cli.streams import say
from voice_coach.cli.text import heading, items, wrapped
from voice_coach.errors import UsageError
from voice_coach.library import catalog
from voice_coach.library.finder import Answer, answer, exact_length
from voice_coach.library.screening import CAREFUL, not_understood
from voice_coach.library.spelling import plain
from voice_coach.library.which import Listed, Meant, listed
from voice_coach.library.wishes import Wishes, wishes
from voice_coach.plan.program import build_program
from voice_coach.session.spec import SessionSpec

_COMPLAINTS = {
    "My head: a headache, or tense": "headache",
    "My eyes, face or jaw": "face jaw eyes",
    "My neck": "neck",
    "My shoulders or arms": "shoulders",
    "My upper back": "upper back",
    "My lower back or hips": "lower back",
    "All of me": "whole body",
    "I want to calm down, or to fall asleep": "relax sleep",
    "A short break at the desk": "desk break",
    "Nothing yet: show me how it works": "how does this work",
}
"""What is offered, and the words that find it."""
_MINUTES = ("5", "10", "15", "20", "30")
"""What the arrow keys bring."""
_MEANS = {
    "Room to lie down, and a tennis ball": Wishes(""),
    "Room to lie down, but no ball": Wishes("", lacking="ball"),
    "A chair and a tennis ball": Wishes("", seated=True),
    "A chair, and nothing else": Wishes("", seated=True, lacking="ball"),
}
_OFFERED = 4
_SAFE = "relax light touch"
"""Words that find sessions for almost everybody."""
_QUESTION = "Where does it hurt, or what do you want?"
_WORDS = "Or say it in your own words, such as: my neck is stiff"

_NAMELESS = (
    "Say what to play: a name, such as lower-back, or where it hurts, such as: coach play stiff neck."
    " `coach list` shows what there is."
)


def asked_for(spec: SessionSpec) -> SessionSpec:
    """Return a session's description with what somebody at the terminal wants.

    Raises:
        UsageError: nobody is there to ask.
    """
    if not can_ask():
        raise UsageError(_NAMELESS)
    return named(spec, guided())


def guided() -> Meant:
    """Ask somebody at the terminal what they want; return the session that they chose.

    Raises:
        click.exceptions.Exit: they left.
    """
    for line in wrapped("Let's find a session for you."):
        click.echo(line)
    shelf = listed(say)
    careful: Sequence[str] = ()
    asked = False
    while True:
        typed, unknown = _wanted(shelf)
        if not careful and (unknown or not asked) and screened(again=bool(unknown)):
            careful = CAREFUL
        asked = True
        found = _within(shelf, typed, careful)
        chosen = _picked([shelf[match.heading.slug] for match in found.matches[:_OFFERED]])
        length = exact_length(found, chosen.heading)
        if _agreed(chosen, length):
            return Meant((chosen.heading.slug,), length)


def _wanted(shelf: dict[str, Listed]) -> tuple[str, tuple[str, ...]]:
    """Ask what is wanted, until a session is the answer; return words for it, and those not understood."""
    headings = [one.heading for one in shelf.values()]
    while True:
        picked = choose(_QUESTION, [*_COMPLAINTS], words=_WORDS, enter=False)
        typed = picked if isinstance(picked, str) else [*_COMPLAINTS.values()][picked]
        found = answer(typed, headings)
        _say(found.advice)
        if found.matches:
            _say(_elsewhere(found))
            _say(not_understood(found.unknown))
            return typed, found.unknown
        if not found.advice:
            _say("I have no session for that. Try other words, or choose what comes closest.")


def _elsewhere(found: Answer) -> str:
    word = found.elsewhere
    return f'There is no session for "{word}"; I will look for what comes closest.' if word else ""


def _within(shelf: dict[str, Listed], typed: str, careful: Sequence[str]) -> Answer:
    """Ask for time and means where the words do not tell them; return what is left, never nothing."""
    said = wishes(plain(typed))
    asked = said if said.minutes else replace(said, minutes=_minutes())
    if not (said.seated or said.bare or said.lacking):
        means = _means(_matching(shelf, typed, asked, careful))
        asked = replace(asked, seated=means.seated, lacking=means.lacking)
    for less in _less(asked):
        found = _matching(shelf, typed, less, careful)
        if found.matches:
            if less != asked:
                _say("Nothing matches all of that; this comes closest.")
            return found
    found = _matching(shelf, typed, Wishes(""), careful)
    if found.matches:
        return found
    _say("Nothing that is safe matches that; these are.")
    return _matching(shelf, _SAFE, Wishes(""), careful)


def _less(asked: Wishes) -> Iterator[Wishes]:
    """Yield what is asked for, then less and less of it; who has no floor keeps to a chair."""
    yield asked
    yield replace(asked, minutes=0.0)
    yield replace(asked, minutes=0.0, lacking="", bare=False)


def _matching(
    shelf: dict[str, Listed], typed: str, asked: Wishes, careful: Sequence[str]
) -> Answer:
    return answer(typed, [one.heading for one in shelf.values()], asked, careful)


def _minutes() -> float:
    """Ask how long there is; 0: as long as it takes."""
    click.echo("\n" + "\n".join(heading("How many minutes do you have?")))
    while True:
        typed = typed_line("Minutes (Enter: any, q: leave): ", _MINUTES)
        minutes = (
            float(typed) if typed.isdecimal() and len(typed) < 4 else wishes(plain(typed)).minutes
        )
        if minutes or not typed:
            return minutes
        click.echo("Type a number, such as 12, then Enter.")


def _means(found: Answer) -> Wishes:
    """Ask what is at hand, where that makes a difference."""
    needs = {need for match in found.matches for need in match.heading.needs}
    floor = any("sitting" not in match.heading.posture for match in found.matches)
    if not floor and not any("ball" in need for need in needs):
        return Wishes("")
    answer = choose("What do you have?", [*_MEANS])
    return [*_MEANS.values()][answer] if isinstance(answer, int) else Wishes("")


def _picked(fitting: list[Listed]) -> Listed:
    if len(fitting) == 1:
        return fitting[0]
    chosen = choose("These fit. Which one?", [one.line for one in fitting])
    return fitting[chosen if isinstance(chosen, int) else 0]


def _agreed(chosen: Listed, length: float) -> bool:
    """Show what it is and who should not do it; ask whether it may begin."""
    click.echo()
    for line in _card(chosen, length):
        click.echo(line)
    return choose("Ready?", ["Play it", "Look for another one"]) == 0


def _card(chosen: Listed, length: float) -> Iterator[str]:
    head = chosen.heading
    long = f"{length / 60:g}" if length else str(chosen.minutes or "some")
    yield from heading(f"{head.title}, {long} minutes")
    yield from wrapped(head.summary)
    yield from wrapped(f"You need: {chosen.leaflet.needed}")
    yield from _warnings(chosen)
    yield from wrapped(f"All of it, and when to get help: coach show {head.slug} --all")
    yield from wrapped(f"Next time: coach play {head.slug}{f' --length {long}m' if length else ''}")


def _warnings(chosen: Listed) -> Iterator[str]:
    """Yield who should not do it, and when to stop."""
    about = build_program([catalog.load(chosen.entry.path)]).leaflet
    for label, lines in (
        ("Not for", about.not_for),
        ("Take care", about.cautions),
        ("Stop at", about.stop_at),
    ):
        if lines:
            yield f"{label}:"
            yield from items(lines)


def _say(text: str) -> None:
    for line in ["", *wrapped(text)] if text else []:
        click.echo(line)
