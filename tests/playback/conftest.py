"""Fixtures for a player without a device."""

import pytest
from playback.simple import TIMELINE, Clock, hum

from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.transport import Transport
from voice_coach.sound.mixer import Mixer


@pytest.fixture
def clock() -> Clock:
    """A clock at 0."""
    return Clock()


@pytest.fixture
def player(clock: Clock) -> Player:
    """A player of the timeline, at its start."""
    return Player(Mixer(TIMELINE, hum), Prompts(hum), Transport(TIMELINE), clock=clock)
