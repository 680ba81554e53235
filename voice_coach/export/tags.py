"""What a file says of itself: title, cautions and all, for a player to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voice_coach.plan import safety
from voice_coach.plan.phrases import phrases, risk_words
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


def tags_of(program: Program, date: str, by: str = "") -> Tags:
    """Return the tags of a session that was made on a day, by somebody or by the program."""
    comment = " ".join(_comment(program))
    language = program.headings[0].language.value
    return Tags(program.title, comment, date, language, artist=by or ARTIST)


def _comment(program: Program) -> Iterator[str]:
    headings, words = program.headings, phrases()
    yield from risk_words(risk for heading in headings for risk in heading.risks)
    yield from dict.fromkeys(say.texts[0] for one in headings for say in one.cautions)
    for label, items in (
        ("Not for", [item for one in headings for item in one.not_for]),
        ("Stop at", [*safety.STOP_AT, *(item for one in headings for item in one.stop_at)]),
    ):
        if items:
            yield f"{label}: {'; '.join(dict.fromkeys(items))}."
    yield from words.full_safety
    yield safety.REVIEW
    yield from dict.fromkeys(one.summary for one in headings)
