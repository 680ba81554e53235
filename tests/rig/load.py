"""Programs that run beside what is measured."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from rig.command import COACH

BURN = "while True: pass"
"""Burns the time of one processor."""
EXPORT = """
import os, subprocess, sys, tempfile
while True:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        command = [sys.argv[1], "export", "full", "-o", folder + "/x.wav"]
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
"""
"""Speaks and exports a long session, from an empty cache, again and again."""


@contextlib.contextmanager
def beside(programs: Sequence[str]) -> Iterator[None]:
    """Run Python programs until the block ends, however it ends; nothing of them stays."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings: dict[str, Any] = {"env": {**os.environ, "TMPDIR": folder}}
        settings["start_new_session"] = True
        command = [sys.executable, "-c"]
        running = [subprocess.Popen([*command, code, COACH], **settings) for code in programs]
        try:
            yield
        finally:
            for each in running:
                os.killpg(each.pid, signal.SIGKILL)
                each.wait()
