"""Keeps the machine awake while a session runs: the one module that imports wakepy."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from wakepy import keep


@contextlib.contextmanager
def awake() -> Iterator[None]:
    """Keep the machine from sleeping; one warning where that can not be done."""
    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            print("coach: the machine may fall asleep during the session", file=sys.stderr)
        yield
