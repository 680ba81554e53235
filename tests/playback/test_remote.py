"""Other processes steer the player, and unfinished sessions are taken up again."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import Playing, playing
from rig.server import until

SESSION = (DATA / "short.yaml", "--preamble", "short", "--output", "silent")
COMMANDS = (
    "pause",
    "next",
    "back",
    "repeat",
    "longer",
    "louder",
    "softer",
    "where",
    "stop",
    "status",
)


@pytest.fixture
def session(coach: Coach) -> Iterator[Playing]:
    """A silent session that answers."""
    with playing(coach, None, *SESSION) as found:
        until(lambda: found.coach("status").returncode == 0)
        yield found


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_player_one_line_tells(coach: Coach, command: str) -> None:
    """Where nothing plays, each command ends with 1 and says how to start."""
    asked = coach(command)
    assert asked.returncode == 1
    assert asked.stderr.count("\n") == 1
    assert "coach play" in asked.stderr


def test_pause_and_resume(session: Playing) -> None:
    """Another process pauses and resumes the session."""
    assert session.coach("pause").returncode == 0
    assert session.status()["state"] == "paused"
    assert session.coach("resume").returncode == 0
    assert session.status()["state"] == "playing"


def test_steps(session: Playing) -> None:
    """Next and back go from step to step."""
    session.coach("next")
    assert session.status()["number"] == 2
    session.coach("back")
    assert session.status()["number"] == 1


def test_longer_lengthens_a_hold_and_is_refused_elsewhere(coach: Coach) -> None:
    """Longer adds 20 s inside a hold, and ends with 1 where nothing is held."""
    with playing(coach, None, *SESSION, "--from", "Left hand") as session:
        until(lambda: session.coach("status").returncode == 0)
        assert session.coach("longer").returncode == 1
        until(lambda: session.status()["words"] == "Stretch your fingers.", 20)
        before = session.status()
        assert session.coach("longer").returncode == 0
        after = session.status()
        longer = after["seconds"] + after["remaining"] - before["seconds"] - before["remaining"]
        assert longer == pytest.approx(20, abs=0.01)


def test_stop_ends_it(session: Playing) -> None:
    """Stop ends the player with 0, and its socket goes."""
    session.coach("stop")
    assert session.process.wait(10) == 0
    assert session.coach("status").returncode == 1


def test_only_the_user_can_steer(session: Playing) -> None:
    """The socket can be opened by its user alone, and so can its folder."""
    path = _socket(session.coach)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "sent", [b"", b"x\n", b"[]\n", b'{"command": 7}\n', b'{"command": "END"}\n']
)
def test_nonsense_does_not_disturb(session: Playing, sent: bytes) -> None:
    """Whatever is sent to the socket, the session goes on."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(_socket(session.coach)))
        caller.sendall(sent)
    assert session.status()["state"] == "playing"


def test_two_sessions_at_once_are_refused(session: Playing) -> None:
    """A second session is refused while one plays."""
    second = session.coach("play", *SESSION)
    assert second.returncode == 1
    assert "coach stop" in second.stderr


def _socket(coach: Coach) -> Path:
    return Path(coach.env["XDG_RUNTIME_DIR"]) / "voice-coach" / "player.sock"


def test_a_killed_session_is_resumed_at_its_last_cue(coach: Coach) -> None:
    """Killed with -9, a session is resumed from the start of the cue it was in."""
    with playing(coach, None, *SESSION, "--from", "First") as session:
        until(lambda: "Stretch" in _words(session), 30)  # so the cue before is kept for certain
        session.process.kill()
        session.process.wait()
    resumed = coach.start("resume", "--output", "silent")
    until(lambda: coach("status").returncode == 0)
    words = json.loads(coach("status", "--json").stdout)["words"]
    resumed.send_signal(signal.SIGINT)
    resumed.communicate()
    assert "Left side" in words or "Stretch" in words


def _words(session: Playing) -> str:
    asked = session.coach("status", "--json")
    return json.loads(asked.stdout)["words"] if asked.returncode == 0 else ""


def test_a_finished_session_is_not_offered(coach: Coach) -> None:
    """Played to its end, a session leaves nothing to resume."""
    assert coach("play", *SESSION, "--from", "Last", "--ending", "none").returncode == 0
    asked = coach("resume")
    assert asked.returncode == 1
    assert "coach play" in asked.stderr


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"names": 3}', '{"names": ["x"], "at": "now"}'])
def test_a_damaged_bookmark_counts_as_none(coach: Coach, kept: str) -> None:
    """A bookmark that was not written whole counts as no bookmark."""
    path = Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "unfinished.json"
    path.parent.mkdir(parents=True)
    path.write_text(kept)
    assert coach("resume").returncode == 1


def test_after_a_day_it_is_not_offered(coach: Coach) -> None:
    """A session broken off over 24 hours ago is not offered."""
    with playing(coach, None, *SESSION) as session:
        until(lambda: session.coach("status").returncode == 0)
        path = Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "unfinished.json"
        until(path.exists)
        os.kill(session.process.pid, signal.SIGINT)
        session.process.wait()
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "at": kept["at"] - 25 * 3600}))
    assert coach("resume").returncode == 1


def test_a_silent_session_keeps_real_time(session: Playing) -> None:
    """Followed without sound, a session advances a second in a second, to a tenth."""
    first, at_first = session.status()["seconds"], time.monotonic()
    until(lambda: session.status()["seconds"] > first + 4)
    second, at_second = session.status()["seconds"], time.monotonic()
    assert (second - first) / (at_second - at_first) == pytest.approx(1, abs=0.1)
