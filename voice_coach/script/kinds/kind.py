"""What every kind of value offers, and the report that gathers what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from voice_coach.errors import Place, Problem
from voice_coach.script.document import Node

Schema = dict[str, Any]


@dataclass(slots=True)
class Report:
    """Gathers the problems of one file."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, node: Node | Place, message: str) -> None:
        """Note what is wrong at a node or place."""
        place = node if isinstance(node, Place) else node.place
        self.problems.append(Problem(place, message))


class Kind(Protocol):
    """One kind of value."""

    def read(self, node: Node, report: Report) -> Any:
        """Return the value, or None after adding a problem to `report`."""

    def schema(self) -> Schema:
        """Describe the value as JSON Schema (draft 2020-12)."""
