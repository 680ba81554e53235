"""The player against a model, and against the ear: positions equal, no step in the signal."""

from __future__ import annotations

import random

import numpy as np
import pytest
from playback.simple import TIMELINE, Clock, hum

from voice_coach.plan.timeline import Line
from voice_coach.playback.player import PATIENCE, Player
from voice_coach.playback.transport import EARLY, LONGER, Command, State
from voice_coach.sound.mixer import Mixer
from voice_coach.units import RATE

PRESSED = (
    Command.PAUSE,
    Command.RESUME,
    Command.NEXT,
    Command.BACK,
    Command.REPEAT,
    Command.LONGER,
    Command.LOUDER,
    Command.SOFTER,
    Command.LOSE,
)


class Model:
    """What a player should do, written as plainly as can be."""

    def __init__(self) -> None:
        self.state, self.position, self.paused_at = "playing", 0, 0.0
        self.length = TIMELINE.length
        self.cues = [c.start for c in TIMELINE.speech]
        self.cue_ends = [c.end for c in TIMELINE.speech]
        self.steps = [s.start for s in TIMELINE.steps]
        self.holds = [[h.start, h.end] for h in TIMELINE.holds]

    def last_cue(self) -> int:
        return max([c for c in self.cues if c <= self.position], default=0)

    def play(self, count: int) -> None:
        if self.state == "playing":
            self.position = min(self.position + count, self.length)
            if self.position == self.length:
                self.state = "ended"

    def press(self, command: Command, now: float) -> None:
        if self.state == "ended":
            return
        getattr(self, command.value, lambda now: None)(now)

    def stop_sounding(self, now: float, state: str) -> None:
        if self.state == "playing":
            self.paused_at = now
        self.state = state

    def pause(self, now: float) -> None:
        if self.state == "playing":
            self.stop_sounding(now, "paused")

    def lose(self, now: float) -> None:
        if self.state in ("playing", "paused"):
            self.stop_sounding(now, "lost")

    def resume(self, now: float) -> None:
        if self.state == "playing":
            return
        if self.state == "lost" or now - self.paused_at > PATIENCE:
            self.position = self.last_cue()
        self.state = "playing"

    def repeat(self, now: float) -> None:
        self.position, self.state = self.last_cue(), "playing"

    def next(self, now: float) -> None:
        later = [s for s in self.steps if s > self.position]
        if later:
            self.jump(later[0], now)

    def back(self, now: float) -> None:
        before = [s for s in self.steps if s <= self.position]
        early = len(before) > 1 and self.position - before[-1] < EARLY
        self.jump(before[-2] if early else before[-1], now)

    def jump(self, position: int, now: float) -> None:
        if self.state == "playing" and position != self.position:
            self.paused_at = now
        self.position = position

    def longer(self, now: float) -> None:
        if self.state == "lost" or not any(a <= self.position < b for a, b in self.holds):
            return
        sounding = [
            e for c, e in zip(self.cues, self.cue_ends, strict=True) if c < self.position < e
        ]
        at = max([self.position, *sounding])
        self.length += LONGER
        self.holds = [
            [a, b + LONGER] if a < at <= b else [a + LONGER * (a >= at), b + LONGER * (a >= at)]
            for a, b in self.holds
        ]
        self.cue_ends = [
            e + LONGER * (c >= at) for c, e in zip(self.cues, self.cue_ends, strict=True)
        ]
        self.cues = [c + LONGER * (c >= at) for c in self.cues]
        self.steps = [s + LONGER * (s >= at) for s in self.steps]


@pytest.mark.parametrize("seed", range(20))
def test_random_commands_against_a_model(player: Player, clock: Clock, seed: int) -> None:
    """After each of 200 random commands, state, position and length are those of a plain model."""
    dice, model = random.Random(seed), Model()
    for _ in range(200):
        command = dice.choice(PRESSED)
        player.press(command)
        model.press(command, clock.now)
        count = dice.choice((480, 1600, 48_000, 100_000))
        player.pull(count)
        model.play(count)
        clock.now += count / RATE
        now = player.transport
        assert (now.state.value, now.position, now.timeline.length) == (
            model.state,
            model.position,
            model.length,
        )


@pytest.mark.parametrize("seed", range(5))
def test_no_command_makes_a_step_in_the_signal(player: Player, clock: Clock, seed: int) -> None:
    """Whatever is pressed whenever, the signal moves no faster than the tone itself and its fades."""
    dice = random.Random(seed)
    heard = []
    for _ in range(300):
        if dice.random() < 0.3:
            player.press(dice.choice(PRESSED))
        heard.append(player.pull(dice.choice((256, 480, 1600))))
        clock.now += 0.02
    signal = np.concatenate(heard).astype(int)
    own = np.abs(np.diff((hum(Line("x")) * 32767).astype(int))).max()
    # Two tones can cross in a fade, and a confirming sound comes on top.
    assert np.abs(np.diff(signal, axis=0)).max() < 2 * own + 600


def test_pause_is_silent_but_not_dead(player: Player) -> None:
    """Paused, only the faint floor and the answer sound, and the position stands."""
    player.pull(3 * RATE)
    player.press(Command.PAUSE)
    player.pull(RATE)
    position = player.transport.position
    quiet = player.pull(RATE)
    assert player.transport.position == position == 3 * RATE
    assert 0 < np.abs(quiet).max() < 100


def test_a_short_pause_goes_on_where_it_was(player: Player, clock: Clock) -> None:
    """Resumed within 2 s, a session goes on at the very frame."""
    player.pull(4 * RATE)
    player.press(Command.PAUSE)
    clock.now += PATIENCE - 0.1
    player.press(Command.RESUME)
    assert player.transport.position == 4 * RATE


def test_a_long_pause_says_the_cue_again(player: Player, clock: Clock) -> None:
    """Resumed after more than 2 s, a session goes on with its last cue."""
    player.pull(4 * RATE)
    player.press(Command.PAUSE)
    clock.now += PATIENCE + 0.1
    player.press(Command.RESUME)
    assert player.transport.position == 2 * RATE


def test_nothing_sounds_after_the_stop(player: Player) -> None:
    """After stop, no cue is heard any more."""
    player.pull(3 * RATE)
    player.press(Command.STOP)
    player.pull(1000)
    assert np.abs(player.pull(RATE)).max() < 100
    assert player.ended.is_set()


def test_where_am_i_is_spoken_beside_the_session(player: Player) -> None:
    """`where` speaks while the session stands still, which then begins its cue again."""
    player.feedback.prepare(TIMELINE)
    player.pull(3 * RATE)
    assert player.press(Command.WHERE)
    spoken = player.pull(RATE)
    assert np.abs(spoken).max() > 3000
    assert player.transport.position == 2 * RATE
    assert player.transport.state is State.PLAYING


def test_volume_has_an_end(player: Player) -> None:
    """Louder has no meaning at the top; softer turns down by 2 dB."""
    assert not player.press(Command.LOUDER)
    assert player.press(Command.SOFTER)
    player.pull(100)
    player.pull(3 * RATE)
    loud = player.pull(RATE // 2).astype(float)
    assert np.abs(loud).max() / 32767 == pytest.approx(0.5 * 10 ** (-2 / 20), rel=0.02)


def test_untouched_it_plays_the_mix(player: Player) -> None:
    """Without a command the samples are those of the mixer, sample for sample."""
    heard = np.concatenate([player.pull(n) for n in (1000, 77, 48_000, 4801)])
    assert np.array_equal(heard, Mixer(TIMELINE, hum).pcm(0, len(heard)))
