"""A session as MP3: what every phone, car and podcast app plays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from voice_coach.export.encoder import encode
from voice_coach.export.recording import Quality, Recording
from voice_coach.export.splice import Splice, Splicer
from voice_coach.export.tags import Tags
from voice_coach.plan.timeline import Chapter

_LEAST, _MOST = 32, 320
"""Kilobits a second at libsndfile's levels 1 and 0."""
_LAME_QUALITY = 3
"""Of 0 (best) to 9: what LAME takes by itself, and so libsndfile."""
_MONO_LEAST = 64
"""Below it, LAME finds no room for the frame that gives players its delay."""


class Mp3:
    """The `Format` MP3, at a constant bit rate: players seek in it without a table."""

    streams = False
    bit_rates: Mapping[Quality, int] = {Quality.LOW: 64, Quality.NORMAL: 96, Quality.HIGH: 160}

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a file."""
        head = tag(recording.tags, recording.chapters, recording.cover())
        rate = self.bit_rates[recording.quality]
        if recording.channels == 1:
            rate = max(_MONO_LEAST, rate // 2)
        faster = ["libmp3lame", "-b:a", f"{rate}k", "-compression_level", str(_LAME_QUALITY)]
        encode(
            recording,
            Splicer(file, lambda first: Splice(0, 0, head)),
            [*faster, "-id3v2_version", "0", "-f", "mp3"],
            format="MP3",
            subtype="MPEG_LAYER_III",
            bitrate_mode="CONSTANT",
            compression_level=(_MOST - rate) / (_MOST - _LEAST),
        )
        return []


LISTED = 255
"""Chapters that the table of contents can list; players read the rest as well."""
_NO_OFFSET = b"\xff" * 8
_COVER = b"\x03"


def tag(tags: Tags, chapters: Sequence[Chapter], cover: bytes) -> bytes:
    """Return the whole tag."""
    body = b"".join((*_words(tags), *_contents(chapters), *_picture(cover)))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body


def _words(tags: Tags) -> Iterable[bytes]:
    for name, text in (
        (b"TIT2", tags.title),
        (b"TPE1", tags.artist),
        (b"TALB", tags.album),
        (b"TCON", tags.genre),
        (b"TYER", tags.date[:4]),
        (b"TDAT", tags.date[8:10] + tags.date[5:7]),
        (b"TLAN", tags.language3),
    ):
        if text:
            yield _frame(name, _text(text))
    if tags.comment:
        nameless = "".encode("utf-16") + b"\0\0"
        data = b"\x01" + tags.language3.encode() + nameless + tags.comment.encode("utf-16")
        yield _frame(b"COMM", data)


def _contents(chapters: Sequence[Chapter]) -> Iterable[bytes]:
    """Yield a table of contents and the chapters, in the order of time."""
    if not chapters:
        return
    names = [f"chp{index}".encode() + b"\0" for index in range(len(chapters))]
    listed = names[:LISTED]
    top_level_in_order = 3
    head = b"toc\0" + bytes([top_level_in_order, len(listed)]) + b"".join(listed)
    yield _frame(b"CTOC", head + _frame(b"TIT2", _text("Steps")))
    for name, chapter in zip(names, chapters, strict=True):
        times = _be(chapter.start_ms) + _be(chapter.end_ms) + _NO_OFFSET
        yield _frame(b"CHAP", name + times + _frame(b"TIT2", _text(chapter.title)))


def _picture(cover: bytes) -> Iterable[bytes]:
    if cover:
        yield _frame(b"APIC", b"\0image/png\0" + _COVER + b"\0" + cover)


def _frame(name: bytes, data: bytes) -> bytes:
    return name + _be(len(data)) + b"\0\0" + data


def _text(text: str) -> bytes:
    return b"\x01" + text.encode("utf-16", "replace")


def _be(value: int) -> bytes:
    return value.to_bytes(4, "big")
