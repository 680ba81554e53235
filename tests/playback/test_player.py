"""The player against a model, and against the ear: positions equal, no step in the signal."""

from __future__ import annotations

import random
from typing import cast

import numpy as np
import pytest
from msgspec.structs import replace
from playback.simple import TIMELINE, Broken, Clock, HumBed, Stuck, hum, make_all, player_of

from voice_coach.plan.timeline import Line, ReadySpan
from voice_coach.playback.crossfade import FADE
from voice_coach.playback.player import LATE_BEAT, PATIENCE, READY_BEAT, Player
from voice_coach.playback.transport import EARLY, LONGER, Command, Event, State, lengthened
from voice_coach.sound.bed import Bed
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
    Command.TOGGLE,
    Event.DEVICE_LOST,
)


def do(player: Player, wish: Command | Event) -> None:
    """Press what can be pressed; the device is lost."""
    if isinstance(wish, Command):
        player.press(wish)
    else:
        player.lose()


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

    def press(self, command: Command | Event, now: float) -> None:
        if self.state == "ended":
            return
        name = command.value.replace("device lost", "lose")
        getattr(self, name, lambda now: None)(now)

    def toggle(self, now: float) -> None:
        (self.pause if self.state == "playing" else self.resume)(now)

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
        wanted = next(b for a, b in self.holds if a <= self.position < b)  # at the hold's end
        ends = zip(self.cues, self.cue_ends, strict=True)
        at = max([wanted, *(e for c, e in ends if c < wanted < e)])
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
        do(player, command)
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
            do(player, dice.choice(PRESSED))
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
    player.prompts.prepare(TIMELINE)
    player.prompts.refresh(player.transport)
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


def test_a_late_clip_is_waited_for_at_the_edge_of_its_cue() -> None:
    """Without its clip a cue is not begun: the session stands at its first frame, exactly."""
    player = player_of()
    player.pull(RATE)
    player.pull(2 * RATE)
    assert (player.transport.state, player.transport.position) == (State.BUFFERING, 2 * RATE)
    player.pull(RATE)
    assert (player.transport.state, player.transport.position) == (State.BUFFERING, 2 * RATE)


def test_a_clip_that_comes_is_heard_from_its_first_frame() -> None:
    """Nothing of a cue that came late is cut: what is heard is what is exported."""
    player = player_of()
    player.pull(3 * RATE)
    make_all(player.mixer)
    heard = player.pull(2 * RATE)
    known = player.mixer.pcm(2 * RATE, 2 * RATE)
    assert player.transport.state is State.PLAYING
    assert np.abs(heard[:FADE].astype(int) - known[:FADE]).max() < 60  # the floor rises
    assert np.array_equal(heard[FADE:], known[FADE:])


def test_a_cue_is_not_begun_before_what_falls_into_it_is_there() -> None:
    """A sound beside a cue is waited for before the cue, not in the middle of its words."""
    cue, other = TIMELINE.speech[0], TIMELINE.speech[1]
    within = replace(other, start=cue.start + RATE)
    player = player_of(timeline=replace(TIMELINE, speech=(cue, within)))
    player.mixer.make(cue)
    player.pull(5 * RATE)
    assert (player.transport.state, player.transport.position) == (State.BUFFERING, cue.start)


def test_waiting_for_a_clip_sounds_softly() -> None:
    """While a clip is waited for a soft sound comes every few seconds, and nothing is dead."""
    player = player_of()
    player.pull(2 * RATE + 1)
    waiting = np.abs(player.pull(3 * LATE_BEAT)[:, 0].astype(int))
    seconds = waiting[: len(waiting) // RATE * RATE].reshape(-1, RATE).max(axis=1)
    assert 2 <= np.count_nonzero(seconds > 200) <= len(seconds) // 2
    assert seconds.max() < 8000
    assert waiting.reshape(-1, RATE // 100).max(axis=1).min() > 0


@pytest.mark.parametrize("command", [Command.PAUSE, Command.STOP, Command.SOFTER, Command.NEXT])
def test_controls_work_while_a_clip_is_waited_for(command: Command) -> None:
    """Pause, stop, volume and jumps have their meaning where the session waits for a clip."""
    player = player_of(Stuck(*(cue.line.text for cue in TIMELINE.speech)))
    player.pull(3 * RATE)
    assert player.press(command)
    player.pull(480)
    expected = {Command.PAUSE: State.PAUSED, Command.STOP: State.ENDED}
    wanted = {Command.SOFTER: State.BUFFERING, Command.NEXT: State.PLAYING, **expected}
    assert player.transport.state is wanted[command]


def test_paused_and_resumed_it_waits_again() -> None:
    """A pause while a clip is waited for leads back to waiting, and then to the whole cue."""
    player = player_of()
    player.pull(3 * RATE)
    player.press(Command.PAUSE)
    player.pull(RATE)
    player.press(Command.RESUME)
    player.pull(RATE)
    assert (player.transport.state, player.transport.position) == (State.BUFFERING, 2 * RATE)
    make_all(player.mixer)
    heard = player.pull(RATE)
    known = player.mixer.pcm(2 * RATE, RATE)
    assert (player.transport.state, player.transport.position) == (State.PLAYING, 3 * RATE)
    assert np.abs(heard.astype(int) - known).max() < 60


def test_where_it_stands_still_the_bed_falls_and_rises() -> None:
    """What sounds beside a late cue falls away before the wait and comes back after it, smoothly."""
    player = player_of()
    player.mixer.bed = cast(Bed, HumBed())
    heard = [player.pull(2 * RATE - 120), player.pull(RATE)]
    assert np.abs(heard[-1][RATE // 10 : RATE // 2]).max() < 100
    make_all(player.mixer)
    heard += [player.pull(480), player.pull(RATE)]
    signal = np.concatenate(heard).astype(int)
    tones = np.abs(np.diff((hum(Line("x")) * 32767).astype(int))).max() * 1.3
    # A fade over 480 frames moves an amplitude of 0.3 by at most pi / 2 / 480 of it a frame.
    assert np.abs(np.diff(signal, axis=0)).max() < tones + 0.3 * 32767 * np.pi / 2 / FADE + 60


@pytest.mark.parametrize("seed", range(5))
def test_no_late_clip_makes_a_step_in_the_signal(seed: int) -> None:
    """Whenever clips come, and whatever is pressed meanwhile, there is no step in the signal."""
    dice = random.Random(seed)
    player = player_of()
    heard = []
    for _ in range(600):
        if dice.random() < 0.1:
            do(player, dice.choice(PRESSED))
        if dice.random() < 0.02 and (event := player.mixer.missing(0, 60 * RATE)):
            player.mixer.make(event)
        heard.append(player.pull(dice.choice((480, 1600, 9600))))
    signal = np.concatenate(heard).astype(int)
    own = np.abs(np.diff((hum(Line("x")) * 32767).astype(int))).max()
    assert np.abs(np.diff(signal, axis=0)).max() < 2 * own + 600


def test_a_clip_that_can_not_be_made_costs_its_words() -> None:
    """Where a cue can not be spoken there is the floor, as long as it, and the session goes on."""
    player = player_of(Broken("Cue 9."))
    make_all(player.mixer)
    heard = [player.pull(RATE) for _ in range(20)]
    assert (player.transport.state, player.transport.position) == (State.PLAYING, 20 * RATE)
    loud = [second for second in range(20) if np.abs(heard[second]).max() > 3000]
    assert loud == [2, 3, 4, 16, 17, 18]
    assert all(0 < np.abs(heard[second]).max() < 100 for second in (9, 10, 11))


def test_a_fault_in_a_pull_ends_the_session_quietly(player: Player) -> None:
    """What can not be mixed is the floor instead; the fault is kept, and the session is over."""
    player.pull(3 * RATE)
    player.mixer.bed = object()  # type: ignore[assignment]
    for _ in range(3):
        block = player.pull(480)
        assert block.shape == (480, 2)
        assert 0 < np.abs(block).max() < 100
    assert isinstance(player.fault, AttributeError)
    assert player.ended.is_set()
    assert not player.finished


def test_a_press_does_not_raise_where_nothing_can_be_mixed(player: Player) -> None:
    """Stop is a stop, whatever is wrong with what sounds."""
    player.pull(3 * RATE)
    player.mixer.bed = object()  # type: ignore[assignment]
    assert player.press(Command.STOP)
    assert player.transport.state is State.ENDED


WAITING = replace(TIMELINE, readies=(ReadySpan(20 * RATE, 20 * RATE),), speech=TIMELINE.speech[:2])


def test_waiting_for_the_listener_sounds_softly() -> None:
    """While the session waits for its listener a soft sound comes every 5 s; a file has none."""
    player = player_of(timeline=WAITING)
    make_all(player.mixer)
    heard = player.pull(45 * RATE)
    waiting = np.abs(heard[20 * RATE : 40 * RATE, 0].astype(int)).reshape(-1, RATE).max(axis=1)
    beat = READY_BEAT // RATE
    assert [second for second in range(20) if waiting[second] > 200] == [beat, 2 * beat, 3 * beat]
    assert np.abs(player.mixer.pcm(20 * RATE, 20 * RATE)).max() < 100


@pytest.mark.parametrize("command", [Command.PAUSE, Command.BACK, Command.TOGGLE, Command.WHERE])
def test_any_touch_there_goes_on(command: Command) -> None:
    """Where the session waits for its listener, a key goes on to its end at once."""
    player = player_of(timeline=WAITING)
    make_all(player.mixer)
    player.pull(25 * RATE)
    assert player.press(command, touched=True)
    player.pull(480)
    assert (player.transport.state, player.transport.position) == (
        State.PLAYING,
        40 * RATE + 480,
    )


def test_longer_outlives_a_plan_that_comes_later(player: Player) -> None:
    """A hold made longer while the session is still being planned stays so with the rest of the plan."""
    early = replace(TIMELINE, speech=TIMELINE.speech[:4], holds=TIMELINE.holds[:1])
    player.replan(early, 30 * RATE)
    player.pull(18 * RATE)
    assert player.press(Command.LONGER)
    grown, position = player.transport.timeline, player.transport.position
    assert player.mixer.horizon == 30 * RATE + LONGER
    player.replan(replace(early, speech=TIMELINE.speech[:5]), 40 * RATE)
    assert player.mixer.horizon == 40 * RATE + LONGER
    assert player.transport.timeline.speech[:4] == grown.speech
    player.replan(TIMELINE)
    assert player.mixer.horizon is None
    assert player.transport.timeline == lengthened(TIMELINE, 18 * RATE)
    assert player.transport.position == position


def test_a_refused_longer_leaves_no_trace(player: Player) -> None:
    """Where longer is refused, a plan that comes later is played as it is."""
    player.replan(TIMELINE, 30 * RATE)
    assert not player.press(Command.LONGER)
    player.replan(TIMELINE)
    assert player.transport.timeline == TIMELINE


@pytest.mark.parametrize("skipped", [False, True])
def test_safety_words_count_as_heard_where_they_were_played(player: Player, skipped: bool) -> None:
    """The full safety text was heard once its last frame was played, and not where it was skipped."""
    player.replan(replace(TIMELINE, safety_end=12 * RATE))
    player.pull(11 * RATE)
    if skipped:
        player.press(Command.NEXT)
    player.pull(RATE - 1)
    assert not player.safety_heard.is_set()
    player.pull(1)
    assert player.safety_heard.is_set() is not skipped
