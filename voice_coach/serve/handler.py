"""One connection: GET and HEAD of a site's files, whole or in part."""

from __future__ import annotations

import hmac
import os
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO, Protocol, cast
from urllib.parse import urlsplit

from voice_coach.serve.folder import (
    Folder,
    Span,
    UnsatisfiableError,
    never_changes,
    parse_range,
    type_of,
)

_SAFE = {
    "Referrer-Policy": "no-referrer",  # the address may hold the token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
}


class Site(Protocol):
    """What a handler needs from its server."""

    folder: Folder
    token: str
    """The first part of every address; empty: none."""
    hosts: frozenset[str]
    """What `Host` may be."""

    def seen(self) -> None:
        """Note that somebody asked for a file that exists."""


class Handler(BaseHTTPRequestHandler):
    """Answers requests; anything odd gets a short refusal, and the connection ends."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "coach", ""
    timeout = 3.0
    """Seconds to wait for the next bytes of a request: half a request must not hold a place for long."""
    sending = 20.0
    """Seconds in which a client must take some bytes of an answer."""
    error_message_format = "%(code)d %(message)s\n"
    error_content_type = "text/plain; charset=utf-8"

    def do_GET(self) -> None:  # noqa: N802 - the name is the base class's
        """Send a file or a part of it."""
        self._answer(body=True)

    def do_HEAD(self) -> None:  # noqa: N802
        """Send the headers alone."""
        self._answer(body=False)

    def handle_one_request(self) -> None:
        """Read a request and answer it."""
        self.connection.settimeout(self.timeout)
        super().handle_one_request()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the terminal may show a code to scan."""

    def end_headers(self) -> None:
        """Add the headers of every answer."""
        for name, value in _SAFE.items():
            self.send_header(name, value)
        super().end_headers()

    def _answer(self, *, body: bool) -> None:
        site = cast("Site", self.server)
        self.connection.settimeout(self.sending)
        if self.headers.get("Host", "").lower() not in site.hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = self._file(site)
        if path is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        site.seen()
        try:
            with path.open("rb") as file:
                self._send(path, file, body=body)
        except PermissionError:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _file(self, site: Site) -> Path | None:
        try:
            address = urlsplit(self.path).path
        except ValueError:
            return None
        if site.token:
            token, slash, address = address.removeprefix("/").partition("/")
            if not slash or not hmac.compare_digest(token.encode(), site.token.encode()):
                return None
        return site.folder.find(address)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self.send_error(status)

    def _send(self, path: Path, file: BinaryIO, *, body: bool) -> None:
        status = os.fstat(file.fileno())
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        if tag in self.headers.get("If-None-Match", ""):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self._describe(path, tag)
            self.end_headers()
            return
        try:
            span = parse_range(self._range(tag), status.st_size)
        except UnsatisfiableError:
            self._send_unsatisfiable(status.st_size)
            return
        self.send_response(HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK)
        if span:
            part = f"bytes {span.start}-{span.stop - 1}/{status.st_size}"
            self.send_header("Content-Range", part)
        whole = span or Span(0, status.st_size)
        self.send_header("Content-Length", str(whole.stop - whole.start))
        self.send_header("Content-Type", type_of(path))
        self.send_header("Last-Modified", formatdate(status.st_mtime, usegmt=True))
        self._describe(path, tag)
        self.end_headers()
        if body and whole.stop > whole.start:
            self.wfile.flush()
            length = whole.stop - whole.start
            if self.connection.sendfile(file, whole.start, length) < length:
                # The file was cut short meanwhile. A client that waits for the rest must not wait on.
                self.close_connection = True

    def _range(self, tag: str) -> str:
        """Return the range that is asked for, unless it is that of an older file."""
        if self.headers.get("If-Range", tag) != tag:
            return ""
        return str(self.headers.get("Range", ""))

    def _describe(self, path: Path, tag: str) -> None:
        keep = "public, max-age=31536000, immutable" if never_changes(path) else "no-cache"
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", keep)
        self.send_header("Accept-Ranges", "bytes")

    def _send_unsatisfiable(self, size: int) -> None:
        self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        self.send_header("Content-Range", f"bytes */{size}")
        self.send_header("Content-Length", "0")
        self.end_headers()
