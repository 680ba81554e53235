"""What is known of a session's files: what they were made of, and what they were when they were written.

One file of JSON for each session. Whether files are current, whether they are ours to replace, and
what pages and feeds print of a session are all read from it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from voice_coach import lossless
from voice_coach.atomic import atomic_write
from voice_coach.plan.timeline import Chapter, Timeline
from voice_coach.provenance import LAST_SECOND, sha256_of
from voice_coach.units import milliseconds

_VERSION = 2


class Words(Struct, frozen=True):
    """One spoken cue."""

    start: int
    """Milliseconds."""
    text: str


class Step(Struct, frozen=True):
    """A step, with what is spoken in it."""

    start: int
    """Milliseconds; the first one's is 0."""
    title: str
    """As the page has it, under the name of its technique."""
    chapter: str
    """As a list of chapters has it, without the technique's name above it."""
    technique: str
    words: tuple[Words, ...]


class FileState(Struct, frozen=True):
    """A file as it was when we wrote it."""

    path: str
    """Relative to the folder, with forward slashes."""
    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""
    """Empty: it is being written, so it may be old, new or missing, and is ours all the same."""

    @classmethod
    def of(cls, folder: Path, path: str) -> FileState:
        """Return the state of a file as it is now.

        Raises:
            OSError: it cannot be read.
        """
        about = (folder / path).stat()
        return cls(path, about.st_size, about.st_mtime_ns, sha256_of(folder / path))

    def unchanged(self, folder: Path) -> bool:
        """Return whether the file is there and has the same bytes.

        Its time saves reading it; where only the time differs, as after a copy, the bytes decide.
        """
        try:
            about = (folder / self.path).stat()
            if about.st_size != self.size or not self.sha256:
                return False
            return (
                about.st_mtime_ns == self.mtime_ns or sha256_of(folder / self.path) == self.sha256
            )
        except OSError:
            return False


class Record(Struct, frozen=True, kw_only=True):
    """The files of one session."""

    version: int = _VERSION
    key: str
    """Of everything that they were made of; empty: they are being written."""
    files: tuple[FileState, ...]
    """The sound first."""
    length: Annotated[int, Meta(ge=0, le=10**10)] = 0
    """Milliseconds."""
    steps: tuple[Step, ...] = ()
    published: Annotated[int, Meta(ge=0, le=int(LAST_SECOND))] = 0
    """When it was first written, in seconds since 1970; a new version keeps it."""
    replaced: tuple[FileState, ...] = ()
    """Of earlier versions, under other names; a site removes them once its pages are new."""

    def path(self, kind: str) -> str:
        """Return the path of the file of a kind, such as ``.mp3``, relative to the folder."""
        return next(file.path for file in self.files if file.path.endswith(kind))

    @property
    def bytes(self) -> int:
        """The size of the sound."""
        return self.files[0].size

    @property
    def minutes(self) -> int:
        """Its length in whole minutes, one at least."""
        return max(1, round(self.length / 60_000))


def read_record(records: Path, name: str) -> Record | None:
    """Return the record of a session; None: there is none that can be read."""
    try:
        record = lossless.load(records / f"{name}.json", Record)
    except (OSError, msgspec.MsgspecError):
        return None
    plain = all(is_inside(file.path) for file in (*record.files, *record.replaced))
    return record if record.version == _VERSION and record.files and plain else None


def write_record(records: Path, name: str, record: Record) -> None:
    """Keep the record of a session.

    Raises:
        ExportError: it cannot be written.
    """
    with atomic_write(records / f"{name}.json") as file:
        file.write(lossless.encode(record, indent=1))


def is_inside(path: str) -> bool:
    """Return whether a path of a record, which is a file like any other, stays in the folder."""
    parts = path.split("/")
    return not path.startswith("/") and "\\" not in path and ":" not in path and ".." not in parts


def steps_of(timeline: Timeline) -> tuple[Step, ...]:
    """Return the steps of a session, as pages show them."""
    return tuple(
        Step(
            chapter.start_ms,
            _title(chapter),
            chapter.title,
            chapter.technique,
            tuple(Words(milliseconds(cue.start), cue.line.text) for cue in chapter.speech),
        )
        for chapter in timeline.chapters()
    )


def content_key(settings: object, files: Iterable[Path]) -> str:
    """Return a key of everything that decides what a file will be.

    Args:
        settings: voice, options and versions; distinguished by their `repr`.
        files: what is read, by content; where they are does not matter.
    """
    digest = hashlib.blake2b(repr(settings).encode("utf-8", "surrogatepass"), digest_size=16)
    for path in files:
        with contextlib.suppress(OSError):  # whoever opens the session says what is wrong with it
            about = path.stat()
            digest.update(_content(path, about.st_size, about.st_mtime_ns).encode())
    return digest.hexdigest()


@lru_cache(maxsize=1000)
def _content(path: Path, size: int, mtime_ns: int) -> str:
    """Return the digest of a file; a bed of an hour, which all sessions share, is read once a run."""
    return sha256_of(path)


def _title(step: Chapter) -> str:
    if step.side is None or step.side.value in step.step.lower():
        return step.step
    return f"{step.side.value.capitalize()} side: {step.step[0].lower()}{step.step[1:]}"
