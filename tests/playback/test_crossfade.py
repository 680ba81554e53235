"""What falls away, and a volume that glides; in a whole session `test_player` hears them."""

import numpy as np
import pytest

from voice_coach.playback.crossfade import FADE, QUIETEST, STEP, FadeOut, Volume


def ones(count: int) -> np.ndarray:
    """A loud block."""
    return np.ones((count, 2), np.float32)


@pytest.mark.parametrize("blocks", [[FADE * 2], [100] * 10, [FADE - 1, 1, 100]])
def test_a_tail_falls_over_whatever_blocks_come(blocks: list[int]) -> None:
    """It falls from full to nothing over 10 ms, whatever the size of the blocks it lies under."""
    tail = FadeOut()
    tail.add_falling(ones(FADE))
    heard = [np.zeros((count, 2), np.float32) for count in blocks]
    for block in heard:
        tail.mix_into(block)
    whole = np.concatenate(heard)[:, 0]
    assert (np.diff(whole) <= 0).all()
    assert whole[0] > 0.999
    assert not whole[FADE:].any()


def test_two_tails_add_up() -> None:
    """What falls already goes on falling under what begins to fall now, and over what sounds."""
    tail, heard = FadeOut(), ones(FADE)
    tail.add_falling(ones(FADE))
    tail.add_falling(ones(10))
    tail.mix_into(heard)
    assert heard[0, 0] > 2.99
    assert 1.9 < heard[10, 0] < 2.0


def test_a_volume_glides() -> None:
    """A turn is spread over the next block, so that neighbours hardly differ; then it stays."""
    volume = Volume(-6.0)
    before = volume.gains(480)
    assert volume.turn(-1)
    gliding, after = volume.gains(480), volume.gains(480)
    assert before == pytest.approx(10 ** (-6 / 20))
    assert after == pytest.approx(10 ** ((-6 - STEP) / 20))
    whole = np.concatenate((before, gliding, after))
    assert np.abs(np.diff(whole[:, 0])).max() < 0.001


def test_a_volume_has_ends() -> None:
    """It goes no higher than full, and does not vanish."""
    volume = Volume(0.0)
    assert not volume.turn(1)
    while volume.turn(-1):
        pass
    assert volume.decibels == QUIETEST
    assert volume.turn(0)
    louder = Volume(-STEP)
    assert louder.turn(1)
    assert (louder.decibels, louder.percent) == (0.0, 100)
    assert louder.gains(4).dtype == np.float32


@pytest.mark.parametrize(
    ("start", "steps", "end"),
    [(-STEP / 2, 1, 0.0), (-1.5 * STEP, 2, 0.0), (QUIETEST + 1, -1, QUIETEST)],
)
def test_the_last_step_is_as_large_as_there_is_room_for(
    start: float, steps: int, end: float
) -> None:
    """Where less than a step is left it goes to the end, and only then no further."""
    volume = Volume(start)
    assert volume.turn(steps)
    assert volume.decibels == end
    assert not volume.turn(steps)


def test_a_session_that_begins_very_softly_can_be_turned_up() -> None:
    """Below the quietest step the volume goes up as everywhere, and never down."""
    volume = Volume(QUIETEST - 10.0)
    assert not volume.turn(-1)
    assert volume.decibels == QUIETEST - 10.0
    assert volume.turn(1)
    assert volume.decibels == QUIETEST - 10.0 + STEP
