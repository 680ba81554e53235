"""What a file says of itself: title, cautions and all, for a player to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voice_coach.plan import safety
from voice_coach.plan.program import Program

ARTIST = "voice-coach"
ALBUM = "Self-massage"
GENRE = "Speech"
_THREE_LETTERS = {
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
}
"""ISO 639-1 to 639-2, as far as somebody might write sessions."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Words about a file."""

    title: str
    comment: str = ""
    """Cautions first: players show its beginning."""
    date: str = ""
    """The day it was made, as ``2026-02-28``."""
    language: str = "en"
    """Of the words, two letters (ISO 639-1)."""
    artist: str = ARTIST
    album: str = ALBUM
    genre: str = GENRE

    @property
    def language3(self) -> str:
        """The language in three letters (ISO 639-2), as ID3 and MP4 want it."""
        return _THREE_LETTERS.get(self.language, "und")


def tags_of(program: Program, date: str, language: str = "en") -> Tags:
    """Return the tags of a session that was made on a day."""
    return Tags(program.title, " ".join(_comment(program)), date, language)


def _comment(program: Program) -> Iterator[str]:
    parts = program.techniques
    cautions = [*program.cautions, *(say for part in parts for say in part.heading.cautions)]
    yield from dict.fromkeys(say.text for say in cautions)
    for label, items in (
        ("Not for", [item for part in parts for item in part.not_for]),
        ("Stop at", [*safety.STOP_AT, *(item for part in parts for item in part.stop_at)]),
    ):
        if items:
            yield f"{label}: {'; '.join(dict.fromkeys(items))}."
    yield safety.PREAMBLE[0]
    yield safety.REVIEW
    yield from dict.fromkeys(part.heading.summary for part in parts)
