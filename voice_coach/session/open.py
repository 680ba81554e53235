"""The one door: a description to a session that can be played, written, or looked at."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voice_coach.errors import UnknownVoiceError, UsageError, VoiceError
from voice_coach.plan.opening import Opening, opening
from voice_coach.plan.timeline import Line, Measure
from voice_coach.session.spec import ORIENTATION, MixSpec, SessionSpec
from voice_coach.sound.prefetch import Prefetcher
from voice_coach.speech.narrator import Narrator, make_narrator

if TYPE_CHECKING:
    from voice_coach.plan.planner import Plan
    from voice_coach.plan.program import Program
    from voice_coach.plan.timeline import Timeline
    from voice_coach.playback.player import Player
    from voice_coach.sound.mixer import Mixer
    from voice_coach.sound.spectrum import Mono


LEAN = 4.0
"""Decibels between the ears for a side: clear in headphones, harmless on one loudspeaker."""

_AT_ONCE = 0.4
"""Seconds: planning with all takes kept takes half of it."""

Progress = Callable[[int, int], None]
"""Told how many of how many lines are spoken by now; must not wait."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session, with what sounds in it; its plan may still be in the making."""

    spec: SessionSpec
    program: Program
    narrator: Narrator
    mixer: Mixer
    """Of all that is planned by now."""
    planned: Future[Plan]

    @property
    def plan(self) -> Plan:
        """How it is laid out; waits for it.

        Raises:
            UsageError, VoiceError: as `open_session`.
        """
        return self.planned.result()

    @property
    def timeline(self) -> Timeline:
        """What sounds when."""
        return self.plan.timeline


def open_session(spec: SessionSpec, progress: Progress = lambda done, of: None) -> Session:
    """Open a session: read its scripts, let the voice speak, plan it, and make its mixer.

    Args:
        spec: what it is.
        progress: told how far the voice is, where it has to speak.

    Raises:
        UsageError: there is no such session or bed, or its length can not be met.
        ScriptError: a script breaks the language.
        VoiceError: no speech can be made.
    """
    narrator, clips = _speaking(spec, progress)
    program = program_of(spec)
    planned: Future[Plan] = Future()
    planned.set_result(plan_of(spec, program, narrator.measure))
    mixer = mixer_of(spec, planned.result().timeline, clips)
    return Session(spec, program, narrator, mixer, planned)


def begin_session(spec: SessionSpec) -> Session:
    """Open a session to be played at once: its beginning is known while the voice speaks the rest.

    Its mixer knows only as much as `sound.mixer.Mixer.horizon` says; `session.growth` adds to it.

    Raises:
        UsageError, ScriptError, VoiceError: as `open_session`, where it is known at once.
    """
    narrator, clips = _speaking(spec)
    program = program_of(spec)
    whole = bool(spec.start) or spec.cue is not None
    begins = None if whole else opening(program, spec.narration, spec.length)
    planned = _in_background(partial(plan_of, spec, program, narrator.measure))
    if begins is None or _soon(planned):
        mixer = mixer_of(spec, planned.result().timeline, clips)
    else:
        timeline, horizon = begins.timeline({})
        mixer = mixer_of(spec, timeline, clips)
        mixer.horizon = horizon
    return Session(spec, program, narrator, mixer, planned)


def _speaking(
    spec: SessionSpec, progress: Progress = lambda done, of: None
) -> tuple[Narrator, Prefetcher]:
    """Return a session's narrator, and the maker of its clips, which begins with the first take."""

    def told(done: int, of: int) -> None:
        if done == 0:
            threading.Thread(target=_load_sound, daemon=True).start()
        progress(done, of)

    narrator = narrator_of(spec)
    clips = Prefetcher(partial(clip_of, narrator, spec.mix))
    narrator.on_take, narrator.on_progress = clips.prefetch, told
    return narrator, clips


def _load_sound() -> None:
    """Load what clips are made with, numpy above all, while the voice gets ready to speak.

    An export with nothing kept takes a twentieth less; where all is kept, it would only be in the way.
    """
    with contextlib.suppress(Exception):  # whoever needs it meets the same fault, and reports it
        from voice_coach.sound import clips, mixer  # noqa: F401


def _in_background(work: Callable[[], Plan]) -> Future[Plan]:
    done: Future[Plan] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as fault:  # whatever it is, it is raised where the plan is asked for
            done.set_exception(fault)

    threading.Thread(target=run, daemon=True).start()
    return done


def _soon(planned: Future[Plan]) -> bool:
    """Tell whether a plan comes at once, as it does where all takes are kept."""
    wait([planned], timeout=_AT_ONCE)
    return planned.done()


def outline(spec: SessionSpec) -> tuple[Plan, bool]:
    """Return a session's plan, and whether its times come from the voice itself.

    Without an engine they are estimated.

    Raises:
        UsageError, ScriptError, UnknownVoiceError: as `open_session`.
    """
    from voice_coach.plan.planner import estimate

    program = program_of(spec)
    try:
        return plan_of(spec, program, narrator_of(spec).measure), True
    except UnknownVoiceError:
        raise
    except VoiceError:
        return plan_of(spec, program, estimate), False


def narrator_of(spec: SessionSpec) -> Narrator:
    """Return the narrator with the session's voice."""
    return make_narrator(spec.voice.name, spec.voice.rate)


def program_of(spec: SessionSpec) -> Program:
    """Return what is played.

    Raises:
        UsageError, ScriptError: as `open_session`.
    """
    from voice_coach.library import catalog
    from voice_coach.plan.program import build_program

    spec.check()
    if not spec.names:
        raise UsageError("Name a session; `coach list` shows them.")
    program = build_program([catalog.load(catalog.find(name, spec.variant)) for name in spec.names])
    if not spec.orientation:
        return program
    return replace(program, orientation=catalog.shipped(ORIENTATION))


def plan_of(spec: SessionSpec, program: Program, measure: Measure) -> Plan:
    """Return the plan of a program, told and as long as the session says.

    Raises:
        UsageError, VoiceError: as `open_session`.
    """
    from voice_coach.plan.planner import plan_session

    return plan_session(program, spec.narration, spec.length, measure)


def clip_of(narrator: Narrator, mix: MixSpec, line: Line) -> Mono:
    """Return the clip of a line: float32, shape (frames,), mono, at `units.RATE`.

    Raises:
        VoiceError: it can not be spoken.
    """
    # Here, so that a first clip loads numpy while the voice still speaks the others.
    from voice_coach.sound.clips import render_speech
    from voice_coach.sound.names import VoiceTone

    return render_speech(narrator.take(line), VoiceTone(mix.tone or narrator.delivery.family.tone))


def mixer_of(spec: SessionSpec, timeline: Timeline, clip: Callable[[Line], Mono]) -> Mixer:
    """Return the mixer of a timeline.

    Args:
        spec: what lies around the voice.
        timeline: what sounds when.
        clip: makes the clip of a line.

    Raises:
        UsageError: there is no such bed.
        CoachError: it can not be read as sound.
    """
    from voice_coach.sound.bed import load_bed
    from voice_coach.sound.mixer import Mixer

    bed = load_bed(spec.mix.bed, spec.mix.bed_volume)
    return Mixer(timeline, clip, bed, LEAN if spec.mix.lean else 0.0)


_LOOK = 0.05
"""Seconds between two looks at what the voice has spoken."""


def grow(session: Session, player: Player) -> None:
    """Give a player, from a thread of its own, the rest of its session as that becomes known."""
    if session.mixer.horizon is not None:
        threading.Thread(target=_grow, args=(session, player), daemon=True).start()


def _grow(session: Session, player: Player) -> None:
    spec = session.spec
    begins = opening(session.program, spec.narration, spec.length)
    note = session.narrator.note
    try:
        if begins is not None:
            _grow_opening(session, player, begins)
        player.replan(session.timeline)
        if session.narrator.note != note:  # another voice had to speak
            print(f"coach: {session.narrator.note}", file=sys.stderr)
    except Exception as fault:
        player.fail(fault)


def _grow_opening(session: Session, player: Player, begins: Opening) -> None:
    """Give it the welcome line by line, until all is planned."""
    count = 0
    while not wait([session.planned], timeout=_LOOK).done:
        known = ((line, session.narrator.known(line)) for line in begins.lines)
        lengths = {line: length for line, length in known if length is not None}
        if len(lengths) > count:
            count = len(lengths)
            player.replan(*begins.timeline(lengths))
