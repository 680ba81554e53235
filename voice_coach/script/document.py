"""YAML text to nodes that know their place; the only module that reads YAML.

Only the plain part of YAML is taken: mappings, sequences and scalars, one document, no tags and
no aliases. A scalar stays the text that is in the file: `1:30` is not 90, `on` is not true.
Size, depth and the number of nodes are bounded, so hostile text costs no more than a long script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn, TypeAlias

import yaml
from msgspec import Struct

from voice_coach.errors import Place, Problem, ScriptError, printable

MAX_BYTES = 256 * 1024
"""Twenty times the longest shipped script."""
MAX_DEPTH = 24
MAX_NODES = 20_000

# The C parser is ten times as fast; wheels carry it, a source build may not.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Scalar(Struct, frozen=True):
    """A piece of text as written; `plain`: it had no quotes."""

    place: Place
    text: str
    plain: bool


class Sequence(Struct, frozen=True):
    """A list."""

    place: Place
    items: tuple[Node, ...]


class Mapping(Struct, frozen=True):
    """Keys with their values, in the order of the file; keys are unique."""

    place: Place
    entries: tuple[tuple[Scalar, Node], ...]


Node: TypeAlias = "Scalar | Sequence | Mapping"


def decode(data: bytes, file: str) -> str:
    """Return the text of a script file.

    Raises:
        ScriptError: too large, not UTF-8, or with characters that no text should have.
    """
    if len(data) > MAX_BYTES:
        _refuse(Place(file, 1, 1), f"the file is over {MAX_BYTES // 1024} KiB; split it up")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        place = _place_of(data[: fault.start].decode("utf-8", "replace"), file)
        _refuse(place, f"byte 0x{data[fault.start]:02x} is not UTF-8; save the file as UTF-8")
    found = _FORBIDDEN.search(text)
    if found:
        place = _place_of(text[: found.start()], file)
        _refuse(place, f"the character U+{ord(found[0]):04X} is not allowed in a script; delete it")
    return text


def parse(text: str, file: str, stop_before: str = "") -> Mapping:
    """Parse one YAML document whose top is a mapping.

    Args:
        text: the document.
        file: how messages name it.
        stop_before: a top-level key; it and what follows is left unread.

    Raises:
        ScriptError: with every place known so far; syntax faults end the reading.
    """
    builder = _Builder(file, stop_before)
    try:
        top = builder.document(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as fault:
        _refuse(*_explained(fault, text, file))
    except (yaml.YAMLError, ValueError, OverflowError) as fault:  # the slow parser's on escapes
        _refuse(Place(file, 1, 1), f"not YAML: {printable(str(fault)[:200])}")
    if builder.problems:
        raise ScriptError(builder.problems)
    return top


def _explained(fault: yaml.MarkedYAMLError, text: str, file: str) -> tuple[Place, str]:
    """Return where and what a syntax error is, in an author's words if it is a common one."""
    from voice_coach.script.slips import Fault, slip  # a list of sessions does without

    problem = fault.problem or fault.context or "broken"
    mark: Any = fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    place = Place(file, line + 1, column + 1)
    if "nesting depth" in problem:
        return place, f"nested more than {MAX_DEPTH} deep"
    begun = fault.context_mark.line if fault.context_mark else None
    found = slip(text, Fault(problem, line, column, begun))
    if found is None:
        return place, f"not YAML: {printable(problem)}"
    return Place(file, found.line + 1, found.column + 1), printable(found.message)


class _Builder:
    """Turns parser events into nodes; recursion is bounded by `MAX_DEPTH`."""

    def __init__(self, file: str, stop_before: str) -> None:
        self.file = file
        self.stop_before = stop_before
        self.problems: list[Problem] = []
        self.count = 0

    def document(self, events: Iterator[Any]) -> Mapping:
        self.events = events
        event = next(events)
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = next(events)
        if not isinstance(event, yaml.MappingStartEvent):
            _refuse(
                self.place(event), 'a script is a list of "key: value" lines; start with: coach: 1'
            )
        self.check(event, depth=0)
        top = self.mapping(event, depth=0)
        if not self.stop_before:
            self.expect_end()
        return top

    def expect_end(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                _refuse(
                    self.place(event), "one file holds one script; move the second to its own file"
                )

    def place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def node(self, event: Any, depth: int) -> Node:
        self.check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(self.place(event), event.value, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(self.place(event), tuple(self.items(depth)))
        return self.mapping(event, depth)

    def check(self, event: Any, depth: int) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            _refuse(self.place(event), f"more than {MAX_NODES} entries; split the script up")
        if depth > MAX_DEPTH:
            _refuse(self.place(event), f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            _refuse(
                self.place(event),
                "anchors (&) and aliases (*) are not part of the language; write it out",
            )
        if event.tag:
            _refuse(self.place(event), "tags (!) are not part of the language; delete it")

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def mapping(self, event: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(key_event := next(self.events), yaml.MappingEndEvent):
            key = self.node(key_event, depth + 1)
            if not isinstance(key, Scalar):
                _refuse(key.place, "a key must be a single word")
            if depth == 0 and key.text == self.stop_before:
                break
            self.add(entries, key, self.node(next(self.events), depth + 1))
        return Mapping(self.place(event), tuple(entries.values()))

    def add(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> None:
        if key.text in entries:
            first = entries[key.text][0].place.line
            message = f'duplicate key "{printable(key.text[:40])}"; the first is on line {first}'
            self.problems.append(Problem(key.place, message))
        entries.setdefault(key.text, (key, value))


def _place_of(before: str, file: str) -> Place:
    line = before.count("\n") + 1
    return Place(file, line, len(before) - (before.rfind("\n") + 1) + 1)


def _refuse(place: Place, message: str) -> NoReturn:
    raise ScriptError([Problem(place, message)])
