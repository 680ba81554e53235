"""What goes wrong with sound devices while somebody lies on the floor."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import DATA
from numpy.typing import NDArray
from rig.command import Coach
from rig.hearing import loud_at, quiet_from, read
from rig.playing import Playing, order, playing
from rig.server import SoundServer, until

from voice_coach.playback.device import WAKING

pytestmark = [pytest.mark.slow, pytest.mark.first]

RATE = 48_000
SESSION = (DATA / "short.yaml", "--preamble", "short", "--length", "long")


@pytest.fixture
def session(heard_coach: Coach, server: SoundServer) -> Iterator[Playing]:
    """A session that is heard on sink A."""
    with playing(heard_coach, server, *SESSION) as found:
        yield found


def test_a_sink_that_goes_pauses_and_does_not_shout(session: Playing, server: SoundServer) -> None:
    """The sink in use is removed: the other one plays 0.3 s at most, then the session is paused.

    The best of three losses counts: a busy machine delays any of them.
    """
    assert min(_shouted(session, server, *sinks) for sinks in ("AB", "BA", "AB")) <= 0.3 * RATE


def _shouted(session: Playing, server: SoundServer, used: str, other: str) -> int:
    """Lose the sink in use; return for how many frames the other one spoke. The session goes on."""
    session.until_state("playing")
    with server.recording(other) as recording:
        server.remove_sink(used)
        session.until_state("lost")
        before = recording.frames
        until(lambda: recording.frames > before + RATE // 2)
        heard = recording.samples()
        start = recording.frames
        assert session.coach("repeat").returncode == 0
        session.recording = recording
        session.until_loud(start)
    server.add_sink(used)
    loud = loud_at(heard)
    return quiet_from(heard) - int(loud[0]) if loud.size else 0


@pytest.mark.parametrize("stall", ["suspended", "stopped"])
def test_after_a_stall_resume_goes_on(session: Playing, server: SoundServer, stall: str) -> None:
    """A sink or server that stands still is a loss; when it is back resume plays on, each time."""
    for _ in range(3):
        session.until_state("playing")
        until(lambda: session.status()["seconds"] > 0)
        _stand_still(server, stall, True)
        session.until_state("lost")
        _stand_still(server, stall, False)
        until(lambda: session.coach("repeat").returncode == 0)
        assert session.recording is not None
        session.until_loud(session.recording.frames)
        assert session.status()["state"] == "playing"


def test_a_server_that_does_not_answer_keeps_nobody_waiting(
    session: Playing, server: SoundServer
) -> None:
    """Opened anew while the sound server stands still, the device is told of, and keys still act."""
    _stand_still(server, "stopped", True)
    session.until_state("lost")
    refused = session.coach("repeat")
    assert refused.returncode == 1
    assert session.status()["state"] == "lost"
    assert session.coach("stop").returncode == 0
    assert session.process.wait(60) == 0
    _stand_still(server, "stopped", False)


def test_commands_end_where_the_server_does_not_answer(
    heard_coach: Coach, server: SoundServer
) -> None:
    """What asks for devices while the sound server stands still says so, and waits for nobody."""
    _stand_still(server, "stopped", True)
    for asked in (("devices",), ("play", *SESSION, "--device", "A")):
        ran = heard_coach(*asked)
        assert (ran.returncode, ran.stderr.count("\n")) == (4, 1)
        assert "does not answer" in ran.stderr
    _stand_still(server, "stopped", False)


def _stand_still(server: SoundServer, stall: str, still: bool) -> None:
    if stall == "suspended":
        server.pactl("suspend-sink", "A", str(int(still)))
    else:
        assert server.process is not None
        server.process.send_signal(signal.SIGSTOP if still else signal.SIGCONT)


def test_resumed_on_another_sink_it_says_the_cue_again(
    session: Playing, server: SoundServer
) -> None:
    """After a loss, resume plays on the sink that remains, from the start of the broken cue."""
    words = session.status()["words"]
    server.remove_sink("A")
    session.until_state("lost")
    with server.recording("B") as other:
        assert session.coach("resume").returncode == 0
        session.recording = other
        session.until_loud()
        now = session.status()
    assert (now["state"], now["words"]) == ("playing", words)


def test_a_killed_server_pauses_and_its_return_plays(session: Playing, server: SoundServer) -> None:
    """The server dies: paused; it returns and resume is asked: sound, from the same process."""
    server.kill()
    session.until_state("lost")
    assert session.process.poll() is None
    refused = session.coach("resume")
    assert refused.returncode == 1
    server.start()
    with server.recording() as recording:
        assert session.coach("resume").returncode == 0
        session.recording = recording
        session.until_loud()


def test_a_process_that_stood_still_goes_on(session: Playing) -> None:
    """Stopped for longer than a device may be silent: it goes on by itself, where it was."""
    assert session.recording is not None
    until(lambda: session.status()["seconds"] > WAKING)
    session.until_loud(session.recording.frames)
    session.process.send_signal(signal.SIGSTOP)
    stood = session.recording.frames
    until(lambda: session.recording.frames > stood + 2 * RATE)
    session.process.send_signal(signal.SIGCONT)
    start = session.status()["seconds"]
    until(lambda: session.status()["seconds"] > start + 3)
    assert session.status()["state"] == "playing"
    heard, known = session.recording.samples(), exported(session.coach)
    first, gone, back = _standstill(heard)
    before, after = gone - RATE // 10, back + int(loud_at(heard[back:], 2000)[0])
    places = [_place(known, heard[at : at + RATE // 100]) for at in (before, after)]
    assert first < before
    assert abs(places[1] - places[0] - (after - before - (back - gone))) < 0.02 * RATE


def exported(coach: Coach) -> NDArray[np.int16]:
    """The samples of the session's export."""
    assert coach("export", *SESSION, "-o", "session.wav").returncode == 0
    return read(coach.folder / "session.wav")


def _place(known: NDArray[np.int16], piece: NDArray[np.int16]) -> int:
    """The one place where a piece of loud sound stands, frame for frame."""
    likely = np.flatnonzero((known == piece[0]).all(axis=1))
    found = [at for at in likely if np.array_equal(known[at : at + len(piece)], piece)]
    assert len(found) == 1
    return int(found[0])


def _standstill(heard: NDArray[np.int16]) -> tuple[int, int, int]:
    """The first frame of the session, and where its longest silence begins and ends."""
    sounding = np.flatnonzero(heard.any(axis=1))
    longest = int(np.argmax(np.diff(sounding)))
    return int(sounding[0]), int(sounding[longest]) + 1, int(sounding[longest + 1])


def test_fifty_losses_leave_nothing_behind(session: Playing, server: SoundServer) -> None:
    """Fifty times removed and resumed, memory hardly grows and no descriptor is lost.

    Looked at five times: a leak shows each time, a clip that was made late only once.
    """
    process = Path(f"/proc/{session.process.pid}")
    sinks = ["A", "B"]

    def lose_and_resume() -> None:
        server.remove_sink(sinks[0])
        session.until_state("lost")
        server.add_sink(sinks[0])
        sinks.reverse()
        order(session.coach, "repeat")
        session.until_state("playing")

    start = session.status()["seconds"]
    lose_and_resume()
    until(lambda: session.status()["seconds"] > start + 12)  # what is made ahead is made
    for _ in range(5):  # each thread's own heap, too
        lose_and_resume()
    memory, files = [_memory(process)], len(os.listdir(process / "fd"))
    for _ in range(5):
        for _ in range(10):
            lose_and_resume()
            order(session.coach, "back")
        memory.append(_memory(process))
    growth = sorted(after - before for before, after in zip(memory, memory[1:], strict=False))
    assert growth[2] <= 2**20, memory
    assert len(os.listdir(process / "fd")) <= files + 1


def _memory(process: Path) -> int:
    pages = int((process / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
