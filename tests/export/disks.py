"""Disks that get full, folders without rights: for tests that run as root, too."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rig.command import COACH, Coach


@contextlib.contextmanager
def disk(folder: Path, size: str, options: str = "rw") -> Iterator[Path]:
    """Mount a disk of a size such as 3m for a while; skips the test where that is not allowed."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},{options}", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no small disk here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def parts(folder: Path) -> list[Path]:
    """The temporary files below a folder."""
    return [path for path in folder.rglob("*") if path.name.endswith(".part")]


def bound(coach: Coach, *args: Any) -> subprocess.CompletedProcess[str]:
    """Run the command so that rights bind it, even as root."""
    prefix: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("rights do not bind root, and setpriv is missing")
        prefix = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    command = [*prefix, str(COACH), *map(str, args)]
    settings: dict[str, Any] = {"text": True, "capture_output": True, "timeout": 120}
    return subprocess.run(command, env=coach.environment(), cwd=coach.folder, **settings)
