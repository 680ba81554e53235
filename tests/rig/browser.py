"""A page in a browser that nobody sees."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMES = ("chromium-headless-shell", "chromium", "/usr/bin/chromium")


def installed() -> str:
    """Return the path of Chromium, or of its small build; skips where neither is installed."""
    paths = filter(None, map(shutil.which, NAMES))
    path = next(paths, None)
    if path is None:
        pytest.skip("chromium is not installed (see CONTRIBUTING.md)")
    return path


@contextlib.contextmanager
def headless(browser: str, profile: Path | str, address: str, *more: str) -> Iterator[None]:
    """Show a page while the block runs; the script that starts the browser is ended with it."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *more]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        [browser, *options, address], stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
