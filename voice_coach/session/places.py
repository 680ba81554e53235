"""All places where the program keeps files, and which of them are personal."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from voice_coach import log, settings
from voice_coach.atomic import sweep
from voice_coach.errors import CoachError, why
from voice_coach.library import catalog, favourites
from voice_coach.playback.remote import runtime_folder
from voice_coach.session import bookmark, heard, history
from voice_coach.speech.cache import default_folder
from voice_coach.speech.lexicon import user_file
from voice_coach.speech.voices.offers import voices_folder


class Place(Struct, frozen=True):
    """A file or a folder."""

    name: str
    path: Path
    about: str
    personal: bool = False
    """It shows what its user did; `coach forget` removes it."""
    single: bool = False
    """A file, not a folder."""

    @property
    def folder(self) -> Path:
        """Where it is written."""
        return self.path.parent if self.single else self.path


def places() -> list[Place]:
    """Return every place, whether or not anything is there."""
    places = [
        Place("settings", settings.file(), "what you chose for every time", single=True),
        Place("scripts", catalog.user_folder(), "your own sessions"),
        Place("lexicon", user_file(), "words that you respelled for the voice", single=True),
        Place("favourites", favourites.folder(), "sessions that you marked", personal=True),
        Place("history", history.folder(), "what you played, and how far", personal=True),
        Place(
            "unfinished", bookmark.file(), "where coach resume goes on", personal=True, single=True
        ),
        Place(
            "heard",
            heard.file(),
            "when you last heard all safety words",
            personal=True,
            single=True,
        ),
        Place("begun", heard.begun(), "that you began a session once", personal=True, single=True),
        Place("log", log.file().parent, "what --verbose writes", personal=True),
        Place("voices", voices_folder(), "voices that you installed"),
        Place("speech", default_folder(), "speech that is kept: coach cache clear"),
    ]
    with contextlib.suppress(OSError, CoachError):
        places.append(Place("running", runtime_folder(), "how other programs reach a session"))
    return places


def kept() -> list[tuple[Place, str]]:
    """Return what is kept of the user, each with how much of it there is."""
    counts: dict[str, Callable[[], int]] = {
        "history": history.count,
        "favourites": lambda: len(favourites.names()),
    }
    there = [place for place in places() if place.personal and place.path.exists()]
    return [(one, str(counts[one.name]()) if one.name in counts else "") for one in there]


def forget(place: Place) -> None:
    """Remove a place, and what a killed command left half-written beside it.

    Where the user has put a link in place of a folder, that folder stays, with all in it that is
    not ours.

    Raises:
        CoachError: it cannot be removed.
    """
    try:
        if place.path.is_symlink() and place.path.is_dir():
            for path in filter(_ours, place.path.resolve().iterdir()):
                path.unlink()
            place.path.unlink()
        elif place.path.is_dir():
            shutil.rmtree(place.path)
        else:
            place.path.unlink(missing_ok=True)
        if place.single:
            sweep(place.path.parent, float("inf"))
    except OSError as fault:
        raise CoachError(f"{place.path} cannot be removed: {why(fault)}.") from None


_OURS = re.compile(r"\d{14}-[0-9a-f]{6}\.json|\.coach-[0-9a-f]+\.part|.*\.log(\.\d+)?")


def _ours(path: Path) -> bool:
    """Return whether the program wrote a file in a folder that may hold others; a favourite is empty."""
    if path.is_symlink() or not path.is_file():
        return False
    return bool(_OURS.fullmatch(path.name)) or path.stat().st_size == 0
