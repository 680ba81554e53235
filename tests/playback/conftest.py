"""Fixtures for a player without a device."""

import pytest
from playback.simple import Clock, make_all, player_of

from voice_coach.playback.player import Player


@pytest.fixture
def clock() -> Clock:
    """A clock at 0."""
    return Clock()


@pytest.fixture
def player(clock: Clock) -> Player:
    """A player of the timeline, at its start, with all clips made."""
    player = player_of(clock=clock)
    make_all(player.mixer)
    return player
