"""A web server on this machine that hands out one file, in the manner that a test asks for."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from voice_coach.speech.voices.offers import Offer, RemoteFile


@dataclass
class Server:
    """Its manner may change from one request to the next."""

    data: bytes
    manner: str = "whole"
    address: str = "http://127.0.0.1/vera.onnx"
    requests: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def offer(self, name: str = "vera", engine: str = "tone") -> Offer:
        """Return a voice whose model is this file."""
        digest = hashlib.sha256(self.data).hexdigest()
        file = RemoteFile("vera.onnx", self.address, len(self.data), digest)
        return Offer(
            name, engine, "en-GB", "natural", "British", "MIT", "by nobody", 24_000, (file,)
        )


@contextlib.contextmanager
def serving(data: bytes) -> Iterator[Server]:
    """Run a server."""
    server = Server(data)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.requests += 1
            self.close_connection = True
            with contextlib.suppress(OSError):  # the client may have gone
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
    data, half = server.data, len(server.data) // 2
    if server.manner.isdecimal():
        to.send_error(int(server.manner))
        return
    body, length = {
        "whole": (data, len(data)),
        "breaks": (data[:half], len(data)),
        "breaks without a length": (data[:half], None),
        "stalls": (data[:half], len(data)),
        "drips": (data[:half], len(data)),
        "lies": (data, len(data) + 1),
        "is too long": (data + b"x", None),
        "is another": (data[:-1] + b"\0", len(data)),
    }[server.manner]
    to.send_response(200)
    if length is not None:
        to.send_header("Content-Length", str(length))
    to.end_headers()
    to.wfile.write(body)
    to.wfile.flush()
    if server.manner == "stalls":
        server.ended.wait()
    while server.manner == "drips" and not server.ended.wait(0.01):
        to.wfile.write(b"\0")
        to.wfile.flush()
