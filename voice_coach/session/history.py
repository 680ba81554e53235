"""What was played, and how far: a small file for each session, on this machine only.

Each session has its own file, so two processes never write the same one, and a full disk costs one
session, not the history.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from voice_coach import lossless, paths
from voice_coach.atomic import atomic_write, make_folder
from voice_coach.errors import CoachError
from voice_coach.provenance import LAST_SECOND
from voice_coach.session.spec import SessionSpec

Clock = Callable[[], float]
"""Seconds since 1970."""

NOTICE = (
    "What you play is noted on this machine, and nowhere else; see: coach history\n"
    "To turn it off: coach config set history off. To remove it: coach forget"
)
"""Shown when something is noted for the first time."""


_LONGEST = 1e7
"""Seconds: far more than any session, and few enough to be shown."""


class Played(Struct, frozen=True, kw_only=True):
    """One session that was played."""

    spec: SessionSpec
    title: str
    started: Annotated[float, Meta(ge=0, le=LAST_SECOND)]
    """In seconds since 1970."""
    length: Annotated[float, Meta(ge=0, le=_LONGEST)] = 0.0
    """Seconds, as it was planned in the end."""
    reached: Annotated[float, Meta(ge=0, le=_LONGEST)] = 0.0
    """Seconds."""
    finished: bool = False
    """It was played to its end."""
    before: Annotated[int, Meta(ge=0, le=10)] | None = None
    """How much it bothered the listener, 0 to 10, where that was asked and answered."""
    after: Annotated[int, Meta(ge=0, le=10)] | None = None


def folder() -> Path:
    """Return the folder of the files."""
    return paths.state() / "history"


@dataclass(slots=True)
class Entry:
    """The file of a session that is being played; where it cannot be written the session goes on."""

    played: Played
    path: Path
    _kept: bool = field(default=False, init=False)

    def keep(self, reached: float, length: float, *, finished: bool) -> None:
        """Keep how far it came, and how long it is, in seconds."""
        self._write(replace(self.played, reached=reached, length=length, finished=finished))

    def felt(self, after: int | None) -> None:
        """Keep how it felt afterwards."""
        self._write(replace(self.played, after=after))

    def _write(self, played: Played) -> None:
        self.played = played
        if self._kept and not os.path.exists(self.path):
            return  # `coach forget` came in between
        with contextlib.suppress(OSError, CoachError):
            make_folder(paths.state(), private=True)
            make_folder(self.path.parent)
            with atomic_write(self.path, durable=False) as file:
                file.write(lossless.encode(played))
            self._kept = True


def begin(
    spec: SessionSpec, title: str, before: int | None = None, now: Clock = time.time
) -> Entry:
    """Return the entry of a session that begins now; nothing is written yet."""
    started = now()
    name = f"{round(started * 1000):014d}-{os.urandom(3).hex()}.json"
    played = Played(spec=spec.absolute(), title=title, started=started, before=before)
    return Entry(played, folder() / name)


def played(most: int | None = None) -> list[Played]:
    """Return what was played, the last first, `most` at most; entries that cannot be read are left out."""
    entries: list[Played] = []
    place = str(folder())  # once, and as text: a history may have very many entries
    for name in _names():
        if most is not None and len(entries) >= most:
            break
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            entries.append(lossless.load(f"{place}/{name}", Played))
    return entries


def count() -> int:
    """Return how many sessions it holds."""
    return len(_names())


def ever() -> bool:
    """Return whether anything was ever kept."""
    return os.path.exists(folder())


def _names() -> list[str]:
    """Return the names of the files, the last first."""
    try:
        names = os.listdir(folder())
    except OSError:
        return []
    return sorted(
        (name for name in names if name.endswith(".json") and name[0] != "."), reverse=True
    )
