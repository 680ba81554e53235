"""What people type and should find: the tables `queries.txt` and `held_out.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Query:
    """One line of a table."""

    typed: str
    first: frozenset[str]
    """One of these is wanted first; empty: no session, but `told`."""
    others: frozenset[str]
    """These may stand among the first three, too."""
    told: str
    """A word of what is told instead of sessions."""

    def holds(self, found: list[str], said: str) -> bool:
        """Tell whether what was found, best first, and what was said is what is wanted."""
        if self.told:
            return not found and self.told in said
        return bool(found) and found[0] in self.first and set(found[:3]) <= self.first | self.others


def read(table: Path) -> list[Query]:
    """Read a table."""
    return list(_rows(table.read_text(encoding="utf-8").splitlines()))


def _rows(lines: list[str]) -> Iterator[Query]:
    groups: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("@"):
            name, *slugs = line[1:].split()
            groups[name] = slugs
        elif line and not line.startswith("#"):
            yield _row(line, groups)


def _row(line: str, groups: dict[str, list[str]]) -> Query:
    def slugs(names: str) -> frozenset[str]:
        return frozenset(slug for name in names.split() for slug in groups.get(name, [name]))

    if "!" in line:
        typed, told = line.split("!")
        return Query(typed.strip(), frozenset(), frozenset(), told.strip())
    typed, wanted = line.split("=")
    first, others = wanted.split(":")
    return Query(typed.strip(), slugs(first), slugs(others), "")
