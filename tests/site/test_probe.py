"""A host that answers anything at all: bounded in time and bytes, and reported in one sentence."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from voice_coach.errors import CoachError
from voice_coach.session.record import FileState, Record
from voice_coach.site import probe
from voice_coach.site.probe import problems_at

OK = b"HTTP/1.1 200 OK\r\n"
Answer = Callable[[socket.socket], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds what is asked for first: a page and a session."""
    for name in ("audio", "renderings", "assets", "sessions"):
        (tmp_path / name).mkdir()
    record = Record(
        key="k", files=(FileState("audio/a.1.mp3", 3), FileState("audio/a.1.vtt", 3)), length=1000
    )
    (tmp_path / "renderings" / "a.standard.json").write_bytes(msgspec.json.encode(record))
    (tmp_path / "index.html").write_bytes(b"<p>Hi")
    (tmp_path / "sessions" / "notes.txt").write_text("a stranger's file")
    for kind in (".mp3", ".vtt"):
        (tmp_path / record.path(kind)).write_bytes(b"mp3")
    return tmp_path


@contextlib.contextmanager
def host(answer: Answer) -> Iterator[str]:
    """Yield the address of a host that answers every request so."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=reply, args=(caller,), daemon=True).start()

        def reply(caller: socket.socket) -> None:
            with caller, contextlib.suppress(OSError):
                caller.recv(65536)
                answer(caller)

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def sends(data: bytes) -> Answer:
    """Return what sends some bytes and hangs up."""
    return lambda caller: caller.sendall(data)


def endlessly(piece: bytes, first: bytes = b"") -> Answer:
    """Return what sends a piece again and again until the caller is gone."""

    def answer(caller: socket.socket) -> None:
        caller.sendall(first)
        while True:
            caller.sendall(piece)

    return answer


def drips(caller: socket.socket) -> None:
    """Send a byte of a header now and then."""
    caller.sendall(OK + b"X: ")
    while True:
        caller.sendall(b"a")
        time.sleep(0.05)


LIES = {
    "nothing": sends(b""),
    "no status": sends(b"\x00\xff\r\n\r\n"),
    "a status that is no number": sends(b"HTTP/1.1 abc OK\r\n\r\n"),
    "a long header": sends(OK + b"X: " + b"a" * 70_000 + b"\r\n\r\n"),
    "many headers": sends(OK + b"X: a\r\n" * 200 + b"\r\n"),
    "a chunk of no length": sends(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
    "a chunk of negative length": sends(OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nab"),
    "a body cut short": sends(OK + b"Content-Length: 5\r\n\r\nab"),
    "a length of many digits": sends(OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nab"),
    "a redirect to nowhere": sends(b"HTTP/1.1 302 Found\r\nLocation: http://[x\r\n\r\n"),
    "a redirect to a file": sends(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n"),
    "a redirect to itself": sends(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"),
    "an age of many digits": sends(OK + b"Cache-Control: max-age=" + b"9" * 5000 + b"\r\n\r\n"),
    "an escape in a type": sends(OK + b"Content-Type: \x1b[31mred\xe2\x80\xae\r\n\r\n"),
    "a byte now and then": drips,
    "100 Continue without end": endlessly(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "an endless body": endlessly(bytes(1 << 16), OK + b"\r\n"),
    "endless chunks": endlessly(b"1\r\na\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"),
}


@pytest.mark.parametrize("lie", LIES)
def test_whatever_a_host_sends(folder: Path, monkeypatch: pytest.MonkeyPatch, lie: str) -> None:
    """Each lie ends in sentences fit for a terminal, or in one error, within its time."""
    monkeypatch.setattr(probe, "SECONDS", 0.5)
    with host(LIES[lie]) as url:
        try:
            found = list(problems_at(url, folder))
        except CoachError as fault:
            found = [str(fault)]
    assert found
    for told in found:
        assert told.isprintable()
        assert len(told) < 300
        assert told.endswith(".")


def test_no_more_is_read_than_was_published(folder: Path) -> None:
    """Of a body without end one byte more is read than the file has."""
    with host(endlessly(bytes(1 << 16), OK + b"\r\n")) as url:
        answer = probe._ask(f"{url}index.html", most=5)
    assert len(answer.body) == 6
