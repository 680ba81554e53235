"""Names to scripts: the user's own library folder first, then the shipped one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from voice_coach import paths, resources
from voice_coach.errors import CoachError, Problem, ScriptError, UsageError, nearest, printable
from voice_coach.plan.leaflet import leaflet
from voice_coach.script import references
from voice_coach.script.model import Heading, Reference, Routine, Technique
from voice_coach.script.reader import read, read_heading

SUFFIX = ".yaml"
MOST_TECHNIQUES = 100
"""Of a routine, counting the routines in it."""
MOST_NESTED = 8
"""Routines within each other."""


class Entry(Struct, frozen=True):
    """One script of the library."""

    path: Path
    own: bool
    """It is in the user's folder."""
    shadows: bool
    """It hides a shipped script of the same name."""


def user_folder() -> Path:
    """Return the folder of the user's own scripts; it may not exist yet."""
    return paths.data() / "scripts"


def entries() -> dict[str, Entry]:
    """Return every script by name, shipped and own, in alphabetical order."""
    shipped = {path.stem: path for path in _scripts(resources.folder("scripts"))}
    own = {path.stem: path for path in _scripts(user_folder())}
    found = {name: Entry(path, own=False, shadows=False) for name, path in shipped.items()}
    found |= {name: Entry(path, own=True, shadows=name in shipped) for name, path in own.items()}
    return dict(sorted(found.items()))


def shipped(name: str) -> Technique:
    """Return a technique that ships with the program.

    Raises:
        CoachError: it cannot be read.
    """
    found = read(resources.folder("scripts") / f"{name}{SUFFIX}")
    assert isinstance(found, Technique), name
    return found


def is_path(name: str) -> bool:
    """Return whether a name is meant as the path of a file."""
    return "/" in name or "\\" in name or Path(name).suffix in (".yaml", ".yml")


def named(typed: str) -> str:
    """Return the name of the script that is meant, however it is written: "Lower Back"; or a path.

    Empty: there is none.
    """
    if is_path(typed):
        return typed
    known = entries()
    slug = "-".join(re.split(r"[\s_-]+", typed.strip().casefold()))
    alike = (name for name in known if name.casefold() == slug)
    return typed if typed in known else next(alike, "")


def find(name: str, variant: str = "") -> Path:
    """Return the file of a script, given its name or a path, and which variant of it is wanted.

    Raises:
        UsageError: no such script, or it has no such variant; names the nearest.
    """
    if is_path(name):
        path = Path(name)
        if not os.path.exists(path):
            raise UsageError(f"There is no file {printable(name)}.")
        return _variant(path.stem, path, variant)
    known, slug = entries(), named(name)
    if not slug:
        hint = nearest(name.casefold(), known) or " See `coach list`."
        raise UsageError(f'There is no session "{printable(name)}".{hint}')
    return _variant(slug, known[slug].path, variant)


def variants() -> dict[str, dict[str, Path]]:
    """Return the variants of scripts: the script's name, the variant's, and its file."""
    found: dict[str, dict[str, Path]] = {}
    for entry, heading in headings():
        if isinstance(heading, Heading) and heading.variant_of:
            found.setdefault(heading.variant_of, {})[heading.variant] = entry.path
    return found


def _variant(slug: str, path: Path, wanted: str) -> Path:
    if not wanted:
        return path
    known = variants().get(slug, {})
    if wanted not in known:
        every = f" Known: {', '.join(known)}." if known else " It has no variants."
        hint = nearest(wanted, known) or every
        raise UsageError(f'There is no {printable(slug)} with "{printable(wanted)}".{hint}')
    return known[wanted]


def headings() -> Iterator[tuple[Entry, Heading | CoachError]]:
    """Yield each script of the library with its heading, or with what is wrong with it."""
    for entry in entries().values():
        try:
            yield entry, _heading(entry.path)
        except CoachError as fault:
            yield entry, fault


def _heading(path: Path) -> Heading:
    """Read a heading, or return what was read before of the same file."""
    try:
        about = path.stat()
    except OSError:
        return read_heading(path)  # which says what is wrong
    return _heading_once(path, about.st_mtime_ns, about.st_size, about.st_ino)


@lru_cache(maxsize=1000)
def _heading_once(path: Path, *version: int) -> Heading:
    return read_heading(path)


def whole(known: Mapping[str, Heading]) -> dict[str, Heading]:
    """Return headings by name, each routine's with what its techniques need and warn of."""
    found: dict[str, Heading] = {}
    for name, heading in known.items():
        if heading.play:
            inside = _played_by(heading, known, set())
            posture = leaflet([heading, *inside]).posture
            found[name] = replace(_with_warnings(heading, inside), posture=posture)
        else:
            found[name] = heading
    return found


def _played_by(heading: Heading, known: Mapping[str, Heading], seen: set[str]) -> list[Heading]:
    """Return the headings of all that a routine plays, at any depth, each once."""
    found: list[Heading] = []
    for name in dict.fromkeys(one.name for one in heading.play):
        if name in known and name not in seen:
            seen.add(name)
            found += [known[name], *_played_by(known[name], known, seen)]
    return found


def load(path: Path) -> Technique | Routine:
    """Read a technique, or a routine with all of its techniques.

    Raises:
        ScriptError: with every problem of this file and of the techniques it plays.
        CoachError: the file cannot be opened.
    """
    found = read(path)
    if isinstance(found, Technique):
        return found
    parts = _Parts(entries())
    parts.gather(found.heading, path, (os.path.realpath(path),))
    if parts.problems:
        raise ScriptError(list(dict.fromkeys(parts.problems)))
    techniques = tuple(parts.techniques)
    if sum(references.cues(part.steps) for part in techniques) > references.MOST_CUES:
        message = f"more than {references.MOST_CUES} cues in all; play fewer techniques"
        raise ScriptError([Problem(found.heading.place, message)])
    heading = _with_warnings(found.heading, parts.inner)
    needs = leaflet([heading, *(part.heading for part in techniques)]).needs
    files = tuple(map(str, (path, *parts.read)))
    return replace(found, heading=replace(heading, needs=needs), techniques=techniques, files=files)


@dataclass(slots=True)
class _Parts:
    """Gathers a routine's techniques, and what is wrong on the way."""

    known: Mapping[str, Entry]
    techniques: list[Technique] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    inner: list[Heading] = field(default_factory=list)
    """Of the routines within the routine."""
    read: dict[Path, Technique | Routine | None] = field(default_factory=dict)
    """Each file is read once; None: it cannot be."""
    visits: int = 0

    def gather(self, heading: Heading, path: Path, trail: tuple[str, ...]) -> None:
        """Add a routine's techniques; a routine in a routine means its techniques."""
        for reference in heading.play:
            self.visits += 1
            if self.visits > MOST_TECHNIQUES:
                self.add(reference, f"more than {MOST_TECHNIQUES} techniques")
                return
            part_path = self.find(reference, path)
            part = self.open(part_path, reference) if part_path else None
            match part:
                case Technique():
                    self.techniques.append(part)
                case Routine() if part_path:
                    self.enter(part, part_path, reference, trail)
                case _:
                    pass  # reported already

    def enter(
        self, part: Routine, path: Path, reference: Reference, trail: tuple[str, ...]
    ) -> None:
        inside = (*trail, os.path.realpath(path))
        names = " > ".join(Path(one).stem for one in inside)
        if inside[-1] in trail:
            self.add(reference, f"the routine plays itself: {printable(names)}")
        elif len(inside) > MOST_NESTED:
            self.add(reference, f"routines are nested more than {MOST_NESTED} deep")
        else:
            self.inner.append(part.heading)
            self.gather(part.heading, path, inside)

    def find(self, reference: Reference, path: Path) -> Path | None:
        """Find a technique by name: the user's own, beside the routine, shipped."""
        name, entry = reference.name, self.known.get(reference.name)
        beside = path.parent / f"{name}{SUFFIX}"
        if entry and entry.own:
            return entry.path
        if os.path.isfile(beside):  # unlike Path.is_file, no error where the name is too long
            return beside
        if entry is None:
            hint = nearest(name, self.known)
            self.add(reference, f'there is no technique "{printable(name)}".{hint}')
            return None
        return entry.path

    def open(self, path: Path, reference: Reference) -> Technique | Routine | None:
        if path not in self.read:
            self.read[path] = None
            try:
                self.read[path] = read(path)
            except ScriptError as fault:
                self.problems += fault.problems
            except CoachError as fault:
                self.add(reference, str(fault))
        return self.read[path]

    def add(self, reference: Reference, message: str) -> None:
        self.problems.append(Problem(reference.place, message))


def _with_warnings(heading: Heading, inside: Sequence[Heading]) -> Heading:
    """Return a routine's heading with what the scripts inside it need and warn of.

    Of a routine inside a routine only the techniques are played: this is where its words stay.
    """
    about = leaflet([heading, *inside])
    risks = dict.fromkeys(risk for one in (heading, *inside) for risk in one.risks)
    return replace(
        heading,
        needs=about.needs,
        risks=tuple(risks),
        cautions=about.says,
        not_for=about.not_for,
        stop_at=about.stop_at,
    )


def _scripts(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith(".")]
