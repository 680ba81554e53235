"""One session to the files of a site, named by what is in them, so that caches may keep them for ever."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from voice_coach import provenance
from voice_coach.atomic import atomic_write, temporary_folder
from voice_coach.export.batch import Advance
from voice_coach.session.open import Session
from voice_coach.session.write import key_of, open_for_files, write_session
from voice_coach.site.record import Record, read_record, steps_of, write_record
from voice_coach.site.spec import Item, audio_folder
from voice_coach.units import milliseconds

KINDS = (".mp3", ".vtt", ".srt", ".json")
"""Of each session: sound, words twice, chapters."""
_DIGITS = 12
"""Of a digest in a name: two files of one session never share them by chance."""


def fresh(item: Item, folder: Path) -> Record | None:
    """Return the record of a rendering that is there as it would be made now; None: make it.

    Raises:
        UsageError, ScriptError, VoiceError: as `session.open.open_session`.
    """
    record = read_record(folder, item.name)
    if record is None or record.key != key_of(Session(item.spec), item.file):
        return None
    return record if _whole(record, folder) else None


def render(item: Item, folder: Path, advance: Advance) -> tuple[Record, list[str]]:
    """Make a session's files; return its record, and remarks. The files of an older version stay.

    Args:
        item: the session.
        folder: of the site.
        advance: told the share that is done since the last time.

    Raises:
        UsageError, ScriptError, VoiceError: as `session.open.open_session`.
        ExportError: a file can not be written.
    """
    key = key_of(Session(item.spec), item.file)
    session = open_for_files(item.spec)
    with temporary_folder() as scratch:
        parts, remarks = _written(item, session, scratch, advance)
        stem = f"{item.name}.{digest(parts)}"
        for part in parts:
            _copied(part, audio_folder(folder) / f"{stem}{part.suffix}")
        size = parts[0].stat().st_size
    before = read_record(folder, item.name)
    record = Record(
        key=key,
        stem=stem,
        bytes=size,
        length=milliseconds(session.timeline.length),
        steps=steps_of(session.timeline),
        published=before.published if before else _now(),
    )
    write_record(folder, item.name, record)
    return record, remarks


def _whole(record: Record, folder: Path) -> bool:
    try:
        return record.stem.endswith(digest(folder / record.path(kind) for kind in KINDS))
    except OSError:
        return False


def _written(
    item: Item, session: Session, scratch: Path, advance: Advance
) -> tuple[list[Path], list[str]]:
    sound, *others = parts = [scratch / f"session{kind}" for kind in KINDS]
    length = session.timeline.length

    def progress(frames: int) -> None:
        advance(frames / length)

    remarks = write_session(session, sound, others[:2], item.file, progress)
    parts[3].write_text(chapters_json(session), encoding="utf-8")
    return parts, remarks


def chapters_json(session: Session) -> str:
    """Return chapters as Podcasting 2.0 has them, times in seconds."""
    steps = steps_of(session.timeline)
    chapters = [{"startTime": step.start / 1000, "title": step.chapter} for step in steps]
    return json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False)


def digest(parts: Iterable[Path]) -> str:
    """Return what the names of a session's files end with: it changes with any byte of them."""
    whole = hashlib.sha256()
    for part in parts:
        with part.open("rb") as file:
            while piece := file.read(1 << 20):
                whole.update(piece)
    return whole.hexdigest()[:_DIGITS]


def _copied(part: Path, target: Path) -> None:
    with part.open("rb") as source, atomic_write(target) as file:
        shutil.copyfileobj(source, file)


def _now() -> int:
    """Return the time in seconds since 1970."""
    return int(provenance.now().timestamp())
