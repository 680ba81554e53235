"""Names to scripts: the user's own library folder first, then the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import platformdirs

from voice_coach import resources
from voice_coach.errors import CoachError, Problem, ScriptError, UsageError, nearest, printable
from voice_coach.script.model import Heading, Routine, Technique
from voice_coach.script.reader import read, read_heading

SUFFIX = ".yaml"
MOST_TECHNIQUES = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One script of the library."""

    path: Path
    own: bool
    """Lies in the user's folder."""
    shadows: bool
    """Wins over a shipped script of the same name."""


def user_folder() -> Path:
    """Return the folder of the user's own scripts; it may not exist yet."""
    return platformdirs.user_data_path("voice-coach", appauthor=False) / "scripts"


def entries() -> dict[str, Entry]:
    """Return every script by name, shipped and own, in alphabetical order."""
    shipped = {path.stem: path for path in _scripts(resources.folder("scripts"))}
    own = {path.stem: path for path in _scripts(user_folder())}
    found = {name: Entry(path, own=False, shadows=False) for name, path in shipped.items()}
    found |= {name: Entry(path, own=True, shadows=name in shipped) for name, path in own.items()}
    return dict(sorted(found.items()))


def find(name: str) -> Path:
    """Return the file of a script, given its name or a path.

    Raises:
        UsageError: no such script; names the nearest.
    """
    if "/" in name or "\\" in name or Path(name).suffix in (".yaml", ".yml"):
        path = Path(name)
        if not path.exists():
            raise UsageError(f"There is no file {printable(name)}.")
        return path
    known = entries()
    if name not in known:
        hint = nearest(name, known) or " See `coach list`."
        raise UsageError(f'There is no session "{printable(name)}".{hint}')
    return known[name].path


def headings() -> Iterator[tuple[Entry, Heading | CoachError]]:
    """Yield each script of the library with its heading, or with what is wrong with it."""
    for entry in entries().values():
        try:
            yield entry, read_heading(entry.path)
        except CoachError as fault:
            yield entry, fault


def load(path: Path) -> Technique | Routine:
    """Read a technique, or a routine with all of its techniques.

    Raises:
        ScriptError: with every problem of this file.
        CoachError: the file can not be opened.
    """
    found = read(path)
    if isinstance(found, Technique):
        return found
    techniques = tuple(_techniques(found, path, ()))
    return Routine(replace(found, needs=_needs(techniques)), techniques)


def _techniques(heading: Heading, path: Path, inside: tuple[str, ...]) -> list[Technique]:
    """Return a routine's techniques; a routine in a routine stands for its techniques."""
    trail = (*inside, heading.slug)
    if len(set(trail)) < len(trail):
        _fault(heading, f"the routine plays itself: {' > '.join(trail)}")
    found: list[Technique] = []
    for name in heading.play:
        part_path = _find_beside(name, path, heading)
        part = read(part_path)
        found += [part] if isinstance(part, Technique) else _techniques(part, part_path, trail)
        if len(found) > MOST_TECHNIQUES:
            _fault(heading, f"more than {MOST_TECHNIQUES} techniques")
    return found


def _find_beside(name: str, path: Path, heading: Heading) -> Path:
    """Find a routine's technique by name: beside the routine first, then in the library."""
    if Path(name).name != name:
        _fault(heading, f'"{printable(name)}": name a technique, not a path')
    beside = path.parent / f"{name}{SUFFIX}"
    known = entries()
    if name in known and known[name].own:
        return known[name].path
    if beside.is_file():
        return beside
    if name not in known:
        _fault(heading, f'there is no technique "{printable(name)}".{nearest(name, known)}')
    return known[name].path


def _fault(heading: Heading, message: str) -> NoReturn:
    raise ScriptError([Problem(heading.place, message)])


def _needs(techniques: tuple[Technique, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need for part in techniques for need in part.heading.needs))


def _scripts(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith(".")]
