"""Slow work beside the session, of which only the newest matters."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Latest(Generic[T]):
    """Hands values to `work` on a thread of its own; of those that wait, the newest alone."""

    work: Callable[[T], object]
    _values: queue.SimpleQueue[T | None] = field(default_factory=queue.SimpleQueue, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def put(self, value: T) -> None:
        """Hand over a value; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._values.put(value)

    def close(self, seconds: float = 1.0) -> None:
        """Wait until the newest value is worked on, but no longer than that."""
        if self._thread is not None:
            self._values.put(None)
            self._thread.join(seconds)
            self._thread = None

    def _run(self) -> None:
        last = False
        while not last:
            value, last = self._newest()
            if value is not None:
                self.work(value)

    def _newest(self) -> tuple[T | None, bool]:
        """Wait for a value; return the newest of those that wait, and whether it is the last."""
        value = self._values.get()
        while value is not None and not self._values.empty():
            newer = self._values.get()
            if newer is None:
                return value, True
            value = newer
        return value, value is None
