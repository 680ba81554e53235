"""Keys pressed in a real terminal by someone who does not look."""

from __future__ import annotations

import os
import subprocess
import termios
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from conftest import DATA
from rig.command import Coach
from rig.playing import Playing, playing, until_it_answers
from rig.server import until

from voice_coach.playback.controls.control import CommandQueue, Origin, Request
from voice_coach.playback.controls.keyboard import (
    HELP_TEXT,
    KEYS,
    ConsoleKeyboard,
    commands,
    meaning,
    read_keys,
)
from voice_coach.playback.transport import Command

pytestmark = pytest.mark.slow

SESSION = (DATA / "short.yaml", "--preamble", "short", "--through", "silent")


@pytest.fixture
def session(coach: Coach) -> Iterator[Playing]:
    """A silent session in a terminal of its own, past its first second."""
    with playing(coach, None, *SESSION, terminal=True) as found:
        until_it_answers(found.coach)
        yield found


@pytest.mark.parametrize("key", ["x", "\t", "\n", "5", "ä", "\x1b", "\x1b[5~", "\x1bOP", "Z"])
def test_any_other_key_pauses(key: str) -> None:
    """A key that means nothing else pauses, letters, digits and function keys alike."""
    assert meaning(key) is Command.PAUSE


MEANINGS = {
    " ": Command.TOGGLE,
    "n": Command.NEXT,
    "N": Command.NEXT,
    "b": Command.BACK,
    "r": Command.REPEAT,
    "l": Command.LONGER,
    "w": Command.WHERE,
    "q": Command.STOP,
    "Q": Command.STOP,
    "+": Command.LOUDER,
    "=": Command.LOUDER,
    "-": Command.SOFTER,
    "?": Command.HELP,
    "\x1b[A": Command.LOUDER,
    "\x1bOA": Command.LOUDER,
    "\x1b[B": Command.SOFTER,
    "\x1b[C": Command.NEXT,
    "\x1b[D": Command.BACK,
}


def test_known_keys() -> None:
    """Each key does what the table above says, in one burst as well; no other key is known."""
    assert {key: meaning(key) for key in MEANINGS} == MEANINGS
    assert commands("".join(MEANINGS)) == list(MEANINGS.values())
    assert set(KEYS) <= set(MEANINGS)


@pytest.mark.parametrize(
    "pieces", [("\x1b", "[D"), ("n\x1b[", "D"), ("\x1bO", "D"), ("\x1b[1;", "5D")]
)
def test_a_key_that_comes_in_pieces_is_one_key(
    pieces: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An escape sequence that a slow line splits is read whole."""
    monkeypatch.setattr("voice_coach.playback.controls.keyboard._REST", 60.0)
    ours, theirs = os.pipe()
    read: list[str] = []
    os.write(theirs, pieces[0].encode())
    reading = threading.Thread(target=lambda: read.append(read_keys(ours)))
    reading.start()
    os.write(theirs, pieces[1].encode())
    reading.join(30)
    os.close(theirs)
    os.close(ours)
    assert read == ["".join(pieces)]


@pytest.mark.parametrize("typed", ["\x1b", "n", "\x1b[C", "asdf\x1bOA"])
def test_a_whole_key_is_not_waited_for(typed: str) -> None:
    """What ends in a whole key, or in a bare Esc, is read though nothing follows."""
    ours, theirs = os.pipe()
    os.write(theirs, typed.encode())
    assert read_keys(ours) == typed
    os.close(theirs)
    os.close(ours)


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
        assert session.process.wait(60) == 0
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
        assert session.process.wait(60) == code
        assert termios.tcgetattr(session.terminal) == before


def test_a_stopped_terminal_stops_no_key(coach: Coach) -> None:
    """After Ctrl-S nothing can be shown: keys act all the same, and q ends the session."""
    with playing(coach, None, *SESSION, terminal=True) as session:
        until(lambda: "playing" in session.shown())
        session.press("\x13")
        for state in ("paused", "playing", "paused"):
            session.press(" ")
            session.until_state(state)
        session.press("q")
        assert session.process.wait(60) == 0


def test_ctrl_z_stops_it_with_a_sane_terminal(coach: Coach) -> None:
    """Ctrl-Z hands a sane terminal back to the shell, time stands still, and fg plays on."""
    shell = ["bash", "-c", 'set -m; "$@"; echo STOPPED; read line; fg', "shell"]
    with playing(coach, None, *SESSION, terminal=True, through=shell) as session:
        until_it_answers(session.coach)
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
        until_it_answers(session.coach)
        session.hang_up()
        assert session.process.wait(60) == 129


def test_closed_input_goes_on_without_spinning(coach: Coach) -> None:
    """With standard input at its end the session plays, and computes a small part of the time."""
    with playing(coach, None, *SESSION) as session:
        until_it_answers(session.coach)
        used, start = _computed(session.process), session.status()["seconds"]
        until(lambda: session.status()["seconds"] > start + 3)
        now = session.status()["seconds"]
        assert _computed(session.process) - used < (now - start) / 3


def _computed(process: subprocess.Popen[str]) -> float:
    """Seconds of processor time."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_help_names_every_key() -> None:
    """The help that ? shows names each letter of the table."""
    assert all(f"{key} " in HELP_TEXT for key in "nbrlwq+-")


class Console:
    """A Windows console, as far as msvcrt shows it."""

    def __init__(self, typed: str) -> None:
        self.typed = list(typed)

    def kbhit(self) -> bool:
        """Tell whether a key waits."""
        return bool(self.typed)

    def getwch(self) -> str:
        """Return one character."""
        return self.typed.pop(0)


def test_keys_of_a_windows_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters, arrows and function keys of a Windows console mean what a terminal's do."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    keyboard = ConsoleKeyboard(Console("q\xe0M\xe0K\xe0H\x00P \x00;x"))
    asked: CommandQueue = CommandQueue(lambda: pytest.fail("nobody asks for the status"))
    keyboard.start(asked)
    wishes = [asked.next(60) for _ in range(8)]
    keyboard.stop()
    assert all(isinstance(wish, Request) and wish.origin is Origin.KEY for wish in wishes)
    stop, *others = (wish.command for wish in wishes)
    assert stop is Command.STOP
    assert others[:4] == [Command.NEXT, Command.BACK, Command.LOUDER, Command.SOFTER]
    assert others[4:] == [Command.TOGGLE, Command.PAUSE, Command.PAUSE]


def test_without_a_console_no_key_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, too, a session without a console plays, and its console is left alone."""
    monkeypatch.setattr("sys.stdin", None)
    console = Console("q")
    keyboard = ConsoleKeyboard(console)
    keyboard.start(CommandQueue(lambda: pytest.fail("nobody asks for the status")))
    keyboard.stop()
    assert console.typed == ["q"]
