"""A site made by the installed command, served by it, and looked at with real browsers."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rig.browser import installed
from rig.command import BEEPS, Coach

DATA = Path(__file__).parents[1] / "data"
URL = "https://example.org/massage/"


def make_site(coach: Coach, *more: Any) -> Path:
    """Make a site of two short sessions that beep; returns its folder."""
    done = coach("site", DATA / "short.yaml", DATA / "tiny.yaml", *BEEPS, "-o", "public", *more)
    assert (done.returncode, done.stderr) == (0, "")
    return coach.folder / "public"


@dataclass
class Served:
    """A running `coach serve`."""

    url: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=60)


@contextlib.contextmanager
def serving(coach: Coach, folder: Path, *more: Any) -> Iterator[Served]:
    """Serve a site on a free port."""
    process = coach.start("serve", folder, "--port", "0", *more)
    assert process.stdout
    served = Served(process.stdout.readline().strip(), process)
    try:
        yield served
    finally:
        served.stop()


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Yield Playwright's Chromium, headless; skips where it is not installed."""
    path = installed()
    api = pytest.importorskip("playwright.sync_api", reason="playwright not installed")
    loud = "--autoplay-policy=no-user-gesture-required"
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", loud, "--mute-audio"]
        )
        try:
            yield browser
        finally:
            browser.close()
