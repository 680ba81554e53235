"""All places where the program keeps files, and which of them are personal."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from voice_coach import log, settings
from voice_coach.atomic import sweep
from voice_coach.errors import CoachError, printable, why
from voice_coach.library import catalog, favourites
from voice_coach.playback.remote import runtime_folder
from voice_coach.session import bookmark, heard, history, screening
from voice_coach.speech.cache import default_folder, size
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
        Place(
            "screened",
            screening.file(),
            "that nothing spoke against a session today",
            personal=True,
            single=True,
        ),
        Place("begun", heard.begun(), "that you began a session once", personal=True, single=True),
        Place("log", log.file().parent, "what --verbose writes", personal=True),
        Place("voices", voices_folder(), "voices that you installed"),
        Place("speech", default_folder(), "speech that is kept: coach cache clear", personal=True),
    ]
    with contextlib.suppress(OSError, CoachError):
        places.append(Place("running", runtime_folder(), "how other programs reach a session"))
    return places


def kept() -> list[tuple[Place, str]]:
    """Return what is kept of the user, each with how much of it there is."""
    counts: dict[str, Callable[[], int]] = {
        "history": history.count,
        "favourites": lambda: len(favourites.names()),
        "speech": lambda: size(default_folder())[0],
    }
    there = [place for place in places() if place.personal and _is_there(place)]
    return [(one, str(counts[one.name]()) if one.name in counts else "") for one in there]


def _is_there(place: Place) -> bool:
    """Return whether there is anything to forget: a killed command may have left only half a file."""
    try:
        os.lstat(place.path)
        return True
    except PermissionError:  # somebody else's: whoever forgets it hears of it
        return True
    except OSError:
        pass
    try:
        return place.single and any(re.fullmatch(_PART, one) for one in os.listdir(place.folder))
    except OSError:
        return False


def forget(place: Place) -> None:
    """Remove a place, and what a killed command left half-written beside it.

    In a folder, what the program did not write stays. Where the user has put a link to a folder,
    the link goes.

    Raises:
        CoachError: it cannot be removed, or files that are not ours stay; names them.
    """
    path, others = place.path, list[Path]()
    try:
        if not path.is_dir() or (place.single and path.is_symlink()):
            path.unlink(missing_ok=True)
        elif place.single:
            shutil.rmtree(path)
        else:
            others = _emptied(path)
            if path.is_symlink():
                path.unlink()
            elif not others:
                path.rmdir()
        if place.single:
            sweep(path.parent, float("inf"))
    except OSError as fault:
        raise CoachError(f"{path} cannot be removed: {why(fault)}.") from None
    if others and path.exists():
        names = ", ".join(printable(other.name) for other in others[:5])
        raise CoachError(f"{path} also holds files that are not ours; they stay: {names}.")


_PART = r"\.coach-[0-9a-f]+\.part"
_OURS = re.compile(rf"\d{{14}}-[0-9a-f]{{6}}\.json|[0-9a-f]{{31}}\.take|coach\.log(\.1)?|{_PART}")


def _emptied(folder: Path) -> list[Path]:
    """Remove the program's files from a folder and from its subfolders of takes; return the others."""
    others = []
    for path in folder.iterdir():
        if re.fullmatch("[0-9a-f]", path.name) and path.is_dir() and not path.is_symlink():
            inside = _emptied(path)
            others += inside
            if not inside:
                path.rmdir()
        elif _ours(path):
            path.unlink()
        else:
            others.append(path)
    return sorted(others)


def _ours(path: Path) -> bool:
    """Return whether the program wrote a file in a folder that may hold others; a favourite is empty."""
    if path.is_symlink() or not path.is_file():
        return False
    return bool(_OURS.fullmatch(path.name)) or path.stat().st_size == 0
