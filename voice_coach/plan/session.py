"""Techniques to one session: lead-in, preamble, cautions, what each technique says, the ending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from voice_coach.errors import Place
from voice_coach.plan import safety
from voice_coach.plan.moments import Bed, Mark, Moment, Rest, Ring, Speak, Stay
from voice_coach.plan.program import Ending, Guide, Program, Telling
from voice_coach.plan.timeline import Line, Sound
from voice_coach.plan.unroll import Scene, fill, speak, unroll
from voice_coach.script.model import Say
from voice_coach.script.terms import Meaning, Posture, Role
from voice_coach.units import frames

LEAD_IN = frames(0.7)
"""Before the first, expendable chime: a device that wakes up eats the beginning."""
LEAD_OUT = frames(1.0)
_HERE = Place("(session)", 1, 1)


def moments(what: Program, telling: Telling, round_factor: float, minutes: int) -> list[Moment]:
    """Return a whole session in order.

    Args:
        what: the techniques.
        telling: guide, preamble and ending.
        round_factor: how many rounds to do, as a multiple of what is written.
        minutes: what the session announces as its length.
    """
    numbers = {"minutes": str(minutes)}
    ways = moves([one.heading.posture for one in what.techniques])
    scenes = [
        Scene(
            technique,
            telling.guide,
            round_factor,
            words={**numbers, "title": technique.heading.title},
            arriving=arriving,
            leaving=leaving,
        )
        for technique, (arriving, leaving) in zip(what.techniques, ways, strict=True)
    ]
    whole = [
        *_opening(what, telling, scenes[0]),
        *_body(what, scenes),
        *_ending(telling, scenes[-1]),
    ]
    return _next_filled(whole)


def moves(postures: Sequence[tuple[Posture, ...]]) -> list[tuple[bool, bool]]:
    """Return for each technique whether the listener arrives in it, and whether they leave it.

    Args:
        postures: those in which each technique can be done; empty: not told.
    """
    stays: list[bool] = []
    held: set[Posture] = set()
    for each in postures:
        stays.append(bool(held) and held <= set(each))
        held = held if stays[-1] else set(each)
    return [
        (not stay, not following)
        for stay, following in zip(stays, [*stays[1:], False], strict=True)
    ]


def _opening(what: Program, telling: Telling, scene: Scene) -> Iterable[Moment]:
    yield Mark("Welcome", "")
    yield Rest(LEAD_IN)
    yield Ring(Sound.OPEN)
    if telling.preamble:
        yield from (_words(text, Role.CAUTION, scene) for text in safety.PREAMBLE)
    if any(part.heading.area in safety.HEADACHE_AREAS for part in what.techniques):
        yield _words(safety.HEADACHE, Role.CAUTION, scene)
    first = what.techniques[0]
    if len(what.techniques) == 1 and first.intro:
        yield speak(first.intro, scene)
    else:
        words = {**(scene.words or {}), "title": what.title}
        about = "a minute" if words["minutes"] == "1" else "{minutes} minutes"
        yield _words(f"{{title}}. About {about}.", Role.SIDE, replace(scene, words=words))


def _body(what: Program, scenes: Sequence[Scene]) -> Iterable[Moment]:
    yield Bed(on=True)
    yield from (speak(caution, scenes[0]) for caution in what.cautions)
    cautioned = {caution.text for caution in what.cautions}
    for index, scene in enumerate(scenes):
        if len(scenes) > 1:
            yield from _announcement(index, scene)
        for caution in scene.technique.heading.cautions:
            if caution.text not in cautioned:
                yield speak(caution, scene)
            cautioned.add(caution.text)
        yield from unroll(scene.technique.steps, scene)


def _announcement(index: int, scene: Scene) -> Iterable[Moment]:
    if index:
        ring = scene.ring(Meaning.CHANGE)
        yield from [ring] if ring else []
    yield _words(f"{'Next' if index else 'First'}: {{title}}.", Role.SIDE, scene)


def _ending(telling: Telling, scene: Scene) -> Iterable[Moment]:
    if telling.ending is not Ending.NONE:
        yield Mark("Ending", "")
        yield from (_words(text, Role.CLOSE, scene, always=True) for text in safety.END)
    ring = scene.ring(Meaning.END)
    if ring and telling.ending is Ending.CHIME:
        yield ring
    yield Rest(LEAD_OUT)
    yield Bed(on=False)


def _words(text: str, role: Role, scene: Scene, *, always: bool = False) -> Speak:
    scene = replace(scene, guide=Guide.FULL) if always else scene
    return speak(Say(_HERE, text, role=role), scene)


def _next_filled(whole: list[Moment]) -> list[Moment]:
    """Fill in ``{next}`` with the title of the step that follows."""
    found: list[Moment] = []
    following = "the end"
    for moment in reversed(whole):
        if isinstance(moment, Mark):
            following = moment.title
        found.append(_filled(moment, {"next": following}))
    return found[::-1]


def _filled(moment: Moment, words: dict[str, str]) -> Moment:
    if isinstance(moment, Speak):
        return _filled_speak(moment, words)
    if isinstance(moment, Stay):
        reminders = tuple(replace(r, speak=_filled_speak(r.speak, words)) for r in moment.reminders)
        said = _filled_speak(moment.speak, words) if moment.speak else None
        return replace(moment, speak=said, reminders=reminders)
    return moment


def _filled_speak(moment: Speak, words: dict[str, str]) -> Speak:
    if not any("{" in line.text for line in moment.peers):
        return moment
    peers = tuple(_filled_line(line, words) for line in moment.peers)
    return replace(moment, line=moment.line and _filled_line(moment.line, words), peers=peers)


def _filled_line(line: Line, words: dict[str, str]) -> Line:
    return replace(line, text=fill(line.text, words))
