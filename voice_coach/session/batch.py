"""Several exports side by side: one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import TypeAlias

from voice_coach.errors import CoachError, assert_never


@dataclass(frozen=True, slots=True)
class Advanced:
    """A job got further."""

    name: str
    share: float
    """Of the job, 0 to 1: how much more of it is done."""


@dataclass(frozen=True, slots=True)
class Done:
    """A job came to its end."""

    name: str
    result: str = ""
    """What was made, in a line; then a line for each remark."""
    fault: CoachError | OSError | None = None


News: TypeAlias = Advanced | Done
Advance: TypeAlias = Callable[[float], None]


class _Stopped(BaseException):
    """The user asked for an end."""


@dataclass(slots=True)
class Batch:
    """Runs jobs by name in threads; encoders and numpy let these run side by side."""

    make: Callable[[str, Advance], str]
    """Does a job; calls back with the share that is done since the last time."""
    _stop: Event = field(default_factory=Event, init=False)
    _news: SimpleQueue[News | BaseException] = field(default_factory=SimpleQueue, init=False)

    def run(self, names: Sequence[str], workers: int) -> Iterator[News]:
        """Yield what happens, until all jobs are done.

        Whatever ends it before (an exception here, or in who asked) stops the jobs, which then
        leave no half-written files; it returns when all have.
        """
        left = len(names)
        pool = ThreadPoolExecutor(workers)
        try:
            for name in names:
                pool.submit(self._job, name)
            while left:
                match news := self._news.get():
                    case BaseException():
                        raise news
                    case Done():
                        left -= 1
                        yield news
                    case Advanced():
                        yield news
                    case _:
                        assert_never(news)
        finally:
            self._stop.set()
            pool.shutdown(wait=True, cancel_futures=True)

    def _job(self, name: str) -> None:
        def advance(share: float) -> None:
            if self._stop.is_set():
                raise _Stopped
            self._news.put(Advanced(name, share))

        try:
            advance(0)
            self._news.put(Done(name, self.make(name, advance)))
        except (CoachError, OSError) as fault:
            self._news.put(Done(name, fault=fault))
        except _Stopped:
            pass
        except BaseException as fault:
            self._news.put(fault)
