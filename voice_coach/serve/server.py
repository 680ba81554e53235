"""Connections, each in a thread of its own, and no more of them than this machine can take."""

from __future__ import annotations

import contextlib
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from typing import Any

from voice_coach.errors import CoachError, why
from voice_coach.serve.folder import Folder
from voice_coach.serve.handler import Handler

MOST = 256
"""Connections at a time; any more are answered that there are too many."""
_TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class _IdleError(Exception):
    """Nobody has asked for anything for a long time."""


class SiteServer(ThreadingHTTPServer):
    """Serves one folder on one address."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        folder: Folder,
        address: tuple[str, int],
        token: str = "",
        idle: float = float("inf"),
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Bind the address.

        Args:
            folder: what is served.
            address: of this machine, and a port; 0: any that is free.
            token: the first part of every path; empty: none.
            idle: seconds without a request after which `serve` returns.
            now: the clock.

        Raises:
            CoachError: the address is taken, or not of this machine.
        """
        self.folder, self.token = folder, token
        self._idle, self._now, self._seen = idle, now, now()
        self._free = threading.Semaphore(MOST)
        try:
            super().__init__(address, Handler)
        except OSError as fault:
            place = f"{address[0]}:{address[1]}"
            raise CoachError(
                f"Cannot serve on {place}: {why(fault)}; choose another port with --port."
            ) from None
        host, port = self._bound
        names = [host, "localhost"] if host == "127.0.0.1" else [host]
        ports = [f":{port}", *([""] if port == 80 else [])]
        self.hosts = frozenset(name + end for name in names for end in ports)
        """What a request may call this machine. Any other name belongs to a foreign page, whose owner
        has pointed it here to read what is served (DNS rebinding)."""

    @property
    def url(self) -> str:
        """Return the address to type or to scan."""
        host, port = self._bound
        shown = "localhost" if host == "127.0.0.1" else host
        return f"http://{shown}:{port}/" + (f"{self.token}/" if self.token else "")

    @property
    def _bound(self) -> tuple[str, int]:
        return str(self.server_name), self.server_port

    def serve(self) -> None:
        """Serve until a signal comes, or nobody has asked for anything for `idle` seconds."""
        with contextlib.suppress(_IdleError), self:
            self.serve_forever(0.25)

    def seen(self) -> None:
        """Note that somebody asked for a file that exists."""
        self._seen = self._now()

    def service_actions(self) -> None:
        """End when idle for too long; called a few times a second."""
        if self._now() - self._seen > self._idle:
            raise _IdleError

    def server_bind(self) -> None:
        """Bind without asking name servers what this machine is called."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: SO_REUSEADDR shares the port there
            self.allow_reuse_address = False
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, self.allow_reuse_address)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread for a connection, if there is room for one more."""
        if not self._free.acquire(blocking=False):
            with contextlib.suppress(OSError):
                request.setblocking(False)
                request.send(_TOO_MANY)
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report a fault of ours in one line; a client that leaves early is not one."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, (ConnectionError, TimeoutError)):
            print(f"coach: a request failed: {fault}", file=sys.stderr)


LOCAL = "127.0.0.1"
_ELSEWHERE = ("192.0.2.1", 9)
"""Reserved for documentation; nothing is sent there."""


def lan_address() -> str:
    """Return the address by which others on the network reach this machine.

    Raises:
        CoachError: it has none.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)  # UDP: only chooses the interface, and sends nothing
            address = str(probe.getsockname()[0])
        except OSError:
            address = LOCAL
    if address.startswith("127."):
        raise CoachError(
            "This machine is not connected to a network; connect it, or leave out --lan."
        )
    return address


def new_token() -> str:
    """Return 128 random bits, to be part of an address."""
    return secrets.token_urlsafe(16)
