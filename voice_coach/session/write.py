"""A session to files: the audio and its captions, all of them or none."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
from msgspec import Meta

from voice_coach import lossless, provenance
from voice_coach.atomic import atomic_write, check_ours
from voice_coach.errors import ExportError, UsageError, printable, why
from voice_coach.export.captions import CAPTIONS, is_ours
from voice_coach.export.formats import format_of
from voice_coach.export.targets import check_targets
from voice_coach.session.open import Session
from voice_coach.session.record import content_key
from voice_coach.session.silence import check_cautions, silent_words
from voice_coach.session.spec import SessionSpec
from voice_coach.sound.names import BEDS
from voice_coach.speech.narrator import delivery_of
from voice_coach.version import __version__

if TYPE_CHECKING:
    from voice_coach.export.recording import Format
    from voice_coach.export.render import Progress


_DURABLE = False
"""What a power cut takes can be written anew; to wait for the disk would take a tenth of an export."""
_MOST_COVER = 4 << 20
"""Bytes of a picture: players load it whole."""


@dataclass(frozen=True, slots=True)
class FileSpec:
    """What kind of file a session becomes."""

    kind: str = ""
    """A suffix without its dot; empty: by the file's name."""
    quality: Annotated[str, Meta(pattern="^(low|normal|high)$")] = "normal"
    """Low, normal or high: how much sound a lossy format keeps."""
    mono: bool = False
    captions: str = ""
    """A file, or suffixes of files beside the audio, such as vtt,srt."""
    clobber: bool = True
    """A file of that name may be replaced."""
    by: str = ""
    """Whom the file names as the one who made it; empty: the program."""
    cover: str = ""
    """A PNG picture; empty: one of its part of the body."""

    def check(self) -> None:
        """Check the values: a program may put anything into the fields.

        Raises:
            UsageError: one is of another type, or there is no such quality.
        """
        try:
            data = lossless.encode(self)
            lossless.decode(data, FileSpec)
        except (msgspec.MsgspecError, TypeError, ValueError, OverflowError) as fault:
            raise UsageError(f"Not a valid description of a file: {fault}.") from None
        if lossless.NUL in data:
            message = "Not a valid description of a file: a text in it has a NUL character."
            raise UsageError(message)


def form_of(path: Path | None, spec: FileSpec) -> Format:
    """Return the format for a file; None: standard output.

    Raises:
        UsageError: there is none, or name and option do not go together.
    """
    spec.check()
    kind = f".{spec.kind or 'wav'}"
    if path is None or (spec.kind and not path.suffix):
        form = format_of(Path(f"x{kind}"))
    elif spec.kind and path.suffix.lower() != kind:
        raise UsageError(f'"{printable(path.name)}" does not go with --format {spec.kind}.')
    else:
        form = format_of(path)
    if spec.quality != "normal" and not form.bit_rates:
        message = "WAV and FLAC lose nothing: leave out --quality, or choose another format."
        raise UsageError(message)
    return form


def write_session(
    session: Session,
    path: Path | str | None,
    captions: Sequence[Path | str] = (),
    spec: FileSpec = FileSpec(),  # noqa: B008 - frozen
    progress: Progress = lambda frames: None,
) -> list[str]:
    """Write audio and captions; all appear, or none. Returns remarks, a line each.

    They tell what the voice has no sound for, and what the format has no room for.

    Args:
        session: complete.
        path: of the audio; None: standard output.
        captions: files for the words.
        spec: what kind of file it is.
        progress: called with how many more frames are done.

    Raises:
        UsageError: a target is read for the session, named twice, or there while it may not be.
        ExportError: a file cannot be written, or the voice has no sound for a caution.
        OSError: standard output cannot be.
    """
    from voice_coach.export.recording import Quality
    from voice_coach.export.render import Encoding, fitting, prepare

    path = None if path is None else Path(path)
    words = [Path(target) for target in captions]
    form = form_of(path, spec)
    check_cautions(session.plan, session.narrator)
    read = inputs_of(session, spec)
    check_targets([*([path] if path else []), *words], read)
    if spec.clobber:
        for target in words:
            check_ours(target, partial(is_ours, target.suffix.lower()))
    encoding = Encoding(Quality(spec.quality), spec.mono, _today(), spec.by, cover_of(spec))
    recording = prepare(session.program, session.mixer, form, encoding, progress)
    with contextlib.ExitStack() as stack:
        for target in words:
            kept = atomic_write(target, clobber=spec.clobber, durable=_DURABLE)
            file = stack.enter_context(kept)
            text = CAPTIONS[target.suffix.lower()](session.timeline, session.program.title)
            file.write(text.encode())
        with _opened(path, spec.clobber, alone=not words) as file, fitting(form, file) as fit:
            return [*silent_words(session.plan, session.narrator), *form.write(recording, fit)]


def key_of(session: Session, spec: FileSpec) -> str:
    """Return what a session's files are made of: with the same key they would be the same.

    Speaks nothing and starts no voice.
    """
    delivery = delivery_of(session.spec.voice.name, session.spec.voice.rate)
    settings = (
        __version__,
        delivery.family.identity(delivery.voice),
        delivery.words,
        (spec.kind, spec.quality, spec.mono, spec.captions, spec.by),
        session.spec.to_json(),
        session.program.slug,
    )
    return content_key(settings, inputs_of(session, spec))


def open_for_files(spec: SessionSpec) -> Session:
    """Open a session in the voice that its files' key names, or not at all.

    A file in a fallback voice would be kept, as unchanged, after the right voice speaks again.

    Raises:
        UsageError, ScriptError, VoiceError: as `open_session`.
    """
    session = Session(spec)
    session.start_clips()
    session.narrator.fallback = None
    _ = session.program, session.mixer
    return session


def cover_of(spec: FileSpec) -> bytes:
    """Return the user's own cover; empty where there is none.

    Raises:
        UsageError: it cannot be read, or is no PNG of a size that players show.
    """
    spec.check()
    for path in _cover_file(spec):
        try:
            if path.exists() and not path.is_file():  # a pipe would be waited for
                raise UsageError(f"The cover {printable(spec.cover)} is not a file.")
            with path.open("rb") as file:
                picture = file.read(_MOST_COVER + 1)
        except OSError as fault:
            message = f"The cover {printable(spec.cover)} cannot be read: {why(fault)}."
            raise UsageError(message) from None
        if not picture.startswith(b"\x89PNG\r\n\x1a\n") or len(picture) > _MOST_COVER:
            limit = f"of at most {_MOST_COVER >> 20} MiB"
            raise UsageError(f"The cover {printable(spec.cover)} is not a PNG picture {limit}.")
        return picture
    return b""


def _cover_file(spec: FileSpec) -> list[Path]:
    return [Path(spec.cover).expanduser()] if spec.cover else []


def inputs_of(session: Session, spec: FileSpec) -> list[Path]:
    """Return every file that a session's files are made of: scripts, own sounds, bed, cover."""
    bed = Path(session.spec.mix.bed).expanduser()
    beds = [bed] if session.spec.mix.bed not in BEDS else []
    return [*map(Path, session.program.files), *beds, *_cover_file(spec)]


@contextlib.contextmanager
def _opened(path: Path | None, clobber: bool, *, alone: bool) -> Iterator[BinaryIO]:
    if path is not None:
        with atomic_write(path, clobber=clobber, durable=_DURABLE) as file:
            yield file
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as fault:
        if alone:
            raise
        message = f"The audio cannot be written ({why(fault)}), nor its captions."
        raise ExportError(message) from None


def _today() -> str:
    """Return the day for the tags."""
    return provenance.now().strftime("%Y-%m-%d")
