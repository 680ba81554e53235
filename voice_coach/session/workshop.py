"""The workshop: many sessions to files in one folder; what is current stays as it is.

A library that is exported and a site are the same work: each session is a `Job`, its files have one
`Record`, and a job whose record still fits is left alone. For the others

1. the files are made in a hidden folder beside the records, here or by a worker of a cluster,
2. the record says that they are being written, so that an interruption leaves nothing unknown,
3. each file takes its name at once (`os.replace`), over an older one of ours,
4. the record says what they were made of and what they are.

Only files that a record lists, and that are as it left them, are ever replaced: `check_ours` names
all others before anything is written. Jobs run in threads (`session.batch`), one for each processor;
one that fails does not stop the others.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from voice_coach import provenance
from voice_coach.atomic import make_folder, temporary_folder
from voice_coach.errors import ExportError, UsageError, printable, why
from voice_coach.session.batch import Advance, Batch, News
from voice_coach.session.open import Session
from voice_coach.session.record import FileState, Record, Step, read_record, steps_of, write_record
from voice_coach.session.spec import SessionSpec
from voice_coach.session.write import FileSpec, key_of, open_for_files, write_session
from voice_coach.units import format_clock, milliseconds

CHAPTERS = ".json"
"""The kind of file that holds chapters as Podcasting 2.0 has them."""


class Job(Struct, frozen=True):
    """One session to be made into files."""

    name: str
    """Of its record; no other job of the folder has it."""
    spec: SessionSpec
    file: FileSpec
    kinds: tuple[str, ...]
    """The suffixes of its files, the sound's first, then captions or chapters."""


class Made(Struct, frozen=True):
    """What is known of files that were just made."""

    length: int
    """Milliseconds."""
    steps: tuple[Step, ...]
    remarks: tuple[str, ...] = ()
    """What the listener should know: of the format, or of words without a sound."""


def make(job: Job, folder: Path, advance: Advance = lambda share: None) -> Made:
    """Make a job's files in an empty folder, as ``session.mp3``, ``session.vtt`` and so on.

    Args:
        job: the session.
        folder: where to.
        advance: called with the share that is done since the last time.

    Raises:
        UsageError, ScriptError: there is no such session, or its script is wrong.
        VoiceError: the voice that was asked for does not speak; no other one takes its place here.
        ExportError: a file cannot be written.
    """
    session = open_for_files(job.spec)
    sound, *others = (folder / f"session{kind}" for kind in job.kinds)
    captions = [path for path in others if path.suffix != CHAPTERS]
    length = session.timeline.length
    remarks = write_session(
        session, sound, captions, job.file, lambda frames: advance(frames / length)
    )
    steps = steps_of(session.timeline)
    if CHAPTERS in job.kinds:
        chapters = [{"startTime": step.start / 1000, "title": step.chapter} for step in steps]
        text = json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False)
        (folder / f"session{CHAPTERS}").write_text(text, encoding="utf-8")
    return Made(milliseconds(length), steps, tuple(remarks))


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder of files, and the records of them."""

    folder: Path
    records: Path
    """The folder of the records, in the other one."""
    stem: Callable[[Job, Sequence[Path]], str]
    """Returns what the paths of a job's files begin with, given the job and the files made."""

    def open(self) -> None:
        """Make the folders unless they exist.

        Raises:
            UsageError: there is a file in the place of one.
            CoachError: one cannot be made.
        """
        for folder in (self.folder, self.records):
            if folder.exists() and not folder.is_dir():
                raise UsageError(f"{printable(str(folder))} is a file; name a folder.")
            make_folder(folder)

    def check_ours(self, paths: Iterable[str], known: Iterable[FileState] = ()) -> None:
        """Make sure that none of these files is somebody else's.

        Args:
            paths: what is about to be written, relative to the folder.
            known: files of ours besides those in the records.

        Raises:
            UsageError: a file exists that we did not write, or that has changed since.
        """
        paths = list(paths)
        ours = {state.path: state for _, record in self._all() for state in _states(record)}
        ours |= {state.path: state for state in known}
        strange = [path for path in paths if (self.folder / path).exists() and path not in ours]
        changed = [
            path
            for path in paths
            if path in ours
            and ours[path].sha256
            and (self.folder / path).exists()
            and not ours[path].unchanged(self.folder)
        ]
        if strange or changed:
            names = ", ".join(
                printable(str(self.folder / path)) for path in [*strange, *changed][:5]
            )
            reason = "was not written here" if strange else "changed since it was written here"
            remedy = "Nothing was replaced; move it away, or choose another folder."
            raise UsageError(f"{names}: {reason}. {remedy}")

    def current(self, job: Job) -> Record | None:
        """Return the record of a job whose files are as they would be made now; None: make it.

        Raises:
            UsageError, ScriptError: there is no such session, or its script is wrong.
        """
        record = read_record(self.records, job.name)
        if record is None or not record.key or len(record.files) != len(job.kinds):
            return None
        if record.key != key_of(Session(job.spec), job.file):
            return None
        return record if all(file.unchanged(self.folder) for file in record.files) else None

    def run(self, jobs: Sequence[Job], workers: int) -> Iterator[News]:
        """Make the files of all jobs that are not current, here; yield what happens.

        Args:
            jobs: each with a name of its own.
            workers: how many at a time.
        """
        by_name = {job.name: job for job in jobs}
        yield from Batch(lambda name, advance: self.bring_up_to_date(by_name[name], advance)).run(
            list(by_name), workers
        )

    def bring_up_to_date(self, job: Job, advance: Advance) -> str:
        """Make a job's files unless they are current; return a line that says which."""
        if record := self.current(job):
            return f"{self.folder / record.files[0].path}  unchanged"
        with temporary_folder(self.records) as folder:
            return self.publish(job, folder, make(job, folder, advance))

    def publish(self, job: Job, folder: Path, made: Made) -> str:
        """Give files that were made the names they are known by; return a line about them.

        Raises:
            ExportError: they cannot be written.
        """
        parts = [folder / f"session{kind}" for kind in job.kinds]
        stem = self.stem(job, parts)
        paths = [f"{stem}{kind}" for kind in job.kinds]
        before = read_record(self.records, job.name)
        earlier = () if before is None else _states(before)
        replaced = tuple({one.path: one for one in earlier if one.path not in paths}.values())
        unfinished = Record(
            key="",
            files=tuple(map(FileState, paths)),
            replaced=replaced,
            published=before.published if before else 0,
        )
        write_record(self.records, job.name, unfinished)
        stood = (self.folder / paths[0]).is_file()
        for part, path in zip(parts, paths, strict=True):
            target = self.folder / path
            make_folder(target.parent)
            try:
                os.replace(part, target)
            except OSError as fault:
                message = f"{printable(str(target))} cannot be written: {why(fault)}."
                raise ExportError(message) from None
        record = Record(
            key=key_of(Session(job.spec), job.file),
            files=tuple(FileState.of(self.folder, path) for path in paths),
            length=made.length,
            steps=made.steps,
            published=unfinished.published or max(0, int(provenance.now().timestamp())),
            replaced=replaced,
        )
        write_record(self.records, job.name, record)
        length, size = format_clock(record.length * 48), record.bytes / 2**20
        line = f"{self.folder / paths[0]}  {length}  {size:.1f} MiB"
        lines = [f"{line}  (replaced)" if stood else line, *made.remarks]
        return "\n".join(lines)

    def left_over(self, names: Iterable[str]) -> list[FileState]:
        """Return the files of earlier versions, and of sessions other than these."""
        wanted = set(names)
        return [
            state
            for name, record in self._all()
            for state in (record.replaced if name in wanted else _states(record))
        ]

    def forget_left_over(self, names: Iterable[str]) -> None:
        """Take the files of `left_over` out of the records; they are gone, or somebody else's."""
        wanted = set(names)
        for name, record in list(self._all()):
            if name not in wanted:
                with contextlib.suppress(OSError):
                    (self.records / f"{name}.json").unlink()
            elif record.replaced:
                write_record(self.records, name, replace(record, replaced=()))

    def _all(self) -> Iterator[tuple[str, Record]]:
        for path in sorted(self.records.glob("*.json")):
            record = read_record(self.records, path.stem)
            if record:
                yield path.stem, record


def _states(record: Record) -> tuple[FileState, ...]:
    return (*record.files, *record.replaced)
