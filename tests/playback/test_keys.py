"""Keys pressed in a real terminal by someone who does not look."""

from __future__ import annotations

import subprocess
import termios
from collections.abc import Iterator

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import Playing, playing
from rig.server import until

from voice_coach.playback.keys import HELP, KEYS, PAUSE_OR_RESUME, meaning
from voice_coach.playback.transport import Command

SESSION = (DATA / "short.yaml", "--preamble", "short", "--output", "silent")


@pytest.fixture
def session(coach: Coach) -> Iterator[Playing]:
    """A silent session in a terminal of its own, past its first second."""
    with playing(coach, None, *SESSION, terminal=True) as found:
        until(lambda: found.coach("status").returncode == 0)
        yield found


@pytest.mark.parametrize("key", ["x", "\t", "\n", "5", "ä", "\x1b", "\x1b[5~", "\x1bOP", "Z"])
def test_any_other_key_pauses(key: str) -> None:
    """A key that means nothing else pauses, letters, digits and function keys alike."""
    assert meaning(key) is Command.PAUSE


@pytest.mark.parametrize(("key", "wanted"), KEYS.items())
def test_known_keys(key: str, wanted: object) -> None:
    """Each key of the table does what the table says, in capitals, too."""
    assert meaning(key) == wanted
    assert meaning(key.upper()) == wanted or key.startswith("\x1b")


def test_space_pauses_and_goes_on(session: Playing) -> None:
    """Space pauses a playing session and resumes a paused one."""
    session.press(" ")
    session.until_state("paused")
    session.press(" ")
    session.until_state("playing")


def test_a_blind_reach_pauses_and_stays_paused(session: Playing) -> None:
    """Several wrong keys at once pause, and none of them starts it again."""
    session.press("asdfgh")
    session.until_state("paused")
    session.press("jk;")
    session.press("?")
    until(lambda: "space" in session.shown())
    assert session.status()["state"] == "paused"


def test_keys_move(session: Playing) -> None:
    """N goes to the next step, the left arrow to the one before."""
    session.press("n")
    until(lambda: session.status()["step"] == "First")
    session.press("\x1b[D")
    until(lambda: session.status()["step"] == "Welcome")


def test_q_stops_and_the_terminal_is_as_it_was(coach: Coach) -> None:
    """Q ends the session with 0, and the terminal's settings are those from before."""
    with playing(coach, None, *SESSION, terminal=True) as session:
        before = termios.tcgetattr(session.terminal)
        until(lambda: termios.tcgetattr(session.terminal) != before)
        session.press("q")
        assert session.process.wait(10) == 0
        assert termios.tcgetattr(session.terminal) == before


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), (None, 143)])
def test_the_terminal_is_as_it_was_after_a_signal(coach: Coach, key: str | None, code: int) -> None:
    """Ctrl-C and SIGTERM, too, leave the terminal as it was."""
    with playing(coach, None, *SESSION, terminal=True) as session:
        before = termios.tcgetattr(session.terminal)
        until(lambda: termios.tcgetattr(session.terminal) != before)
        if key:
            session.press(key)
        else:
            session.process.terminate()
        assert session.process.wait(10) == code
        assert termios.tcgetattr(session.terminal) == before


def test_ctrl_z_stops_it_with_a_sane_terminal(coach: Coach) -> None:
    """Ctrl-Z hands a sane terminal back to the shell, time stands still, and fg plays on."""
    shell = ["bash", "-c", 'set -m; "$@"; echo STOPPED; read line; fg', "shell"]
    with playing(coach, None, *SESSION, terminal=True, through=shell) as session:
        until(lambda: session.coach("status").returncode == 0)
        until(lambda: not termios.tcgetattr(session.terminal)[3] & termios.ICANON)
        session.press("\x1a")
        until(lambda: "STOPPED" in session.shown())
        assert termios.tcgetattr(session.terminal)[3] & termios.ICANON
        session.press("\n")
        until(lambda: not termios.tcgetattr(session.terminal)[3] & termios.ICANON)
        session.until_state("playing")


def test_a_vanished_terminal_ends_it(coach: Coach) -> None:
    """A terminal that goes away ends the session as a hang-up does."""
    with playing(coach, None, *SESSION, terminal=True) as session:
        until(lambda: session.coach("status").returncode == 0)
        session.hang_up()
        assert session.process.wait(10) == 129


def test_closed_input_goes_on_without_spinning(coach: Coach) -> None:
    """With standard input at its end the session plays, and uses next to no processor time."""
    with playing(coach, None, *SESSION) as session:
        until(lambda: session.coach("status").returncode == 0)
        used = _ticks(session.process)
        start = session.status()["seconds"]
        until(lambda: session.status()["seconds"] > start + 3)
        assert _ticks(session.process) - used < 100  # of 300 in 3 s, with all that status asks


def _ticks(process: subprocess.Popen) -> int:
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_help_names_every_key() -> None:
    """The help that ? shows names each letter of the table."""
    from voice_coach.playback.keys import HELP_TEXT

    for key in "nbrlwq+-":
        assert f"{key} " in HELP_TEXT
    assert KEYS["?"] == HELP
    assert KEYS[" "] == PAUSE_OR_RESUME
