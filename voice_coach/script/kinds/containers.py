"""Kinds made of other kinds: lists, records, and choices between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from voice_coach.errors import Place, nearest, printable
from voice_coach.script import document
from voice_coach.script.document import Node, Scalar
from voice_coach.script.kinds.scalars import Kind, Report, Schema, Text

_HINTED = 50
"""Problems up to which hints are given; a file that is not a script at all has thousands."""


class ListOf(Struct, frozen=True):
    """A list whose items are all of one kind."""

    item: Kind
    least: int = 0
    most: int = 200
    unique: bool = False

    def read(self, node: Node, report: Report) -> tuple[Any, ...] | None:
        """Return the items that could be read; None where one could not."""
        if not isinstance(node, document.Sequence):
            report.add(node, 'expected a list: [a, b], or lines that start with "- "')
            return None
        if not self.least <= len(node.items) <= self.most:
            wanted = f"{self.least} to {self.most}" if self.least < self.most else f"{self.least}"
            report.add(node, f"expected {wanted} items, found {len(node.items)}")
            return None
        values = [self.item.read(item, report) for item in node.items]
        if self.unique and len(set(values)) < len(values):
            report.add(node, "duplicate item")
            return None
        return None if None in values else tuple(values)

    def schema(self) -> Schema:
        """An array."""
        bounds: Schema = {"minItems": self.least, "maxItems": self.most, "uniqueItems": self.unique}
        return {"type": "array", "items": self.item.schema(), **bounds}


class Wordings(Struct, frozen=True):
    """One text, or a list of several of which a session speaks one."""

    item: Text
    most: int = 3

    def read(self, node: Node, report: Report) -> tuple[str, ...] | None:
        """Return the texts; an empty text means none at all."""
        if isinstance(node, document.Sequence):
            texts: tuple[str, ...] | None = ListOf(self.item, 2, self.most, unique=True).read(
                node, report
            )
            return texts
        text = self.item.read(node, report)
        return None if text is None else (text,) if text else ()

    def schema(self) -> Schema:
        """A text or an array of texts."""
        several = ListOf(self.item, 2, self.most, unique=True)
        return {"anyOf": [self.item.schema(), several.schema()]}


class Placed(Struct, frozen=True):
    """A kind whose value is built together with its place in the file."""

    of: Kind
    build: Callable[[Place, Any], Any]

    def read(self, node: Node, report: Report) -> Any:
        """Return what `build` makes of place and value."""
        value = self.of.read(node, report)
        return None if value is None else self.build(node.place, value)

    def schema(self) -> Schema:
        """The kind's own."""
        return self.of.schema()


class Field(Struct, frozen=True):
    """One key of a record."""

    kind: Kind
    doc: str
    required: bool = False
    into: str = ""
    """The field that it fills of the class which its record builds; empty: the one of its own name."""


class Record(Struct, frozen=True):
    """A mapping with known keys, built into a value."""

    fields: Mapping[str, Field]
    build: type[Struct] | Callable[[Place, dict[str, Any], Report], Any]
    """A class whose fields the keys fill, after its place; or a function, where keys depend on each
    other. It is called only if nothing is wrong with any key."""
    doc: str = ""

    def read(self, node: Node, report: Report) -> Any:
        """Return what `build` makes of the keys."""
        if not isinstance(node, document.Mapping):
            report.add(node, f'expected "key: value" lines ({", ".join(self.fields)})')
            return None
        before = len(report.problems)
        values = {
            key.text: value
            for key, child in node.entries
            if (value := self._value(key, child, report)) is not None
        }
        given = {key.text for key, _ in node.entries}
        for name in [n for n, f in self.fields.items() if f.required and n not in given]:
            report.add(node, f'"{name}" is missing: {self.fields[name].doc}')
        return self.built(node.place, values, report) if len(report.problems) == before else None

    def built(self, place: Place, values: dict[str, Any], report: Report) -> Any:
        """Build the value from what was read of each key."""
        if isinstance(self.build, type):
            filled = {self.fields[key].into or key: value for key, value in values.items()}
            return self.build(place, **filled)
        return self.build(place, values, report)

    def _value(self, key: Scalar, child: Node, report: Report) -> Any:
        known = self.fields.get(key.text)
        if known is None:
            hint = nearest(key.text, self.fields) if len(report.problems) < _HINTED else ""
            every = f" Known: {', '.join(self.fields)}."
            report.add(key, f'unknown key "{printable(key.text[:40])}".{hint or every}')
            return None
        return known.kind.read(child, report)

    def schema(self) -> Schema:
        """An object without unknown keys."""
        properties = {n: {**f.kind.schema(), "description": f.doc} for n, f in self.fields.items()}
        required = [n for n, f in self.fields.items() if f.required]
        found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**found, "required": required, **({"description": self.doc} if self.doc else {})}


class Either(Struct, frozen=True):
    """A record, or a short form that means the record with one key alone."""

    short: Kind
    long: Record
    key: str

    def read(self, node: Node, report: Report) -> Any:
        """Read a mapping as the record, anything else as its one key."""
        if isinstance(node, document.Mapping):
            return self.long.read(node, report)
        value = self.short.read(node, report)
        return None if value is None else self.long.built(node.place, {self.key: value}, report)

    def schema(self) -> Schema:
        """Both forms."""
        return {"anyOf": [self.short.schema(), self.long.schema()]}


class Tagged(Struct, frozen=True):
    """A mapping whose leading key says what kind it is; the first known key in order decides."""

    tags: Mapping[str, Record]

    def read(self, node: Node, report: Report) -> Any:
        """Read by the record of the leading key."""
        if not isinstance(node, document.Mapping):
            report.add(node, self._expected(node))
            return None
        keys = [key.text for key, _ in node.entries]
        tag = next((tag for tag in self.tags if tag in keys), None)
        if tag is None:
            hint = next(filter(None, (nearest(key, self.tags) for key in keys)), "")
            report.add(node, f"expected one of {', '.join(self.tags)}.{hint}")
            return None
        return self.tags[tag].read(node, report)

    def _expected(self, node: Node) -> str:
        word = node.text.split(":")[0] if isinstance(node, Scalar) else ""
        if word in self.tags and isinstance(node, Scalar) and ":" in node.text:
            return f'a space is missing after "{word}:"'
        return f'expected a line such as "- say: ..." ({", ".join(self.tags)})'

    def schema(self) -> Schema:
        """Any of the records."""
        return {"anyOf": [record.schema() for record in self.tags.values()]}


class Named(Struct, frozen=True):
    """A kind that is in the schema once, by name; lets kinds contain themselves."""

    name: str
    of: Callable[[], Kind]

    def read(self, node: Node, report: Report) -> Any:
        """Read by the kind itself."""
        return self.of().read(node, report)

    def schema(self) -> Schema:
        """A reference."""
        return {"$ref": f"#/$defs/{self.name}"}


class Keyed(Struct, frozen=True):
    """A mapping whose keys are values, too, such as the times of reminders."""

    key: Callable[[Scalar, Report], Any]
    value: Kind
    pattern: str
    build: Callable[[Any, Any], Any] = lambda key, value: (key, value)

    def read(self, node: Node, report: Report) -> tuple[Any, ...] | None:
        """Return one built value an entry."""
        if not isinstance(node, document.Mapping):
            report.add(node, 'expected "key: value" lines')
            return None
        pairs = [
            (self.key(key, report), self.value.read(child, report)) for key, child in node.entries
        ]
        return None if any(None in pair for pair in pairs) else tuple(self.build(*p) for p in pairs)

    def schema(self) -> Schema:
        """An object whose keys match the pattern."""
        patterns = {self.pattern: self.value.schema()}
        return {"type": "object", "patternProperties": patterns, "additionalProperties": False}
