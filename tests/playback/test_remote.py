"""Other processes steer the player, and unfinished sessions are taken up again."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import Playing, playing, until_it_answers
from rig.server import until

from voice_coach.cli.remote import lines_of
from voice_coach.playback.status import Status

pytestmark = [pytest.mark.slow, pytest.mark.first]

SESSION = (DATA / "short.yaml", "--preamble", "short", "--through", "silent")
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
        until_it_answers(found.coach)
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
        until_it_answers(session.coach)
        assert session.coach("longer").returncode == 1
        until(lambda: session.status()["words"] == "Stretch your fingers.")
        before = session.status()
        assert session.coach("longer").returncode == 0
        after = session.status()
        longer = after["seconds"] + after["remaining"] - before["seconds"] - before["remaining"]
        assert longer == pytest.approx(20, abs=0.01)


def test_stop_ends_it(session: Playing) -> None:
    """Stop ends the player with 0, and its socket goes."""
    session.coach("stop")
    assert session.process.wait(60) == 0
    assert session.coach("status").returncode == 1


def test_only_the_user_can_steer(session: Playing) -> None:
    """The socket can be opened by its user alone, and so can its folder."""
    path = _socket(session.coach)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_sessions_at_once_are_refused(session: Playing) -> None:
    """A second session is refused while one plays."""
    second = session.coach("play", *SESSION)
    assert second.returncode == 1
    assert "coach stop" in second.stderr


def test_of_two_that_start_together_one_plays(coach: Coach) -> None:
    """Started at the same moment, one session plays and can be stopped; the others are refused."""
    started = [coach.start("play", *SESSION, start_new_session=True) for _ in range(4)]
    until(lambda: sum(process.poll() is not None for process in started) == 3)
    until_it_answers(coach)
    assert coach("stop").returncode == 0
    ends = []
    for process in started:
        _, errors = process.communicate(timeout=60)
        ends.append((process.returncode, "coach stop" in errors))
    assert sorted(ends) == [(0, False), (1, True), (1, True), (1, True)]
    assert coach("status").returncode == 1


def test_a_killed_session_leaves_the_place_free(coach: Coach) -> None:
    """After a kill -9 the next session plays, and can be steered."""
    with playing(coach, None, *SESSION) as killed:
        until_it_answers(coach)
        killed.process.kill()
        killed.process.wait()
    with playing(coach, None, *SESSION) as session:
        until_it_answers(coach)
        assert session.coach("pause").returncode == 0


def _unusable(folder: Path, how: str) -> dict[str, str]:
    """What leads to a runtime folder that can not be used, and to none in its place."""
    path, instead = folder / "other", folder / "instead" / f"runtime-{os.getuid()}"
    (folder / "instead").mkdir()
    if how == "dangling":
        path.symlink_to(folder / "nowhere")
        instead.symlink_to(folder / "nowhere")
    elif how == "too long":
        path = folder / ("long" * 30)
    elif how == "a stranger's":
        path.symlink_to(folder / "nowhere")
        instead.mkdir(mode=0o700)
        os.chown(instead, 12345, 12345)
    else:
        path.mkdir(mode=0o700)
        (path / "voice-coach").touch()
        if how == "open":
            (path / "voice-coach").unlink()
            (path / "voice-coach").mkdir()
            (path / "voice-coach").chmod(0o777)
    return {"XDG_RUNTIME_DIR": str(path), "TMPDIR": str(instead.parent)}


@pytest.mark.parametrize("how", ["file", "dangling", "open", "a stranger's", "too long"])
def test_without_a_runtime_folder_it_plays_on(coach: Coach, tmp_path: Path, how: str) -> None:
    """Where no other process can steer, one warning says so, and the session is played."""
    if how == "a stranger's" and os.getuid() != 0:
        pytest.skip("only root can give a folder away")
    env = _unusable(tmp_path, how)
    brief = ("--voice", "tone", "--rate", "250", "--ending", "none", "--from", "Last")
    played = coach("play", *SESSION, *brief, env=env)
    assert played.returncode == 0
    assert "Rest both hands." in played.stdout
    assert played.stderr.count("\n") == 1
    assert "remote control" in played.stderr
    asked = coach("pause", env=env)
    assert (asked.returncode, asked.stderr.count("\n")) == (1, 1)


def test_status_tells_it_in_words(session: Playing) -> None:
    """`coach status` tells state, step, time and volume, in two lines."""
    session.coach("softer")
    told = session.coach("status").stdout
    assert told.count("\n") == 2
    assert all(word in told for word in ("Short: playing", "step 1 of 6", "to go", "volume 79%"))


def test_a_status_steers_no_terminal() -> None:
    """What a session says of itself is printed without what could steer a terminal."""
    now = Status("A\x1b[2J", "playing", "B\x07", 1, 2, "left", "C\x9b", 0, 9, 100, False)
    assert not [c for line in lines_of(now) for c in line if not c.isprintable()]


def _socket(coach: Coach) -> Path:
    return Path(coach.env["XDG_RUNTIME_DIR"]) / "voice-coach" / "player.sock"


def test_a_killed_session_is_resumed_at_its_last_cue(coach: Coach) -> None:
    """Killed with -9, a session is resumed from the start of the last cue that was kept."""
    kept = Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "unfinished.json"
    with playing(coach, None, *SESSION, "--from", "First") as session:
        until(kept.exists)
        before = kept.read_bytes()
        until(lambda: kept.read_bytes() != before)  # the second cue is kept
        session.process.kill()
        session.process.wait()
    cue = json.loads(kept.read_bytes())["spec"]["cue"]
    steps = json.loads(coach("show", *SESSION[:3], "--json").stdout)["steps"]
    words = [said for step in steps for said in step["words"]]
    resumed = coach.start("resume", "--through", "silent")
    until_it_answers(coach)
    now = json.loads(coach("status", "--json").stdout)
    resumed.send_signal(signal.SIGINT)
    resumed.communicate()
    assert now["words"] == words[cue]["text"]
    assert round(words[cue]["start"], 3) <= now["seconds"]


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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(kept)
    assert coach("resume").returncode == 1


def test_after_a_day_it_is_not_offered(coach: Coach) -> None:
    """A session broken off over 24 hours ago is not offered."""
    with playing(coach, None, *SESSION) as session:
        until_it_answers(session.coach)
        path = Path(coach.env["XDG_STATE_HOME"]) / "voice-coach" / "unfinished.json"
        until(path.exists)
        os.kill(session.process.pid, signal.SIGINT)
        session.process.wait()
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "at": kept["at"] - 25 * 3600}))
    assert coach("resume").returncode == 1


def test_a_silent_session_keeps_real_time(session: Playing) -> None:
    """Followed without sound, a session advances a second in a second, to a tenth."""
    at_first, first = time.monotonic(), session.status()["seconds"]
    until(lambda: session.status()["seconds"] > first + 4)
    second, at_second = session.status()["seconds"], time.monotonic()
    # What asking takes is not the session's: a busy machine makes it longer, never the session.
    assert 0.5 < (second - first) / (at_second - at_first) < 1.1
