"""The one door: a description to a session that can be played, written, or looked at."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voice_coach.errors import UnknownVoiceError, UsageError, VoiceError
from voice_coach.plan.opening import Opening, opening
from voice_coach.plan.timeline import Line, Measure
from voice_coach.session.spec import ORIENTATION, SessionSpec
from voice_coach.sound.prefetch import Prefetcher
from voice_coach.speech.narrator import Narrator, make_narrator

if TYPE_CHECKING:
    from voice_coach.plan.planner import Plan
    from voice_coach.plan.program import Length, Program
    from voice_coach.plan.timeline import Timeline
    from voice_coach.playback.player import Player
    from voice_coach.sound.mixer import Mixer
    from voice_coach.sound.spectrum import Mono


LEAN = 4.0
"""Decibels between the ears for a side: clear in headphones, harmless on one loudspeaker."""

_AT_ONCE = 0.4
"""Seconds: planning with all takes kept takes half of it."""

Progress = Callable[[int, int], None]
"""Called with how many of how many lines are spoken by now; must not wait."""


class Session:
    """One session, with what sounds in it: the one way to a program, its plan, a voice and a mixer.

    Each of them is made when it is first asked for, and once. So code that
    only wants a program or a plan opens a session just the same, and starts no voice.
    """

    def __init__(self, spec: SessionSpec, progress: Progress = lambda done, of: None) -> None:
        """Args: what it is, and what to call as the voice gets on, where it has to speak.

        Raises:
            UsageError: the description has values that no session can have.
        """
        self.spec = spec.checked()
        self._progress = progress

    @cached_property
    def program(self) -> Program:
        """What is played.

        Raises:
            UsageError: there is no such session.
            ScriptError: a script breaks the language.
        """
        from voice_coach.library import catalog
        from voice_coach.plan.program import build_program

        names, variant = self.spec.names, self.spec.variant
        if not names:
            raise UsageError("Name a session; `coach list` shows them.")
        program = build_program([catalog.load(catalog.find(name, variant)) for name in names])
        if not self.spec.orientation:
            return program
        return replace(program, orientation=catalog.shipped(ORIENTATION))

    @cached_property
    def narrator(self) -> Narrator:
        """Who speaks."""
        narrator = make_narrator(self.spec.voice.name, self.spec.voice.rate)
        narrator.on_progress = self._progress
        return narrator

    def start_clips(self) -> None:
        """From now on, begin each clip as its take arrives: what is opened is going to sound."""

        def progress(done: int, of: int) -> None:
            if done == 0:
                threading.Thread(target=_load_sound, daemon=True).start()
            self._progress(done, of)

        self.narrator.on_progress = progress
        self.narrator.on_take = self.clips.prefetch

    @cached_property
    def clips(self) -> Prefetcher:
        """The maker of its clips: float32, shape (frames,), mono, at `units.RATE`."""
        return Prefetcher(self._clip)

    def _clip(self, line: Line) -> Mono:
        # Here, so that a first clip loads numpy while the voice still speaks the others.
        from voice_coach.sound.clips import render_speech
        from voice_coach.sound.names import VoiceTone

        tone = self.spec.mix.tone or self.narrator.delivery.family.tone
        return render_speech(self.narrator.take(line), VoiceTone(tone))

    @cached_property
    def planned(self) -> Future[Plan]:
        """Its plan, or where it will be once it is made."""
        planned: Future[Plan] = Future()
        planned.set_result(self.plan_with(self.narrator.measure))
        return planned

    def plan_with(self, measure: Measure, length: Length | float | None = None) -> Plan:
        """Return the plan that it has where lines take as long as `measure` says.

        Args:
            measure: how long lines take.
            length: another than the session's own.

        Raises:
            UsageError: the length cannot be met.
            VoiceError: no speech can be made.
        """
        from voice_coach.plan.planner import plan_session

        wanted = self.spec.length if length is None else length
        return plan_session(self.program, self.spec.narration, wanted, measure)

    @property
    def plan(self) -> Plan:
        """How it is laid out; waits for it. Raises what `plan_with` does."""
        return self.planned.result()

    @property
    def timeline(self) -> Timeline:
        """What sounds when."""
        return self.plan.timeline

    @cached_property
    def mixer(self) -> Mixer:
        """The mixer of all that is planned by now."""
        return self.mixer_of(self.timeline)

    def mixer_of(self, timeline: Timeline) -> Mixer:
        """Return the mixer of a timeline, in this session's voice and over its bed.

        Raises:
            UsageError: there is no such bed.
            CoachError: it cannot be read as sound.
        """
        from voice_coach.sound.bed import load_bed
        from voice_coach.sound.mixer import Mixer

        mix = self.spec.mix
        bed = load_bed(mix.bed, mix.bed_volume)
        return Mixer(timeline, self.clips, bed, LEAN if mix.lean else 0.0)

    def outline(self) -> tuple[Plan, bool]:
        """Return its plan, and whether its times come from the voice itself.

        Without an engine they are estimated.

        Raises:
            UsageError, ScriptError, UnknownVoiceError: as `open_session`.
        """
        from voice_coach.plan.planner import estimate

        try:
            return self.plan_with(self.narrator.measure), True
        except UnknownVoiceError:
            raise
        except VoiceError:
            return self.plan_with(estimate), False


def open_session(spec: SessionSpec, progress: Progress = lambda done, of: None) -> Session:
    """Open a session: read its scripts, let the voice speak, plan it, and make its mixer.

    Args:
        spec: what it is.
        progress: called as the voice gets on, where it has to speak.

    Raises:
        UsageError: there is no such session or bed, or its length cannot be met.
        ScriptError: a script breaks the language.
        VoiceError: no speech can be made.
    """
    session = Session(spec, progress)
    session.start_clips()  # the voice first: it takes a while to start
    _ = session.program, session.mixer
    return session


def begin_session(spec: SessionSpec) -> Session:
    """Open a session to be played at once: its beginning is known while the voice speaks the rest.

    Its mixer knows only as much as `sound.mixer.Mixer.horizon` says; `grow` adds to it.

    Raises:
        UsageError, ScriptError, VoiceError: as `open_session`, where it is known at once.
    """
    session = Session(spec)
    session.start_clips()
    narrator, program = session.narrator, session.program
    whole = bool(spec.start) or spec.cue is not None
    begins = None if whole else opening(program, spec.narration, spec.length)
    session.planned = _in_background(partial(session.plan_with, narrator.measure))
    wait([session.planned], timeout=_AT_ONCE)
    if begins is not None and not session.planned.done():
        timeline, horizon = begins.timeline({})
        session.mixer = session.mixer_of(timeline)
        session.mixer.horizon = horizon
    _ = session.mixer
    return session


def _load_sound() -> None:
    """Load what clips are made with, numpy above all, while the voice gets ready to speak.

    An export with nothing kept takes a twentieth less; where all is kept, it would only be in the way.
    """
    # Whoever needs it later meets the same fault, and reports it.
    with contextlib.suppress(Exception):
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


_LOOK = 0.05
"""Seconds between two looks at what the voice has spoken."""


def grow(session: Session, player: Player) -> None:
    """Give a player, from a thread of its own, what of its session becomes known.

    What the voice has no sound for is reported on standard error: the screen shows the words.
    """
    if session.mixer.horizon is None:
        _report_silence(session)
    else:
        threading.Thread(target=_grow, args=(session, player), daemon=True).start()


def _report_silence(session: Session) -> None:
    from voice_coach.session.silence import silent_words

    for warning in silent_words(session.plan, session.narrator):
        print(f"coach: {warning}", file=sys.stderr)


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
        _report_silence(session)
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
