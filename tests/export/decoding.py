"""What other programs make of a file: the samples, the chapters, where a stretch stands."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from rig.browser import headless, installed

RATE = 48_000
Samples = NDArray[np.float32]

_PAGE = """<script>
(async () => {
  const coded = await (await fetch("/sound")).arrayBuffer();
  const sound = await new OfflineAudioContext(2, 1, 48000).decodeAudioData(coded);
  const left = sound.getChannelData(0);
  await fetch("/samples", {method: "POST", body: left.slice().buffer});
})().catch(fault => fetch("/samples", {method: "POST", body: ""}));
</script>"""


def by_ffmpeg(path: Path, channels: int = 2) -> Samples:
    """Decode a file by ffmpeg; shape (frames, channels)."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    form = ["-f", "f32le", "-ar", str(RATE), "-ac", str(channels)]
    command = ["ffmpeg", "-v", "error", "-i", str(path), *form, "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(done.stdout, "<f4").reshape(-1, channels)


def by_chromium(path: Path) -> Samples:
    """Decode a file as a web page would; the left side alone, shape (frames,)."""
    browser = installed()
    with (
        _page(path) as (address, samples),
        TemporaryDirectory(ignore_cleanup_errors=True) as profile,
    ):
        with headless(browser, profile, address):
            came = samples.came.wait(60)
        assert came
    return np.frombuffer(samples.data, "<f4")


class _Samples:
    """What the page sends back."""

    def __init__(self) -> None:
        self.came, self.data = threading.Event(), b""


@contextmanager
def _page(path: Path) -> Iterator[tuple[str, _Samples]]:
    samples = _Samples()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = path.read_bytes() if self.path == "/sound" else _PAGE.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if self.path == "/" else "audio/any")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            samples.data = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()
            samples.came.set()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", samples
    finally:
        server.shutdown()
        server.server_close()


def probe(path: Path) -> dict[str, Any]:
    """What ffprobe finds: format, streams, chapters."""
    if shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")
    shown = ["-show_format", "-show_streams", "-show_chapters"]
    command = ["ffprobe", "-v", "error", *shown, "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def by_mpv(path: Path) -> list[tuple[float, str]]:
    """The chapters that mpv finds: seconds, name."""
    if shutil.which("mpv") is None:
        pytest.skip("mpv is not installed")
    asked = ["--term-playing-msg=CHAPTERS ${=chapter-list}", "--no-config", "--length=0.1"]
    command = ["mpv", *asked, "--ao=null", "--vo=null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("CHAPTERS"))
    return [(c["time"], c["title"]) for c in json.loads(line.partition(" ")[2])]


def lag(decoded: Samples, known: Samples, start: int, count: int = RATE // 2) -> int:
    """How many frames later than in `known` a stretch of one channel stands in `decoded`."""
    around = min(RATE // 20, start)
    x, y = decoded[start - around : start + count + around], known[start : start + count]
    size = 1 << (len(x) + len(y)).bit_length()
    match = np.fft.irfft(np.fft.rfft(x, size) * np.conj(np.fft.rfft(y, size)), size)
    return int(np.argmax(match[: 2 * around + 1])) - around
