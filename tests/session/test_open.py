"""A session that is opened: what it may be, and how it grows while it is played."""

import threading
from collections.abc import Callable
from concurrent.futures import Future

import pytest
from msgspec.structs import replace
from rig.server import until

from voice_coach.errors import CoachError, UsageError
from voice_coach.plan.opening import opening
from voice_coach.plan.planner import Plan
from voice_coach.plan.program import Narration, Preamble
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.transport import State, Transport
from voice_coach.session.open import Session, grow, open_session
from voice_coach.session.spec import MixSpec, SessionSpec, VoiceSpec
from voice_coach.units import frames

SPEC = SessionSpec(
    names=("temples",),
    voice=VoiceSpec(name="tone"),
    narration=Narration(preamble=Preamble.SHORT),
)


@pytest.fixture
def slow(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> tuple[Session, Future[Plan], Plan]:
    """A session of which only the first chime is planned, what ends that, and what comes of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = open_session(SPEC)
    begins = opening(whole.program, SPEC.narration, SPEC.length)
    assert begins is not None
    timeline, horizon = begins.timeline({})
    mixer = whole.mixer_of(timeline)
    mixer.horizon = horizon
    planned: Future[Plan] = Future()
    session = Session(SPEC)
    session.narrator, session.mixer, session.planned = whole.narrator, mixer, planned
    return session, planned, whole.plan


def player_of(session: Session) -> Player:
    """A player at its beginning."""
    return Player(session.mixer, Prompts(session.mixer.voice), Transport(session.mixer.timeline))


def test_it_waits_where_its_plan_ends_and_goes_on(
    slow: tuple[Session, Future[Plan], Plan],
) -> None:
    """At the horizon the session stands still; with the plan it goes on, from the same frame."""
    session, planned, plan = slow
    session.narrator._frames.clear()  # nothing is spoken yet
    player, horizon = player_of(session), session.mixer.horizon
    assert horizon is not None
    grow(session, player)
    for event in session.mixer.timeline.sounding:
        session.mixer.make(event)
    player.pull(horizon + frames(2))
    assert (player.transport.state, player.transport.position) == (State.BUFFERING, horizon)
    planned.set_result(plan)
    until(lambda: player.transport.timeline is plan.timeline)
    assert session.mixer.horizon is None
    session.mixer.make(plan.timeline.speech[0])
    player.pull(frames(0.1))
    assert (player.transport.state, player.transport.position) == (
        State.PLAYING,
        horizon + frames(0.1),
    )


def test_the_welcome_comes_line_by_line(slow: tuple[Session, Future[Plan], Plan]) -> None:
    """What is spoken of the welcome by now can be heard before the rest is planned."""
    session, planned, plan = slow
    player, first = player_of(session), session.mixer.horizon
    assert first is not None
    grow(session, player)
    until(lambda: (session.mixer.horizon or 0) > first)
    early = player.transport.timeline.speech
    assert early
    assert early == plan.timeline.speech[: len(early)]
    planned.set_result(plan)


def test_a_plan_that_fails_ends_it(slow: tuple[Session, Future[Plan], Plan]) -> None:
    """What makes the plan impossible ends the session, and is told as it stands."""
    session, planned, _ = slow
    player = player_of(session)
    grow(session, player)
    planned.set_exception(UsageError("It can not be so long."))
    assert player.ended.wait(60)
    assert str(player.fault) == "It can not be so long."


def test_a_whole_session_does_not_grow(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all is planned no thread is started."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    session = open_session(SPEC)
    started: list[Callable[[], None]] = []
    monkeypatch.setattr(threading.Thread, "start", lambda self: started.append(self.run))
    grow(session, player_of(session))
    assert started == []


@pytest.mark.parametrize(
    "spec",
    [
        replace(SPEC, volume=0),
        replace(SPEC, volume=1_000_000),
        replace(SPEC, length=1e308),
        replace(SPEC, length=float("inf")),
        replace(SPEC, length=float("nan")),
        replace(SPEC, cue=-1),
        replace(SPEC, mix=MixSpec(bed_volume=1000.0)),
        replace(SPEC, voice=VoiceSpec(name="tone", rate=-5)),
        replace(SPEC, names=(5,)),
        replace(SPEC, narration=Narration(greeting="...")),
        replace(SPEC, narration=Narration(closing="\u202e")),
        replace(SPEC, narration=Narration(greeting="x" * 301)),
    ],
    ids=range(12),
)
def test_what_no_session_can_be_is_refused(spec: SessionSpec) -> None:
    """A value out of range, a name that cannot be written down, or words that cannot be spoken."""
    with pytest.raises(CoachError):
        open_session(spec)
