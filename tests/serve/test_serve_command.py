"""`coach serve` as somebody types it."""

from __future__ import annotations

import contextlib
import http.client
import re
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rig.command import Coach
from rig.sites import serving

from voice_coach.errors import CoachError
from voice_coach.picture.raster import qr_for_terminal
from voice_coach.serve.server import lan_address

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of one page."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<!doctype html>")
    return tmp_path / "site"


def status(url: str, host: str = "", path: str = "") -> int:
    """Ask for a page; 0: nobody is there."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(host or str(parts.hostname), parts.port, timeout=60)
    try:
        connection.request("GET", path or parts.path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_this_machine_alone(coach: Coach, folder: Path) -> None:
    """Without --lan it is heard on this machine alone, and Ctrl-C ends it without a word."""
    with serving(coach, folder) as served:
        assert served.url.startswith("http://localhost:")
        assert status(served.url) == 200
        with contextlib.suppress(CoachError):  # it may be on no network
            assert status(served.url, lan_address()) == 0
        served.process.send_signal(signal.SIGINT)
        _, errors = served.process.communicate(timeout=60)
        assert served.process.returncode == 130
        assert errors.splitlines() == [
            "Press Ctrl-C to stop. Sessions can be saved for offline use here."
        ]


def test_on_the_network(coach: Coach, folder: Path) -> None:
    """With --lan the address has a secret in it, and it is said that keeping offline needs HTTPS."""
    try:
        host = lan_address()
    except CoachError:
        pytest.skip("this machine is on no network")
    with serving(coach, folder, "--lan") as served:
        assert re.fullmatch(rf"http://{re.escape(host)}:\d+/[\w-]{{22}}/", served.url)
        assert status(served.url) == 200
        assert status(served.url, path="/") == 404
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", urlsplit(served.url).port or 0)) != 0
        served.process.terminate()
        _, errors = served.process.communicate(timeout=60)
        assert "HTTPS" in errors


def test_a_folder_without_a_site(coach: Coach) -> None:
    """A folder that holds no site is one line that tells how to make one."""
    done = coach("serve", "nothing")
    assert (done.returncode, done.stdout) == (2, "")
    assert "coach site -o nothing" in done.stderr


def test_the_code_is_of_the_address() -> None:
    """The code in the terminal is as wide as a phone needs it, and another for another address."""
    pytest.importorskip("segno", reason="segno not installed")
    one, other = (qr_for_terminal(f"http://192.0.2.{n}:8000/x/") for n in (1, 2))
    assert one != other
    assert 15 <= len(one.splitlines()) < 30
