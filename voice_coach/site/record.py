"""What is known of a session that was rendered: all that pages and feed need besides its script.

One file each, so that parts that were made apart can be put together by copying.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from voice_coach.atomic import atomic_write
from voice_coach.plan.timeline import Chapter, Timeline
from voice_coach.site.spec import AUDIO, RENDERINGS
from voice_coach.units import milliseconds

_VERSION = 1


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
    """As a list of chapters has it, where it stands alone."""
    technique: str
    words: tuple[Words, ...]


class Record(Struct, frozen=True, kw_only=True):
    """One rendering."""

    version: int = _VERSION
    key: str
    """Of everything that it was made of."""
    stem: str
    """Of its files: name, length, and a digest of what is in them."""
    bytes: int
    """Of the MP3."""
    length: int
    """Milliseconds."""
    steps: tuple[Step, ...]
    published: int
    """When it was first rendered, in seconds since 1970; a new version keeps it."""

    def path(self, kind: str) -> str:
        """Return the path in the site of a file: ``.mp3``, ``.vtt``, ``.srt``, ``.json``."""
        return f"{AUDIO}/{self.stem}{kind}"

    @property
    def minutes(self) -> int:
        """Return its length in whole minutes, one at least."""
        return max(1, round(self.length / 60_000))


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


def read_record(folder: Path, name: str) -> Record | None:
    """Return what a site knows of a rendering; None: nothing, or nothing that can be read."""
    try:
        found = msgspec.json.decode(
            (folder / RENDERINGS / f"{name}.json").read_bytes(), type=Record
        )
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.version == _VERSION else None


def write_record(folder: Path, name: str, record: Record) -> None:
    """Keep what is known of a rendering.

    Raises:
        ExportError: it can not be written.
    """
    with atomic_write(folder / RENDERINGS / f"{name}.json") as file:
        file.write(msgspec.json.format(msgspec.json.encode(record), indent=1))


def _title(chapter: Chapter) -> str:
    if chapter.side is None or chapter.side.value in chapter.step.lower():
        return chapter.step
    return f"{chapter.side.value.capitalize()} side: {chapter.step[0].lower()}{chapter.step[1:]}"
