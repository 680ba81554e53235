"""Clips that are made beside a session, by voices that wait, fail, or are stuck for ever."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from playback.simple import TIMELINE, Broken, Stuck, hum, player_of, state_of
from rig.server import until

from voice_coach.plan.timeline import Line
from voice_coach.playback.clips import THREADS, ClipMaker
from voice_coach.playback.player import Player
from voice_coach.playback.transport import Command, State
from voice_coach.sound.spectrum import Mono
from voice_coach.units import RATE


@pytest.fixture
def makers() -> Iterator[list[ClipMaker]]:
    """Makers that are stopped, and voices that are let go, when the test ends."""
    started: list[ClipMaker] = []
    yield started
    for maker in started:
        maker.stop()
        if isinstance(maker.player.mixer.voice, Stuck):
            maker.player.mixer.voice.go.set()


def begin(makers: list[ClipMaker], player: Player) -> ClipMaker:
    """A maker at work for a player."""
    makers.append(ClipMaker(player))
    makers[-1].start()
    return makers[-1]


def test_what_comes_next_is_made_and_no_more(makers: list[ClipMaker]) -> None:
    """The clips of the next 20 s are made in their order; later ones only when they come near."""
    voice = Stuck()
    player = player_of(voice)
    begin(makers, player)
    until(lambda: len(voice.begun) == 3)
    player.pull(10 * RATE)
    until(lambda: len(voice.begun) == 4)
    assert voice.begun == [f"Cue {second}." for second in (2, 9, 16, 23)]


@pytest.mark.parametrize(
    "command", [Command.PAUSE, Command.SOFTER, Command.WHERE, Command.NEXT, Command.STOP]
)
def test_a_voice_that_is_stuck_for_ever_holds_up_no_key(
    makers: list[ClipMaker], command: Command
) -> None:
    """With a voice that never comes back each command acts by the next pull."""
    voice = Stuck(*(cue.line.text for cue in TIMELINE.speech))
    player = player_of(voice)
    begin(makers, player)
    player.pull(3 * RATE)
    until(lambda: voice.begun == ["Cue 2."])
    before = player.transport, player.volume.decibels
    assert player.press(command)
    player.pull(480)
    after = player.transport, player.volume.decibels
    assert after != before or command is Command.WHERE
    assert not voice.go.is_set()


def test_after_a_jump_the_new_place_does_not_wait_for_the_old(makers: list[ClipMaker]) -> None:
    """A clip that is stuck before a jump does not keep those after it from being made."""
    voice = Stuck("Cue 2.")
    player = player_of(voice)
    maker = begin(makers, player)
    held_up = maker._threads[-1]
    player.pull(3 * RATE)
    assert state_of(player) is State.BUFFERING
    player.press(Command.NEXT)
    until(lambda: "Cue 16." in voice.begun)
    until(lambda: np.abs(player.pull(480)).max() > 3000)
    assert state_of(player) is State.PLAYING
    voice.go.set()
    held_up.join(60)
    assert not held_up.is_alive()


def test_few_threads_are_stuck(makers: list[ClipMaker]) -> None:
    """However often somebody jumps with a stuck voice, few threads wait for it."""
    voice = Stuck(*(cue.line.text for cue in TIMELINE.speech))
    player = player_of(voice)
    maker = begin(makers, player)
    for _ in range(3 * THREADS):
        player.press(Command.NEXT)
        until(lambda: not player.jumped.is_set())
        player.press(Command.BACK)
        until(lambda: not player.jumped.is_set())
    assert len(maker._threads) <= THREADS


def test_what_cannot_be_made_is_reported_once(makers: list[ClipMaker]) -> None:
    """A cause is reported once, however many clips it costs; the others are made."""
    player = player_of(Broken("Cue 2.", "Cue 9."))
    maker = begin(makers, player)
    until(lambda: player.mixer.missing(0, 20 * RATE) is None)
    until(lambda: player.mixer.late(0, 20 * RATE) is None)
    assert maker.faults.get(timeout=60) == "The voice is broken."
    assert maker.faults.empty()
    player.pull(16 * RATE)
    assert np.abs(player.pull(RATE)).max() > 3000


def test_words_of_where_are_spoken_together_and_made_as_needed(makers: list[ClipMaker]) -> None:
    """All words of "where" are spoken in one batch; only those of here and soon are kept."""
    batches: list[list[str]] = []
    rendered: list[str] = []

    def render(line: Line) -> Mono:
        rendered.append(line.text)
        return hum(line)

    player = player_of(timeline=replace(TIMELINE, steps=TIMELINE.steps * 30))
    player.prompts.speak = lambda lines: batches.append([line.text for line in lines])
    player.prompts.voice = render
    player.prompts.prepare(player.transport.timeline)
    begin(makers, player)
    until(lambda: len(rendered) >= 2)
    assert len(batches) == 1
    assert len(batches[0]) > 120
    assert len(player.prompts._words) <= 6


def test_a_long_silence_is_looked_beyond(makers: list[ClipMaker]) -> None:
    """What follows a silence longer than the clips are made ahead is there when it is due."""
    first, last = TIMELINE.speech[0], TIMELINE.speech[-1]
    late = replace(last, start=first.start + 60 * RATE)
    timeline = replace(TIMELINE, speech=(first, late), length=late.end + RATE)
    player = player_of(timeline=timeline)
    begin(makers, player)
    until(lambda: player.mixer.late(0, first.end) is None)
    player.pull(late.start - RATE)
    until(lambda: player.mixer.late(late.start - RATE, 2 * RATE) is None)
    player.pull(2 * RATE)
    assert player.transport.state is State.PLAYING
