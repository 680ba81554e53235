"""The session's end of the remote control, over a local socket and over a port of this machine."""

from __future__ import annotations

import contextlib
import json
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rig.server import until

from voice_coach.errors import CoachError
from voice_coach.playback.controls.control import CommandQueue, Origin, Request
from voice_coach.playback.controls.socket import SocketControl
from voice_coach.playback.remote import Endpoint, LocalEndpoint, LoopbackEndpoint, ask
from voice_coach.playback.status import Status
from voice_coach.playback.transport import Command

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning"),
]

NOW = Status("Title", "playing", "Step", 1, 2, "left", "Words.", 1.0, 2.0, 80, False)


@pytest.fixture(params=[LocalEndpoint, LoopbackEndpoint])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Endpoint:
    """Both ways in which a system lets a session be reached."""
    found: Endpoint = request.param(tmp_path)
    return found


@pytest.fixture
def heard(place: Endpoint) -> Iterator[list[Request]]:
    """A session that listens there; it carries out everything but "longer". Yields what it heard."""
    commands, requests, ended = CommandQueue(lambda: NOW), [], threading.Event()

    def carry_out() -> None:
        while not ended.is_set():
            request = commands.next(0.05)
            if isinstance(request, Request):
                requests.append(request)
                request.answered(request.command is not Command.LONGER)

    loop = threading.Thread(target=carry_out)
    loop.start()
    control = SocketControl(place)
    control.start(commands)
    yield requests
    control.stop()
    ended.set()
    loop.join()


def send(place: Endpoint, sent: bytes) -> bytes:
    """Send raw bytes; return all that comes back."""
    caller, _ = place.connect()
    with caller, contextlib.suppress(OSError):
        caller.sendall(sent)
        caller.shutdown(socket.SHUT_WR)
        return caller.makefile("rb").read()
    return b""


def test_a_command_is_carried_out_and_answered(place: Endpoint, heard: list[Request]) -> None:
    """What another process asks reaches the session, and what came of it goes back."""
    assert ask("pause", place) == {"done": True, "status": NOW.as_dict()}
    assert ask("longer", place)["done"] is False
    assert [(r.command, r.origin) for r in heard] == [
        (Command.PAUSE, Origin.PROGRAM),
        (Command.LONGER, Origin.PROGRAM),
    ]


def test_status_is_answered_without_the_session(place: Endpoint, heard: list[Request]) -> None:
    """The status is told without a wish."""
    assert ask("status", place) == {"done": True, "status": NOW.as_dict()}
    assert heard == []


NONSENSE = [
    b"",
    b"x\n",
    b"[]\n",
    b'"pause"\n',
    b'{"command": 7}\n',
    b'{"command": "END"}\n',
    b'{"command": "device lost"}\n',
    b"[" * 4000 + b"\n",
    b'{"command": ' + b"9" * 5000,
    b"\xff\xfe\n",
]


@pytest.mark.parametrize("sent", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_not_answered(
    place: Endpoint, heard: list[Request], capfd: pytest.CaptureFixture[str], sent: bytes
) -> None:
    """Whatever is sent, the session hears nothing of it, prints nothing, and answers the next."""
    assert send(place, sent) == b""
    assert ask("next", place)["done"]
    assert [request.command for request in heard] == [Command.NEXT]
    assert capfd.readouterr().err == ""


def _answered(command: str, place: Endpoint) -> bool:
    try:
        return bool(ask(command, place)["done"])
    except CoachError:
        return False


def test_a_caller_that_says_nothing_keeps_nobody_out(
    place: Endpoint, heard: list[Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However patient the session is with a hundred silent callers, a command is carried out."""
    monkeypatch.setattr("voice_coach.playback.controls.socket.SECONDS", 600.0)
    with contextlib.ExitStack() as silent:
        for _ in range(100):
            silent.enter_context(place.connect()[0])
        assert ask("pause", place)["done"]
    assert [request.command for request in heard] == [Command.PAUSE]


def test_a_caller_that_says_nothing_is_hung_up_on(
    place: Endpoint, heard: list[Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caller that sends no whole request in time is hung up on."""
    monkeypatch.setattr("voice_coach.playback.controls.socket.SECONDS", 0.05)
    caller, _ = place.connect()
    with caller:
        caller.sendall(b'{"command": ')
        caller.settimeout(60)
        assert caller.recv(1) == b""


def test_a_place_that_was_swept_away_comes_back(place: Endpoint, heard: list[Request]) -> None:
    """Where something removes the socket or the file, the session can soon be reached again."""
    place.path.unlink()
    assert not _answered("status", place)
    until(lambda: _answered("pause", place))


def test_when_it_ends_nobody_is_there(place: Endpoint, tmp_path: Path) -> None:
    """Once the session has stopped listening a caller is told that none plays; no file stays."""
    control = SocketControl(place)
    control.start(CommandQueue(lambda: NOW))
    control.stop()
    with pytest.raises(CoachError, match="coach play"):
        ask("pause", place)
    assert list(tmp_path.iterdir()) == []


def test_what_it_carried_out_last_is_answered(place: Endpoint) -> None:
    """Stopping waits until the caller whose wish ended the session has the answer."""

    def slow() -> Status:
        until(lambda: control._ended.is_set())
        return NOW

    commands = CommandQueue(slow)
    control = SocketControl(place)
    control.start(commands)
    caller, token = place.connect()
    with caller:
        caller.sendall(json.dumps({"command": "stop", "token": token}).encode() + b"\n")
        request = commands.next(60)
        assert isinstance(request, Request)
        request.answered(True)
        control.stop()
        caller.setblocking(False)
        assert json.loads(caller.recv(4096))["done"] is True


@pytest.mark.parametrize(("ends", "told"), [(True, "coach play"), (False, "does not answer")])
def test_a_session_that_hangs_up(place: Endpoint, ends: bool, told: str) -> None:
    """Hung up on, a caller is told that no session plays only where it has ended."""
    listening, _ = place.listen()

    def hang_up() -> None:
        caller, _ = listening.accept()
        if ends:
            place.path.unlink()
        caller.close()

    serving = threading.Thread(target=hang_up)
    serving.start()
    with listening, pytest.raises(CoachError, match=told):
        ask("pause", place)
    serving.join()


def test_what_a_killed_session_left_is_replaced(place: Endpoint, heard: list[Request]) -> None:
    """Where a socket or a file is left over, the next session listens all the same."""
    control = SocketControl(place)
    control.start(CommandQueue(lambda: NOW))
    assert ask("status", place)["done"]
    control.stop()


def test_a_leftover_that_nobody_serves_counts_as_nobody(place: Endpoint) -> None:
    """A socket or a file of a session that was killed is no session."""
    listening, _ = place.listen()
    listening.close()
    with pytest.raises(CoachError, match="coach play"):
        ask("pause", place)


@pytest.mark.parametrize("kept", ["", "[]", '{"port": "x"}', '{"port": 1, "token": "x"}'])
def test_a_damaged_file_counts_as_nobody(tmp_path: Path, kept: str) -> None:
    """A file that tells no port where somebody listens is no session."""
    (tmp_path / "player.json").write_text(kept)
    with pytest.raises(CoachError, match="coach play"):
        ask("pause", LoopbackEndpoint(tmp_path))


def test_without_the_token_a_port_obeys_nobody(tmp_path: Path) -> None:
    """On a port, which every user of the machine can reach, only who has read the file is heard."""
    place = LoopbackEndpoint(tmp_path)
    control = SocketControl(place)
    control.start(CommandQueue(lambda: NOW))
    for token in ({}, {"token": ""}, {"token": "0" * 32}, {"token": "ä"}, {"token": None}):
        request = json.dumps({"command": "status", **token}).encode()
        assert send(place, request + b"\n") == b""
    assert ask("status", place)["done"]
    assert stat.S_IMODE((tmp_path / "player.json").stat().st_mode) == 0o600
    control.stop()


def test_a_local_socket_is_its_users_alone(tmp_path: Path) -> None:
    """A local socket can be opened by its user alone."""
    control = SocketControl(LocalEndpoint(tmp_path))
    control.start(CommandQueue(lambda: NOW))
    assert stat.S_IMODE((tmp_path / "player.sock").stat().st_mode) == 0o600
    control.stop()
