"""The stage without a device: when one counts as lost."""

import io
from collections.abc import Iterator

import pytest
from playback.simple import Clock

from voice_coach.playback.loop import OVERDUE, WAKING, PlaybackLoop
from voice_coach.playback.outputs.silent import SilentOutput
from voice_coach.playback.player import Player
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import State


@pytest.fixture
def stage(player: Player) -> PlaybackLoop:
    """A stage whose output was opened long ago, and asks for nothing."""
    return PlaybackLoop(player, SilentOutput(), Screen(io.StringIO()))


def states(stage: PlaybackLoop, clock: Clock, times: list[float]) -> Iterator[State]:
    """The state after a look at each of these times."""
    for clock.now in times:
        stage._tick()
        yield stage.player.transport.state


def test_an_output_that_asks_for_nothing_is_lost(stage: PlaybackLoop, clock: Clock) -> None:
    """A second without being asked for samples, and the device counts as lost."""
    times = [WAKING + 0.4 * OVERDUE * look for look in range(5)]
    assert list(states(stage, clock, times)) == [State.PLAYING] * 3 + [State.LOST] * 2


def test_a_standstill_is_not_the_devices_fault(stage: PlaybackLoop, clock: Clock) -> None:
    """Where nothing happened at all for an hour, the device has its second from then on."""
    times = [WAKING, WAKING + 3600, WAKING + 3600 + 0.9 * OVERDUE, WAKING + 3600 + 1.8 * OVERDUE]
    assert list(states(stage, clock, times)) == [State.PLAYING] * 3 + [State.LOST]
