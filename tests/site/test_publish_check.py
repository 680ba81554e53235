"""`coach publish-check`: finds what is broken in a folder, and what a host gets wrong."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from rig.command import Coach
from rig.sites import Served

pytestmark = pytest.mark.slow


class Poor(http.server.SimpleHTTPRequestHandler):
    """A host as they come: no ranges, odd types, a page instead of "not found", caches for ever."""

    extensions_map = {"": "application/octet-stream", ".html": "text/html", ".js": "text/plain"}  # noqa: RUF012

    def send_head(self):  # type: ignore[no-untyped-def]
        if not Path(self.translate_path(self.path)).exists():
            self.path = "/index.html"
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "public, max-age=31536000")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def poor(public: Path) -> Iterator[str]:
    """The address of such a host."""
    handler = partial(Poor, directory=str(public))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_good_host(coach: Coach, public: Path, served: Served) -> None:
    """What is whole and well served passes, and leaves with 0."""
    done = coach("publish-check", public, "--url", served.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{served.url}: no problems found.\n"


def test_a_poor_host(coach: Coach, public: Path, poor: str) -> None:
    """Missing ranges, wrong types, a fallback page and a worker that is cached for long are told."""
    done = coach("publish-check", public, "--url", poor)
    assert done.returncode == 1
    for told in ("not 206: iPhones play nothing", "served as text/plain", "worker.js is kept",
                 "answered with 200: switch off"):  # fmt: skip
        assert told in done.stdout
    assert " found in " in done.stderr


def test_nobody_answers(coach: Coach, public: Path) -> None:
    """A host that is not there is one line."""
    done = coach("publish-check", public, "--url", "http://127.0.0.1:9/")
    assert done.returncode == 1
    assert "does not answer" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_broken_folder(coach: Coach, copied: Path) -> None:
    """A missing file, a damaged sound and a link to nowhere are each told by name."""
    assert coach("publish-check", copied).returncode == 0
    next((copied / "audio").glob("tiny.short.*.srt")).unlink()
    sound = next((copied / "audio").glob("short.standard.*.mp3"))
    sound.write_bytes(sound.read_bytes()[:-1])
    (copied / "sessions" / "tiny.html").unlink()
    done = coach("publish-check", copied)
    assert done.returncode == 1
    assert "tiny.short: tiny.short." in done.stdout
    assert f"short.standard: {sound.name} is not what was rendered" in done.stdout
    assert "index.html: sessions/tiny.html leads nowhere." in done.stdout


def test_what_some_hosts_do_not_take(coach: Coach, copied: Path) -> None:
    """A file that is too large for a host is warned of, and is no fault."""
    with (copied / "long.mp3").open("wb") as file:
        file.truncate(26 * 2**20)
    done = coach("publish-check", copied)
    assert done.returncode == 0
    assert "Cloudflare Pages takes no file over 25 MiB" in done.stdout


def test_no_site(coach: Coach) -> None:
    """A folder without a site is one line."""
    done = coach("publish-check", "nothing")
    assert (done.returncode, "holds no site" in done.stderr) == (2, True)
