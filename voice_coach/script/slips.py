"""Common mistakes in YAML, explained in an author's words at the place that needs the fix.

A parser says where it cannot go on. The mistake is there, or a line or two above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

_COLON = re.compile(r"^(?P<head>\s*(?:- +)*[\w-]+: +)(?P<text>[^\"'{\[|>&*!%@`#\s].*:(?: .*)?)$")
"""A value without quotes that holds a colon."""
_SHORT = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s:/][^:]*)$")
"""A key with no space after its colon."""
_DASH = re.compile(r"^\s*(?P<key>-(?P<word>[A-Za-z][\w-]*)):")
_EQUALS = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z][\w-]*)\s*=")
_WORDS = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z][\w-]*) +[^\s:]+( [^:]*)?$")
_SIGN = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?(?:\{[^}]*\}|\[[^\]]*\]|[*&!])(?=\s*[^\s,\]}#])")
"""Text without quotes that begins with a sign that means something else."""
_AFTER_QUOTE = re.compile(r"^(?P<head>.*?: +)(?P<quote>[\"'])(?P<text>.*)$")
_LONGEST = 60
"""Characters of a text that a message quotes."""
_CURLY = "\u201c\u201d\u201e\u2018\u2019"


class Slip(Struct, frozen=True):
    """A mistake that was recognised: what to fix, and where."""

    line: int
    """Counted from 0, as are columns."""
    column: int
    message: str


class Fault(Struct, frozen=True):
    """Where and why a parser cannot go on."""

    problem: str
    line: int
    column: int
    begun: int | None
    """The line on which what it was reading started."""


def slip(text: str, fault: Fault) -> Slip | None:
    """Return the mistake behind a fault; None: it is not a common one."""
    lines = text.splitlines() or [""]
    for look in _LOOKS:
        found = look(lines, fault)
        if found is not None:
            return found
    return None


def _near(lines: list[str], fault: Fault) -> Iterator[int]:
    """Yield the lines to look at: that of the fault, then those above it."""
    last = min(fault.line, len(lines) - 1)
    first = max(0, last - 2)
    yield from range(last, first - 1, -1)


def _tab(lines: list[str], fault: Fault) -> Slip | None:
    for number in _near(lines, fault):
        indent = re.match(r"[ -]*\t", lines[number])
        if indent:
            message = "a tab is used for indentation; use spaces, two for each level"
            return Slip(number, indent.end() - 1, message)
    return None


def _start(lines: list[str], fault: Fault) -> Slip | None:
    if "cannot start any token" not in fault.problem:
        return None
    line = lines[min(fault.line, len(lines) - 1)]
    sign = line[fault.column : fault.column + 1]
    message = f'text that begins with {sign} must be in "double quotes"'
    return Slip(fault.line, fault.column, message)


def _open_quote(lines: list[str], fault: Fault) -> Slip | None:
    if "end of stream" not in fault.problem or fault.begun is None:
        return None
    line = lines[min(fault.begun, len(lines) - 1)]
    at = re.search(r"[\"']", line)
    if at is None:
        return None
    message = f"the text that starts here with {at[0]} has no closing {at[0]}"
    return Slip(fault.begun, at.start(), message)


def _curly(lines: list[str], fault: Fault) -> Slip | None:
    for number in _near(lines, fault):
        at = next((i for i, sign in enumerate(lines[number]) if sign in _CURLY), None)
        if at is not None and _COLON.match(lines[number]):
            sign = lines[number][at]
            message = (
                f'{sign} is not a quotation mark in YAML; put the text in straight "double quotes"'
            )
            return Slip(number, at, message)
    return None


def _colon(lines: list[str], fault: Fault) -> Slip | None:
    if "mapping values" not in fault.problem:
        return None
    for number in list(_near(lines, fault))[:1]:
        found = _COLON.match(lines[number].rstrip())
        if found:
            text = _brief(found["text"].replace('"', "'"))
            head = _brief(found["head"].strip())
            message = f'text with a colon must be in quotes: {head} "{text}"'
            return Slip(number, found.start("text"), message)
    return None


def _unquoted(lines: list[str], fault: Fault) -> Slip | None:
    """Find a text that goes on after its closing quote, or has one in its middle."""
    for number in list(_near(lines, fault))[:2]:
        found = _AFTER_QUOTE.match(lines[number].split(" #")[0].rstrip())
        if found is None:
            continue
        quote, text = found["quote"], found["text"]
        inner = text[:-1] if text.endswith(quote) else text
        if quote in inner.replace("''", "").replace('\\"', ""):
            other = "'" if quote == '"' else '"'
            message = f"there is a {quote} inside the quotes; put the whole text in {other} instead"
            if other in inner:
                message = f"there is a {quote} inside the quotes; write it as \\{quote}"
            if not text.endswith(quote):
                message = f"there is text after the closing {quote}; move it inside the quotes"
            return Slip(number, found.start("quote"), message)
    return None


def _sign(lines: list[str], fault: Fault) -> Slip | None:
    for number in list(_near(lines, fault))[:2]:
        found = _SIGN.match(lines[number])
        if found:
            at = re.search(r"[{\[*&!]", lines[number])
            assert at
            message = f'text that begins with {at[0]} must be in "double quotes"'
            return Slip(number, at.start(), message)
    return None


def _no_dash(lines: list[str], fault: Fault) -> Slip | None:
    """Find a line in the column of a list's items that is not an item."""
    at = min(fault.line, len(lines) - 1)
    line = lines[at]
    above = next((lines[n] for n in range(at - 1, -1, -1) if lines[n].strip()), "")
    indent = len(line) - len(line.lstrip())
    if re.match(r" +- ", above) and above.index("-") == indent and line[indent : indent + 1] != "-":
        message = (
            'every item of this list starts with "- "; add it, or indent this line two more spaces'
        )
        return Slip(at, indent, message)
    return None


def _no_space(lines: list[str], fault: Fault) -> Slip | None:
    for number in _near(lines, fault):
        line = lines[number].split(" #")[0].rstrip()
        for pattern, tell in _FORMS:
            found = pattern.match(line)
            if found:
                return Slip(number, found.start("key"), tell(found))
    return None


def _indent(lines: list[str], fault: Fault) -> Slip | None:
    wrong = ("mapping values", "expected key", "expected '-'", "block end", "block mapping")
    if not any(part in fault.problem for part in wrong):
        return None
    at = min(fault.line, len(lines) - 1)
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    indent = len(lines[at]) - len(lines[at].lstrip())
    if above is None or not lines[at].strip():
        return None
    message = (
        f"this line starts in column {indent + 1}, which matches no line above;"
        " lines that belong together start in the same column"
    )
    return Slip(at, indent, message)


def _bracket(lines: list[str], fault: Fault) -> Slip | None:
    for sign in ("]", "}"):
        if f"'{sign}'" in fault.problem:
            opening = {"]": "[", "}": "{"}[sign]
            number = fault.line if fault.begun is None else fault.begun
            at = max(0, lines[min(number, len(lines) - 1)].find(opening))
            message = (
                f"{opening} is not closed by {sign}, or a comma is missing;"
                f' text that begins with {opening} must be in "double quotes"'
            )
            return Slip(number, at, message)
    return None


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


_Tell = Callable[["re.Match[str]"], str]
_FORMS: tuple[tuple[re.Pattern[str], _Tell], ...] = (
    (_DASH, lambda m: f'a space is missing after the dash: "- {_brief(m["word"])}: ..."'),
    (_EQUALS, lambda m: f'"{_brief(m["key"])}" is followed by a colon and a space, not by ='),
    (_SHORT, lambda m: f'a space is missing after "{_brief(m["key"])}:"'),
    (_WORDS, lambda m: f'a colon is missing: "{_brief(m["key"])}: ..."'),
)
_LOOKS = (
    *(_tab, _start, _open_quote, _curly, _colon, _unquoted),
    *(_sign, _no_dash, _no_space, _indent, _bracket),
)
"""In this order: the surest comes first."""
