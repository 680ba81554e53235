"""What a file says of itself: title, cautions and all, for a player to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from voice_coach.plan.leaflet import REVIEW
from voice_coach.plan.phrases import phrases
from voice_coach.plan.program import Program

ARTIST = "voice-coach"
ALBUM = "Self-massage"
GENRE = "Speech"


@dataclass(frozen=True, slots=True)
class Tags:
    """Words about a file."""

    title: str
    comment: str = ""
    """Cautions first: players show its beginning."""
    date: str = ""
    """The day it was made, as ``2026-02-28``."""
    language: str = "en"
    """Of the words, two letters (ISO 639-1). All scripts are in English (`script.terms.Language`)."""
    language3: str = "eng"
    """The same in three letters (ISO 639-2), as ID3 and MP4 want it."""
    artist: str = ARTIST
    album: str = ALBUM
    genre: str = GENRE


def tags_of(program: Program, date: str, by: str = "") -> Tags:
    """Return the tags of a session made on `date`; the artist is `by`, or the program."""
    comment = " ".join(_comment(program))
    return Tags(program.title, comment, date, artist=by or ARTIST)


def _comment(program: Program) -> Iterator[str]:
    leaflet = program.leaflet
    yield from leaflet.cautions
    for label, items in (("Not for", leaflet.not_for), ("Stop at", leaflet.stops)):
        if items:
            yield f"{label}: {'; '.join(items)}."
    yield from phrases().full_safety
    yield REVIEW
    yield from leaflet.summaries
