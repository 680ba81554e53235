"""The blind comparison of voices for people, in a browser as they use it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from rig.browser import headless, installed
from rig.command import Coach

pytestmark = pytest.mark.slow

MAKE = Path(__file__).parents[2] / "bench" / "listen" / "make.py"
VOICES = ("tone", "en-us+f5")
PRESSES = """<script>
(async () => {
  const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key }));
  const until = async (done) => { while (!done()) await new Promise((go) => setTimeout(go, 10)); };
  const listen = async () => {
    for (const [side, key] of ["a", "b"].entries()) { press(key); await until(() => heard[side]); }
  };
  localStorage.clear();
  press("2");
  if (at !== 0) return report("chosen before it was heard");
  await listen(); press("2");
  press("Backspace"); await listen(); press("1");
  await listen(); press("2");
  await listen(); press("0");
  report(document.getElementById("lines").value);
})();
function report(body) { fetch("http://127.0.0.1:PORT/", { method: "POST", mode: "no-cors", body }); }
</script>"""
"""A listener who chooses too early, takes one choice back, and comes to the end."""


def test_a_listener_compares_and_the_choices_are_counted(coach: Coach) -> None:
    """From a file, by keys alone, pairs are heard and chosen blindly; the tally knows the voices."""
    browser = installed()
    folder = coach.folder / "blind"
    told = made(coach, folder, "--cues", "3", *(f"--voice={voice}" for voice in VOICES))
    assert "page.html" in told
    page = (folder / "page.html").read_text("utf-8")
    assert not any(voice in page for voice in VOICES)
    (coach.folder / "result.csv").write_text(chosen(folder, browser), "utf-8")

    head, *rows = (coach.folder / "result.csv").read_text("utf-8").splitlines()
    assert head == "test,trial,first,second,answer"
    sounds = json.loads((folder / "key.json").read_text("utf-8"))["sounds"]
    heard = [[sounds[name] for name in row.split(",")[2:4]] for row in rows]
    assert all(one[1] == other[1] for one, other in heard)
    assert all({one[0], other[0]} == set(VOICES) for one, other in heard)
    assert [row.split(",")[4] for row in rows] == ["1", "2", "0"]
    wins = [heard[0][0][0], heard[1][1][0]]
    counts = ", ".join(f"{voice} {wins.count(voice)}" for voice in sorted(VOICES))
    tallied = made(coach, folder, "--tally", coach.folder / "result.csv")
    assert tallied.startswith(f"{counts}, no difference 1; by chance: ")


def made(coach: Coach, folder: Path, *arguments: str | Path) -> str:
    """What the script says."""
    command = [sys.executable, MAKE, folder, *arguments]
    done = subprocess.run(
        command, env=coach.environment(), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def chosen(folder: Path, browser: str) -> str:
    """What the page holds at its end, after the presses."""
    came, said = threading.Event(), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()
            came.set()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pressed = folder / "pressed.html"
        script = PRESSES.replace("PORT", str(server.server_port))
        pressed.write_text((folder / "page.html").read_text("utf-8") + script, "utf-8")
        heard = "--autoplay-policy=no-user-gesture-required"  # a key press, for a person
        with headless(browser, folder / "user", pressed.as_uri(), heard):
            came.wait(120)
        server.shutdown()
    assert said, "the page came to no end"
    return said[0]
