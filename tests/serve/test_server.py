"""The server: what it answers, whom it refuses, and that nothing it meets holds up the others."""

from __future__ import annotations

import http.client
import os
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rig.server import until

from voice_coach.errors import CoachError
from voice_coach.serve import server as module
from voice_coach.serve.folder import Folder
from voice_coach.serve.handler import Handler
from voice_coach.serve.server import SiteServer

SOUND = bytes(range(256)) * 40_000


@dataclass
class Running:
    """A server in a thread."""

    server: SiteServer

    @property
    def port(self) -> int:
        return self.server.server_port

    def ask(
        self, path: str = "/", method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask for something on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=told)
        answer = connection.getresponse()
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def say(self, data: bytes) -> bytes:
        """Send bytes as they are; returns all that comes until the end."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as client:
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            found = b""
            while part := client.recv(65536):
                found += part
            return found


@pytest.fixture
def site(tmp_path: Path) -> Folder:
    """A folder with a page and a sound."""
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "x.mp3").write_bytes(SOUND)
    return Folder(tmp_path)


@pytest.fixture
def start(site: Folder) -> Iterator[Callable[..., Running]]:
    """Starts servers; they end with the test."""
    running: list[tuple[SiteServer, threading.Thread]] = []

    def begin(**options: object) -> Running:
        server = SiteServer(site, ("127.0.0.1", 0), **options)  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve)
        thread.start()
        running.append((server, thread))
        return Running(server)

    yield begin
    for server, thread in running:
        server.shutdown()
        thread.join(60)


def test_files_whole_and_in_part(start: Callable[..., Running]) -> None:
    """A file comes whole, in part, or not at all where there is no such part; HEAD tells the same."""
    site = start()
    status, headers, body = site.ask("/x.mp3")
    assert (status, headers["content-type"], headers["accept-ranges"]) == (
        200,
        "audio/mpeg",
        "bytes",
    )
    assert body == SOUND
    status, headers, body = site.ask("/x.mp3", Range="bytes=100-199")
    assert (status, body) == (206, SOUND[100:200])
    assert headers["content-range"] == f"bytes 100-199/{len(SOUND)}"
    status, headers, body = site.ask("/x.mp3", Range=f"bytes={len(SOUND)}-")
    assert (status, headers["content-range"], body) == (416, f"bytes */{len(SOUND)}", b"")
    for asked in ({}, {"Range": "bytes=-7"}):
        got, head = site.ask("/x.mp3", **asked), site.ask("/x.mp3", "HEAD", **asked)
        del got[1]["date"], head[1]["date"]
        assert head == (got[0], got[1], b"")


def test_what_a_browser_has_already(start: Callable[..., Running]) -> None:
    """An unchanged file is not sent again; a range of an older one is answered with the new one, whole."""
    site = start()
    tag = site.ask("/x.mp3")[1]["etag"]
    assert site.ask("/x.mp3", If_None_Match=tag)[0] == 304
    assert site.ask("/x.mp3", Range="bytes=0-9", If_Range=tag)[0] == 206
    assert site.ask("/x.mp3", Range="bytes=0-9", If_Range='"older"')[0] == 200


def test_whom_it_refuses(start: Callable[..., Running]) -> None:
    """A page that had its own name lead here reads nothing; nor does any method but GET and HEAD."""
    site = start()
    for host in (
        "evil.example",
        f"evil.example:{site.port}",
        "127.0.0.1",
        "",
        f"localhost:{site.port + 1}",
    ):
        assert site.ask("/", Host=host)[0] == 421, host
    for host in (f"localhost:{site.port}", f"LOCALHOST:{site.port}", f"127.0.0.1:{site.port}"):
        assert site.ask("/", Host=host)[0] == 200, host
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "ODD"):
        status, headers, _ = site.ask("/", method)
        assert (status, headers["connection"]) == (501, "close"), method


def test_a_token(start: Callable[..., Running]) -> None:
    """With a token in the address, everything else is as if not there."""
    site = start(token="secret")
    assert site.server.url.endswith("/secret/")
    assert site.ask("/secret/x.mp3", Range="bytes=0-0")[0] == 206
    for path in (
        "/",
        "/secret",
        "/Secret/",
        "/secre/x.mp3",
        "/x.mp3",
        "/secret%2f",
        "/%C3%A9/",
    ):
        assert site.ask(path)[0] == 404, path


def test_every_answer_is_on_its_guard(start: Callable[..., Running]) -> None:
    """Good answers and refusals tell browsers not to guess types, nor to hand on the address."""
    site = start()
    for path in ("/", "/no", "/../x"):
        headers = site.ask(path)[1]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"


BAD = [
    b"", b"\r\n", b"GET\r\n\r\n", b"\0\xff" * 200, b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
    b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
]  # fmt: skip


def test_bad_requests(start: Callable[..., Running], capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever bytes come, the answer is a refusal or an end, nothing is told, and the next is served."""
    site = start()
    for data in BAD:
        answer = site.say(data)
        assert not answer.startswith((b"HTTP/1.1 2", b"HTTP/1.0 2")), data[:40]
        assert b"Traceback" not in answer
    assert site.ask("/")[0] == 200
    assert capsys.readouterr() == ("", "")


def test_slow_readers_hold_up_nobody(
    start: Callable[..., Running], capsys: pytest.CaptureFixture[str]
) -> None:
    """While many take nothing of what they asked for, others are served; nothing of them stays."""
    site = start()
    before = threading.active_count(), len(os.listdir("/proc/self/fd"))
    slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(40)]
    request = f"GET /x.mp3 HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n\r\n".encode()
    for client in slow[:30]:
        client.sendall(request)
    slow[30].sendall(b"GET / HT")  # the others say nothing at all
    assert site.ask("/x.mp3", Range="bytes=0-99")[2] == SOUND[:100]
    for client in slow:
        client.close()
    until(lambda: threading.active_count() <= before[0])
    assert len(os.listdir("/proc/self/fd")) <= before[1]
    assert capsys.readouterr() == ("", "")


def test_a_client_that_says_nothing_is_hung_up_on(
    start: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection without a byte for long is ended."""
    monkeypatch.setattr(Handler, "timeout", 0.05)
    site = start()
    assert site.say(b"")[:0] == b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as client:
        client.sendall(b"GET / HT")
        assert client.recv(100) == b""


def test_half_a_request_keeps_its_place_for_moments_only(start: Callable[..., Running]) -> None:
    """Somebody who does not finish a request is hung up on much sooner than a slow reader."""
    assert Handler.timeout <= 5 < Handler.sending


def test_a_file_cut_short_while_it_is_sent_ends_the_answer(
    start: Callable[..., Running], site: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that waits for the rest of a file that is gone meanwhile is hung up on at once."""
    server = start()
    send_header = Handler.send_header

    def cut(handler: Handler, name: str, value: str) -> None:
        if name == "Content-Length":
            os.truncate(site.path / "x.mp3", 1000)
        send_header(handler, name, value)

    monkeypatch.setattr(Handler, "send_header", cut)
    monkeypatch.setattr(Handler, "timeout", 600.0)
    with pytest.raises(http.client.IncompleteRead):
        server.ask("/x.mp3")


def test_too_many(start: Callable[..., Running], monkeypatch: pytest.MonkeyPatch) -> None:
    """One connection more than there is room for is told so; when one goes, the next is served."""
    monkeypatch.setattr(module, "MOST", 2)
    site = start()
    first, second = (socket.create_connection(("127.0.0.1", site.port)) for _ in range(2))
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as third:
        assert third.recv(1000).startswith(b"HTTP/1.1 503")
    first.close()

    def served() -> bool:
        try:
            return site.ask("/")[0] == 200
        except (ConnectionError, http.client.HTTPException):
            return False

    until(served)
    second.close()


def test_it_ends_by_itself(site: Folder) -> None:
    """After long idleness it ends; a request makes it wait as long again, one that is refused does not."""
    time = [0.0]
    server = SiteServer(site, ("127.0.0.1", 0), idle=3600, now=lambda: time[0])
    thread = threading.Thread(target=server.serve)
    thread.start()
    time[0] = 3599.0
    assert Running(server).ask("/")[0] == 200
    time[0] = 3599.0 + 3600.0
    assert Running(server).ask("/")[0] == 200
    time[0] += 3599.0
    assert Running(server).ask("/", Host="evil.example")[0] == 421
    assert Running(server).ask("/nothing")[0] == 404
    time[0] += 2.0
    thread.join(60)
    assert not thread.is_alive()


def test_a_port_that_is_taken(site: Folder) -> None:
    """A port that somebody has is one clear line."""
    with SiteServer(site, ("127.0.0.1", 0)) as other, pytest.raises(CoachError, match="--port"):
        SiteServer(site, ("127.0.0.1", other.server_port))
