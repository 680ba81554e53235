"""A web server on this machine that hands out one file, in the manner that a test asks for."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from voice_coach.speech.voices.catalogue import Entry, RemoteFile


@dataclass
class Server:
    """Its manner may change from one request to the next."""

    data: bytes
    manner: str = "whole"
    tag: str = '"one"'
    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Of each request, its `Range` and its `If-Range`."""
    ended: threading.Event = field(default_factory=threading.Event)

    def entry(self, name: str = "vera", engine: str = "tone") -> Entry:
        """Return a voice whose model is this file."""
        digest = hashlib.sha256(self.data).hexdigest()
        file = RemoteFile("vera.onnx", self.address, len(self.data), digest)
        return Entry(
            name, engine, "en-GB", "natural", "British", "MIT", "by nobody", 24_000, (file,)
        )


@contextlib.contextmanager
def serving(data: bytes) -> Iterator[Server]:
    """Run a server."""
    server = Server(data)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.headers.get("Range", ""), self.headers.get("If-Range", "")))
            self.close_connection = True
            with contextlib.suppress(OSError):  # who asked may have gone
                _answer(self, server)

        def log_message(self, *args: object) -> None:
            pass

    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=web.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    server.address = f"http://127.0.0.1:{web.server_port}/vera.onnx"
    try:
        yield server
    finally:
        server.ended.set()
        web.shutdown()
        web.server_close()


def _answer(to: http.server.BaseHTTPRequestHandler, server: Server) -> None:
    data, half, first = server.data, len(server.data) // 2, _first(to, server)
    if server.manner.isdecimal():
        to.send_error(int(server.manner))
        return
    body, start, more = {
        "whole": (data[first:], first, {}),
        "breaks": (data[first:], first, {"sent": half}),
        "breaks without a length": (data[first:], first, {"sent": half, "length": None}),
        "stalls": (data, 0, {"sent": half}),
        "lies": (data, 0, {"length": len(data) + 1}),
        "is too long": (data + b"x", 0, {"length": None}),
        "is another": (data[:-1] + b"\0", 0, {}),
        "knows no ranges": (data, 0, {}),
        "gives another part": (data[first + 1 :], first + 1, {}),
    }[server.manner]
    _send(to, server, body, start, **more)  # type: ignore[arg-type]
    if server.manner == "stalls":
        server.ended.wait()


def _first(to: http.server.BaseHTTPRequestHandler, server: Server) -> int:
    """Return with which byte an answer begins."""
    wanted, condition = to.headers.get("Range", ""), to.headers.get("If-Range", server.tag)
    return int(wanted[6:-1]) if wanted and condition == server.tag else 0


def _send(
    to: http.server.BaseHTTPRequestHandler, server: Server, body: bytes, first: int,
    *, sent: int | None = None, length: int | None = -1,
) -> None:  # fmt: skip
    """Send `body`, or `sent` bytes of it; `length` is what is said of it, -1: the truth."""
    to.send_response(206 if first else 200)
    if first:
        last = first + len(body) - 1
        to.send_header("Content-Range", f"bytes {first}-{last}/{len(server.data)}")
    if length is not None:
        to.send_header("Content-Length", str(len(body) if length == -1 else length))
    to.send_header("ETag", server.tag)
    to.end_headers()
    to.wfile.write(body[:sent])
    to.wfile.flush()
