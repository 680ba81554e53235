"""Clips begun before they are asked for, on other processors. Loads no numpy by itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voice_coach.plan.timeline import Line

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from voice_coach.sound.spectrum import Mono

MOST = 64
"""Clips that wait to be asked for; as many as a mixer holds."""


@dataclass(slots=True)
class Prefetcher:
    """A maker of clips that can begin before they are wanted."""

    make: Callable[[Line], Mono]
    _started: dict[Line, Future[Mono]] = field(default_factory=dict, init=False)
    _pool: ThreadPoolExecutor | None = field(default=None, init=False)

    def prefetch(self, line: Line) -> None:
        """Begin to make a clip in the background, unless `MOST` wait already."""
        if line not in self._started and len(self._started) < MOST:
            self._started[line] = self._threads().submit(self.make, line)

    def __call__(self, line: Line) -> Mono:
        """Return the clip of a line; what `make` raised is raised here."""
        started = self._started.pop(line, None)
        return started.result() if started else self.make(line)

    def _threads(self) -> ThreadPoolExecutor:
        # Slow to load; by the time the first clip is begun, the voice is speaking beside us.
        from concurrent.futures import ThreadPoolExecutor

        self._pool = self._pool or ThreadPoolExecutor(os.cpu_count())
        return self._pool
