"""YAML text to nodes: places, plain text, and what is refused where."""

import pytest
import yaml

from voice_coach.errors import ScriptError
from voice_coach.script import document
from voice_coach.script.document import MAX_BYTES, MAX_DEPTH, MAX_NODES, Scalar, decode, parse

FILE = "my.yaml"
LOADERS = [
    pytest.param(yaml.SafeLoader, id="slow"),
    pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="fast"),
]
REFUSED = {
    "an alias": ("a: &x 1\nb: *x\n", 1, 4, "anchors (&)"),
    "an anchor on the whole": ("--- &x\na: 1\n", 1, 5, "anchors (&)"),
    "a tag": ("a: !!python/name:os.system x\n", 1, 4, "tags (!)"),
    "a tag on the whole": ("--- !!python/object:os.system\na: 1\n", 1, 5, "tags (!)"),
    "a local tag": ("a:\n  - !x 1\n", 2, 5, "tags (!)"),
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", 3, 1, 'duplicate key "a"; the first is on line 1'),
    "a duplicate key inside": ("a:\n  b: 1\n  b: 2\n", 3, 3, 'duplicate key "b"'),
    "two documents": ("a: 1\n---\nb: 2\n", 2, 1, "one file holds one script"),
    "a list": ("- a\n- b\n", 1, 1, '"key: value" lines'),
    "a lone word": ("hello\n", 1, 1, '"key: value" lines'),
    "nothing": ("", 1, 1, '"key: value" lines'),
    "only a comment": ("# later\n", 2, 1, '"key: value" lines'),
    "a list as a key": ("[a]: 1\n", 1, 1, "a key must be a single word"),
    "a mapping as a key": ("a:\n  ? {b: c}\n  : 1\n", 2, 5, "a key must be a single word"),
    "a tab as indent": ("a:\n\tb: 1\n", 2, 1, "a tab is used"),
    "an open quote": ('a: "b\n', 1, 4, 'has no closing "'),
    "an open bracket": ("a: [b\n", 1, 4, "[ is not closed"),
    "a colon in plain text": ("a: b: c\n", 1, 4, 'must be in quotes: a: "b: c"'),
    "an unknown alias": ("a: *nobody\n", 1, 4, "anchors (&)"),
}
UNREADABLE = {
    "bad UTF-8": (b"a: 1\nb: caf\xe9\n", 2, 7, "byte 0xe9 is not UTF-8"),
    "UTF-16": ("a: 1".encode("utf-16"), 1, 1, "byte 0xff is not UTF-8"),
    "a cut character": (b"a: \xe2\x82", 1, 4, "byte 0xe2 is not UTF-8"),
    "an encoded surrogate": (b"a: \xed\xa0\x80", 1, 4, "is not UTF-8"),
    "NUL": (b"a: 1\nb: \x00\n", 2, 4, "U+0000 is not allowed"),
    "escape": (b"a: \x1b[31m\n", 1, 4, "U+001B is not allowed"),
    "the one-byte escape": ("a: \x9b31m\n".encode(), 1, 4, "U+009B is not allowed"),
    "delete": (b"a: \x7f\n", 1, 4, "U+007F is not allowed"),
    "a noncharacter": ("a: \uffff\n".encode(), 1, 4, "U+FFFF is not allowed"),
    "too large": (b"#" * (MAX_BYTES + 1), 1, 1, "over 256 KiB"),
}


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test with the fast parser and with the one used where it is missing."""
    monkeypatch.setattr(document, "_LOADER", request.param)


def test_scalars_stay_as_written() -> None:
    """What YAML would turn into numbers, truth or nothing stays the text of the file."""
    for text in ("1:30", "on", "0x10", "007", "1e999", ".nan", "~", "null", "2024-01-01", "-5s"):
        (_, value), *_ = parse(f"a: {text}\n", FILE).entries
        assert value == Scalar(value.place, text, plain=True)


def test_quotes_are_told_apart() -> None:
    """Plain text knows that it had no quotes, so that "" and null differ."""
    entries = parse("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\n", FILE).entries
    assert [node.plain for _, node in entries] == [True, False, False, False]


def test_places_count_lines_and_characters_from_one() -> None:
    """A place is that of the first character, and a wide character counts as one."""
    top = parse("a: 1\nlist:\n  - {é: ü, 😀: x}\n", FILE)
    (inner,) = top.entries[1][1].items
    assert str(inner.place) == "my.yaml:3:5"
    assert [str(key.place) for key, _ in inner.entries] == ["my.yaml:3:6", "my.yaml:3:12"]
    assert str(inner.entries[1][1].place) == "my.yaml:3:15"


def test_byte_order_mark_is_no_character() -> None:
    """Files from editors that write a byte order mark read as others do."""
    text = decode(b"\xef\xbb\xbfa: 1\n", FILE)
    assert str(parse(text, FILE).entries[0][0].place) == "my.yaml:1:1"


def test_largest_file_is_taken() -> None:
    """The limit itself is allowed."""
    assert len(decode(b"#" * MAX_BYTES, FILE)) == MAX_BYTES


def test_what_follows_the_stop_key_is_not_read() -> None:
    """A heading is known although the rest of the file is broken."""
    top = parse("a: 1\nsteps: [[[ *oops\n", FILE, stop_before="steps")
    assert [key.text for key, _ in top.entries] == ["a"]


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_its_place(case: str) -> None:
    """What is not plain YAML is refused where it is."""
    text, line, column, message = REFUSED[case]
    with pytest.raises(ScriptError) as caught:
        parse(text, FILE)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line, problem.place.column) == (FILE, line, column)
    assert message in problem.message


@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable_bytes_are_refused_with_their_place(case: str) -> None:
    """What no text should hold is refused before YAML is read."""
    data, line, column, message = UNREADABLE[case]
    with pytest.raises(ScriptError) as caught:
        decode(data, FILE)
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (line, column)
    assert message in problem.message


def test_duplicates_are_all_told() -> None:
    """Each duplicate key is a problem of its own."""
    with pytest.raises(ScriptError) as caught:
        parse("a: 1\na: 2\nb: 1\nb: 2\na: 3\n", FILE)
    assert [problem.place.line for problem in caught.value.problems] == [2, 4, 5]


def test_long_names_are_cut_in_messages() -> None:
    """A key of thousands of letters does not fill the screen."""
    key = "k" * 50_000
    with pytest.raises(ScriptError) as caught:
        parse(f"? {key}\n: 1\n? {key}\n: 2\n", FILE)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_depth_is_bounded(opening: str) -> None:
    """Nesting ends at a depth that no script needs, in every notation."""
    with pytest.raises(ScriptError, match=f"nested more than {MAX_DEPTH} deep"):
        parse("a:\n  " + opening * 50, FILE)


def test_allowed_depth_is_taken() -> None:
    """The deepest allowed nesting reads."""
    assert parse("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, FILE).entries


def test_entries_are_bounded() -> None:
    """More entries than any script needs are refused at the first one too many."""
    with pytest.raises(ScriptError, match=f"more than {MAX_NODES} entries"):
        parse("a:\n" + "- 1\n" * MAX_NODES, FILE)


def test_wild_escapes_are_refused() -> None:
    """An escape that names no character is refused, by either parser, as not YAML."""
    for escape in ("\\U00110000", "\\UFFFFFFFF"):
        with pytest.raises(ScriptError, match="not YAML"):
            parse(f'a: "{escape}"\n', FILE)


def test_version_with_thousands_of_digits_is_refused() -> None:
    """A number too long to read costs a message, not a crash."""
    with pytest.raises(ScriptError, match="not YAML"):
        parse(f"%YAML 1.{'1' * 5000}\n---\na: 1\n", FILE)
