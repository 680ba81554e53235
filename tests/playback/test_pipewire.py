"""The three faults that matter most, on PipeWire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach
from rig.hearing import loud_at
from rig.pipewire import PipeWire, missing
from rig.playing import playing
from rig.server import until

pytestmark = pytest.mark.slow

RATE = 48_000
SESSION = (DATA / "short.yaml", "--preamble", "short", "--length", "long")


@pytest.fixture
def pipewire(tmp_path: Path) -> Iterator[PipeWire]:
    """A private PipeWire with the null sinks A (the default) and B."""
    if missing():
        pytest.skip(f"{', '.join(missing())} not installed (see CONTRIBUTING.md)")
    found = PipeWire(tmp_path / "pw")
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.fixture
def heard(coach: Coach, pipewire: PipeWire) -> Coach:
    """The command, playing to the private PipeWire."""
    return Coach(coach.folder, {**coach.env, **pipewire.paths})


def test_a_sink_that_goes_pauses(heard: Coach, pipewire: PipeWire) -> None:
    """On PipeWire, too, a removed sink pauses the session, and the other one falls silent."""
    with playing(heard, pipewire, *SESSION) as session, pipewire.recording("B") as other:
        pipewire.remove_sink("A")
        session.until_state("lost")
        before = other.frames + RATE // 2
        until(lambda: other.frames > before + RATE // 2)
        assert loud_at(other.samples()[before:]).size == 0


def test_resume_after_a_loss_is_heard(heard: Coach, pipewire: PipeWire) -> None:
    """On PipeWire, too, resume after a loss is heard on the sink that remains."""
    with playing(heard, pipewire, *SESSION) as session, pipewire.recording("B") as other:
        pipewire.remove_sink("A")
        session.until_state("lost")
        start = other.frames
        assert session.coach("resume").returncode == 0
        session.recording = other
        session.until_loud(start)


def test_a_killed_server_pauses(heard: Coach, pipewire: PipeWire) -> None:
    """On PipeWire, too, a server that dies leaves a paused session, not a dead one."""
    with playing(heard, pipewire, *SESSION) as session:
        pipewire.kill()
        session.until_state("lost")
        assert session.process.poll() is None
