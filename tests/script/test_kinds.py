"""Each kind of value: what it takes, what it makes of it, what it says of the rest."""

import pytest

from voice_coach.script.document import Scalar, parse
from voice_coach.script.kinds.containers import Either, Field, Keyed, ListOf, Record, Tagged
from voice_coach.script.kinds.scalars import (
    PLACEHOLDERS,
    Choice,
    Duration,
    Kind,
    Number,
    Report,
    Text,
)
from voice_coach.script.references import ScriptName, SoundFile
from voice_coach.script.terms import Meaning, Side

SIZES = Record({"a": Field(Number(1, 9), "the first", required=True), "b": Field(Text(), "more")},
               lambda place, values, report: values)  # fmt: skip
SHORT_OR_LONG = Either(Number(1, 9), SIZES, "a")
BY_KEY = Keyed(lambda key, report: key.text, Number(1, 9), "^.*$")
KINDS = Tagged({"x": Record({"x": Field(Text(), "x")}, lambda p, v, r: "an x"),
                "y": Record({"y": Field(Text(), "y"), "x": Field(Text(), "x")},
                            lambda p, v, r: "a y")})  # fmt: skip
GOOD = [
    (Text(), "two  words\n  and more", "two words and more"),
    (Text(), "'null'", "null"),
    (Text(), "7", "7"),
    (Text(4), "four", "four"),
    (Text(empty=True), '""', ""),
    (Text(empty=True), "'  '", ""),
    (Text(spoken=True), '"{Side} of {minutes}"', "{Side} of {minutes}"),
    (Text(spoken=True), "日本", "日本"),
    (Duration(), "45s", 45.0),
    (Duration(), "1m30s", 90.0),
    (Duration(), "1h2m3.5s", 3723.5),
    (Duration(), "0.5s", 0.5),
    (Duration(), "1.5m", 90.0),
    (Duration(), "24h", 86400.0),
    (Number(0, 10), "0", 0),
    (Number(0, 10), "10", 10),
    (Number(0, 10), "3.0", 3),
    (Number(2, 120, "/min"), "12/min", 12.0),
    (Number(2, 120, "/min"), "12.5/min", 12.5),
    (Choice(Side), "left", Side.LEFT),
    (ListOf(Number(1, 9)), "[1, 2]", (1, 2)),
    (ListOf(Number(1, 9)), "[]", ()),
    (SIZES, "{a: 1, b: x}", {"a": 1, "b": "x"}),
    (SHORT_OR_LONG, "3", {"a": 3}),
    (SHORT_OR_LONG, "{a: 3}", {"a": 3}),
    (BY_KEY, "{k: 1, l: 2}", (("k", 1), ("l", 2))),
    (KINDS, "{x: 1}", "an x"),
    (KINDS, "{y: 1}", "a y"),
]
BAD = [
    (Text(), "", "missing"),
    (Text(), "~", "missing"),
    (Text(), "null", "missing"),
    (Text(), "'  '", "missing"),
    (Text(), "[a]", "found a list"),
    (Text(3), "four", "4 characters, at most 3"),
    (Text(), '"\\e[31m"', "invisible character U+001B"),
    (Text(), '"a\\u202eb"', "invisible character U+202E"),
    (Text(), '"a\\u200bb"', "invisible character U+200B"),
    (Text(), '"\\uE000"', "invisible character U+E000"),
    (Text(), '"a\\uFFFEb"', "invisible character U+FFFE"),
    (Text(spoken=True), '"..."', "nothing here that can be spoken"),
    (Text(spoken=True), "—", "nothing here that can be spoken"),
    (Text(spoken=True), '"{sides} x"', 'unknown placeholder "{sides}". Did you mean "side"?'),
    (Text(spoken=True), '"{} x"', 'unknown placeholder "{}". Known: duration, minutes'),
    (Text(spoken=True), '"{ x"', 'unknown placeholder "{"'),
    (Text(spoken=True), '"x }"', 'unknown placeholder "}"'),
    (Text(spoken=True), '"{{side}}"', 'unknown placeholder "{"'),
    (Text(spoken=True, known=()), '"{title} x"', 'unknown placeholder "{title}". Known: none.'),
    (Duration(), "45", "write a duration with its unit"),
    (Duration(), "1:30", "write a duration with its unit"),
    (Duration(), "-5s", "write a duration with its unit"),
    (Duration(), "1e999", "write a duration with its unit"),
    (Duration(), "1e3s", "write a duration with its unit"),
    (Duration(), ".nan", "write a duration with its unit"),
    (Duration(), ".inf", "write a duration with its unit"),
    (Duration(), "45 s", "write a duration with its unit"),
    (Duration(), "45S", "write a duration with its unit"),
    (Duration(), "30s1m", "write a duration with its unit"),
    (Duration(), "9" * 5000 + "s", "write a duration with its unit"),
    (Duration(), "25h", "longer than a day"),
    (Duration(5, 90), "91s", "91s is outside 5s to 90s"),
    (Duration(5, 90), "4.999s", "outside 5s to 90s"),
    (Number(1, 9), "0", "expected a number from 1 to 9"),
    (Number(1, 9), "10", "expected a number from 1 to 9"),
    (Number(1, 9), "1.5", "expected a number from 1 to 9"),
    (Number(1, 9), "-1", "expected a number from 1 to 9"),
    (Number(1, 9), "1e0", "expected a number from 1 to 9"),
    (Number(1, 9), "0x5", "expected a number from 1 to 9"),
    (Number(1, 9), ".nan", "expected a number from 1 to 9"),
    (Number(1, 9), "three", "expected a number from 1 to 9"),
    (Number(2, 120, "/min"), "12", "expected a number from 2 to 120/min"),
    (Number(2, 120, "/min"), "1/min", "expected a number from 2 to 120/min"),
    (Choice(Side), "lefft", 'not one of left, right. Did you mean "left"?'),
    (Choice(Side), "Left", "not one of left, right"),
    (Choice(Meaning, but=("none",)), "none", "not one of begin, change, end, tick"),
    (ListOf(Number(1, 9)), "1", "expected a list"),
    (ListOf(Number(1, 9), least=1), "[]", "expected 1 to 200 items, found 0"),
    (ListOf(Number(1, 9), most=2), "[1, 2, 3]", "expected 0 to 2 items, found 3"),
    (ListOf(Choice(Side), unique=True), "[left, left]", "duplicate item"),
    (SIZES, "x", 'expected "key: value" lines (a, b)'),
    (SIZES, "{b: x}", '"a" is missing: the first'),
    (SIZES, "{a: 1, bb: x}", 'unknown key "bb". Did you mean "b"?'),
    (SIZES, "{a: 1, zzz: x}", 'unknown key "zzz". Known: a, b.'),
    (SHORT_OR_LONG, "[3]", "found a list"),
    (BY_KEY, "[1]", 'expected "key: value" lines'),
    (KINDS, "{z: 1}", "expected one of x, y."),
    (KINDS, "x", 'expected a line such as "- say: ..."'),
    (ScriptName(), "../up", "name a technique, not a path"),
    (ScriptName(), "/etc/passwd", "name a technique, not a path"),
    (ScriptName(), "sub/name", "name a technique, not a path"),
    (SoundFile(), "../up.wav", "is outside the script's folder"),
    (SoundFile(), "/dev/zero", "is outside the script's folder"),
    (SoundFile(), "none.wav", "does not exist"),
    (SoundFile(), "none.mp3", "is not one of .wav, .flac, .ogg"),
]  # fmt: skip


def read(kind: Kind, text: str) -> tuple[object, list[str]]:
    """What a kind makes of a value, and its problems."""
    report = Report()
    value = kind.read(parse(f"key: {text}\n", "my.yaml").entries[0][1], report)
    assert all(str(p.place).startswith("my.yaml:1:") for p in report.problems)
    return value, [problem.message for problem in report.problems]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_reads(kind: Kind, text: str, value: object) -> None:
    """A good value is read without a problem."""
    assert read(kind, text) == (value, [])


@pytest.mark.parametrize(("kind", "text", "message"), BAD)
def test_refuses(kind: Kind, text: str, message: str) -> None:
    """A bad value gives None and one problem, short, in plain words."""
    value, messages = read(kind, text)
    assert value is None
    assert len(messages) == 1
    assert message in messages[0]
    assert len(messages[0]) < 250


def test_containers_go_on_after_a_problem() -> None:
    """Every wrong item and key of a value is told in one run."""
    _, messages = read(ListOf(SIZES), "[{a: 0}, {q: 1}, 5, {a: 1, b: [x]}]")
    assert len(messages) == 5


def test_every_placeholder_may_be_spoken() -> None:
    """The known placeholders are taken one and all."""
    for name in PLACEHOLDERS:
        assert read(Text(spoken=True), f'"{{{name}}}"')[1] == []


def test_surrogates_are_refused() -> None:
    """Half a character, which no terminal can print, is refused like any hidden one."""
    report, place = Report(), parse("a: 1", "my.yaml").place
    assert Text().read(Scalar(place, "a\ud800", plain=False), report) is None
    assert "invisible character U+D800" in report.problems[0].message
