"""A script file to what it says, and everything wrong with it in one run."""

import os
from pathlib import Path

import pytest

from voice_coach.errors import CoachError, ScriptError
from voice_coach.resources import folder
from voice_coach.script.model import (  # fmt: skip
    Breathe,
    Chime,
    Hold,
    Lengths,
    Pressure,
    Ready,
    Rounds,
    Routine,
    Say,
    Sides,
    Step,
    Technique,
    Wait,
)
from voice_coach.script.reader import read, read_heading
from voice_coach.script.terms import Anchor, Area, Meaning, Only, Posture, Risk, Role, Safety, Side

TOP = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: sitting\n"
EVERYTHING = """\
coach: 1
title: Lower back
summary: With a ball.
area: back
keywords: [lumbar, sitting]
lengths: {short: 6m, standard: 10m}
position: lying
posture: [lying, sitting]
needs: [ball, mat]
pressure: {aim: 3, max: 5}
sources: [a book]
risks: [thin-bones, tingling]
safety: short
variant_of: upper-back
with: chair
closing: [Feel it., Notice it.]
cautions: ["Not for {title}."]
not_for: [thin bones]
stop_at: [pain]
intro: "{title}, about {minutes} minutes."
chimes: {begin: gong.wav}
steps:
  - step: Lie down
    only: arriving
    do:
      - say: Lie down.
        again: ""
        as: load
      - ready: {for: 30s, most: 40s}
      - wait: 12s
      - breathe: {in: 4s, out: 6s}
      - chime: change
  - sides: [right, left]
    do:
      - rounds: {times: 2, least: 0, most: 4}
        do:
          - hold: 40s
            say: "{Side} side."
            again: Again.
            brief: [Shorter., Short.]
            as: side
            ticks: 12/min
            chime: none
            at:
              15s: Soften.
              50%: {say: [Half, Midway], again: More, as: exit}
              -10s: Ten more seconds.
      - hold: {for: 30s, least: 20s, most: 90s}
    between:
      - say: Change.
  - rounds: 3
    do:
      - say: "Round {round} of {rounds}."
"""
TOGETHER = """\
coach: 2
titel: x
area: bak
position: ""
pressure: {aim: 3}
steps:
  - say: "{sied} side"
  - wait: 1:30
  - hold: 45
    at: {soon: Now.}
  - waiit: 5s
  - chime: none
  - []
"""
PROBLEMS = [
    (1, 1, '"summary" is missing'),
    (1, 1, '"title" is missing'),
    (1, 8, "expected a number from 1 to 1"),
    (2, 1, 'unknown key "titel". Did you mean "title"?'),
    (3, 7, '"bak" is not one of head'),
    (4, 11, "missing"),
    (5, 11, '"max" is missing'),
    (7, 10, 'unknown placeholder "{sied}". Did you mean "side"?'),
    (8, 11, '"1:30": write a duration with its unit'),
    (9, 11, '"45": write a duration with its unit'),
    (10, 10, '"soon": write 15s, 50% or -10s'),
    (11, 5, 'say. Did you mean "wait"?'),
    (12, 12, '"none" is not one of begin'),
    (13, 5, 'expected a line such as "- say: ..."'),
]
ACROSS = {
    "a step in a step": ("- step: A\n  do:\n    - step: B\n      do: [{say: x}]", 7, 3, "a step cannot"),
    "sides in sides": (
        "- sides: [left, right]\n  do:\n    - rounds: 2\n      do:\n"
        "        - sides: [left, right]\n          do: [{say: x}]", 7, 3, "sides cannot contain"),
    "least over for": ("- hold: {for: 20s, least: 30s}", 7, 9, "least 30s, for 20s"),
    "for over most": ("- hold: {for: 50s, most: 30s}", 7, 9, "must be in ascending order"),
    "least over times": ("- rounds: {times: 1, least: 2}\n  do: [{say: x}]", 7, 11, "in ascending order"),
    "again without say": ("- hold: 20s\n  again: x", 7, 3, '"again" needs "say"'),
    "brief without say": ("- hold: 20s\n  brief: x", 7, 3, '"brief" needs "say"'),
    "strokes and ticks": ("- hold: 20s\n  strokes: 9/min\n  ticks: 9/min", 7, 3, "that sound"),
    "side in brief words": ("- say: Hand\n  brief: '{other}'", 7, 3, '"{other}" has no meaning'),
    "least over for in ready": ("- ready: {for: 20s, least: 30s}", 7, 10, "least 30s, for 20s"),
    "a colon without quotes": ("- say: Left side: hold it", 7, 8, "must be in quotes"),
    "role without say": ("- hold: 20s\n  as: exit", 7, 3, '"as" needs "say"'),
    "side without sides": ("- say: '{Side} hand'", 7, 3, '"{Side}" has no meaning outside "sides"'),
    "side in a later wording": ("- say: Hand\n  again: '{other}'", 7, 3, '"{other}" has no meaning'),
    "side in a title": ("- step: '{Side}'\n  do: [{say: x}]", 7, 3, '"{Side}" has no meaning'),
    "side in a reminder": ("- hold: 20s\n  at: {5s: '{side} one'}", 8, 12, '"{side}" has no meaning'),
    "side in a hold's words": ("- hold: 20s\n  say: '{side} one'", 7, 3, '"{side}" has no meaning'),
    "round without rounds": (
        "- sides: [left, right]\n  do: [{say: '{round}'}]", 8, 8, 'outside "rounds"'),
    "round beside rounds": (
        "- rounds: 2\n  do: [{say: x}]\n- say: '{rounds} done'", 9, 3, 'outside "rounds"'),
    "next in a title": ("- step: '{next}'\n  do: [{say: x}]", 7, 9, 'unknown placeholder "{next}"'),
    "rounds of rounds of rounds": (
        "- rounds: 20\n  do:\n    - rounds: 20\n      do:\n        - rounds: 20\n"
        "          do: [{say: x}]", 1, 1, "the rounds add up to over 5000 cues"),
}  # fmt: skip


def write(path: Path, text: str) -> Path:
    """The text as a file."""
    path.write_text(text)
    return path


def problems(path: Path) -> list[tuple[int, int, str]]:
    """Line, column and message of what is wrong with a file."""
    with pytest.raises(ScriptError) as caught:
        read(path)
    assert {problem.place.file for problem in caught.value.problems} == {str(path)}
    return [(p.place.line, p.place.column, p.message) for p in caught.value.problems]


def test_everything_is_read(tmp_path: Path) -> None:
    """Each key of the language arrives in the model as it was meant."""
    gong = write(tmp_path / "gong.wav", "")
    found = read(write(tmp_path / "lower.yaml", EVERYTHING))
    assert isinstance(found, Technique)
    head = found.heading
    assert (head.slug, head.title, head.summary) == ("lower", "Lower back", "With a ball.")
    assert (head.area, head.lengths) == (Area.BACK, Lengths(360.0, 600.0, None))
    assert (head.needs, head.keywords) == (("ball", "mat"), ("lumbar", "sitting"))
    assert (head.position, head.posture) == ("lying", (Posture.LYING, Posture.SITTING))
    assert [(say.text, say.role) for say in head.cautions] == [("Not for {title}.", Role.CAUTION)]
    assert [(say.place.line, say.place.column) for say in head.cautions] == [(17, 12)]
    assert (found.pressure, head.sources) == (Pressure(3, 5), ("a book",))
    assert (head.not_for, head.stop_at) == (("thin bones",), ("pain",))
    assert (head.risks, head.safety) == ((Risk.THIN_BONES, Risk.TINGLING), Safety.SHORT)
    assert (head.variant_of, head.variant) == ("upper-back", "chair")
    assert head.intro
    assert (head.intro.role, head.intro.place.line) == (Role.SETTLE, 20)
    assert head.closing
    assert (head.closing.texts, head.closing.role) == (("Feel it.", "Notice it."), Role.CLOSE)
    assert found.chimes == ((Meaning.BEGIN, str(gong)),)
    lie, sides, rounds = found.steps
    assert isinstance(lie, Step)
    assert lie.only is Only.ARRIVING
    say, ready, wait, breathe, chime = lie.do
    assert say == Say(say.place, ("Lie down.",), (), role=Role.LOAD)
    assert ready == Ready(ready.place, 30.0, 30.0, 40.0)
    assert wait == Wait(wait.place, 12.0)
    assert breathe == Breathe(breathe.place, 4.0, 6.0, 1)
    assert chime == Chime(chime.place, Meaning.CHANGE)
    assert isinstance(sides, Sides)
    assert sides.over == (Side.RIGHT, Side.LEFT)
    assert sides.between is not None
    inner, last = sides.do
    assert isinstance(inner, Rounds)
    assert (inner.times, inner.least, inner.most) == (2, 0, 4)
    assert isinstance(rounds, Rounds)
    assert (rounds.times, rounds.least, rounds.most) == (3, 2, 5)
    assert isinstance(last, Hold)
    assert (last.target, last.least, last.most, last.chime) == (30.0, 20.0, 90.0, Meaning.BEGIN)


def test_hold_is_read_whole(tmp_path: Path) -> None:
    """A hold keeps its words, its ticks, and each reminder with what its time counts from."""
    write(tmp_path / "gong.wav", "")
    found = read(write(tmp_path / "lower.yaml", EVERYTHING))
    assert isinstance(found, Technique)
    hold = found.steps[1].do[0].do[0]
    assert (hold.target, hold.least, hold.most) == (40.0, 20.0, 60.0)
    assert (hold.strokes, hold.ticks, hold.chime) == (12.0, True, Meaning.NONE)
    assert (hold.say.texts, hold.say.again, hold.say.brief, hold.say.role) == (
        ("{Side} side.",), ("Again.",), ("Shorter.", "Short."), Role.SIDE,
    )  # fmt: skip
    assert [(r.anchor, r.seconds, r.share, r.say.texts) for r in hold.reminders] == [
        (Anchor.START, 15.0, 0.0, ("Soften.",)),
        (Anchor.START, 0.0, 0.5, ("Half", "Midway")),
        (Anchor.END, 10.0, 0.0, ("Ten more seconds.",)),
    ]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("20s", (20, 10, 30)), ("80s", (80, 40, 90)), ("90s", (90, 45, 90)), ("5s", (5, 2.5, 7.5))],
)
def test_hold_has_bounds_of_its_own(tmp_path: Path, text: str, bounds: tuple[float, ...]) -> None:
    """A hold without bounds may halve or grow by half, never past 90 seconds."""
    found = read(write(tmp_path / "a.yaml", f"{TOP}steps:\n  - hold: {text}\n"))
    assert isinstance(found, Technique)
    (hold,) = found.steps
    assert (hold.target, hold.least, hold.most) == bounds


def test_routine_is_read(tmp_path: Path) -> None:
    """A routine's names keep their order and their places; it has an opening and an ending."""
    text = (
        "coach: 1\ntitle: R\nsummary: S.\narea: body\nplay:\n  - jaw\n  - brow\n"
        "posture: [asleep]\nopening: [{say: Sit.}]\nending: [{hold: 30s}]\n"
    )
    found = read(write(tmp_path / "r.yaml", text))
    assert isinstance(found, Routine)
    assert [one.name for one in found.heading.play] == ["jaw", "brow"]
    assert [one.place.line for one in found.heading.play] == [6, 7]
    assert found.heading.posture == (Posture.ASLEEP,)
    assert [type(cue) for cue in (*found.opening, *found.ending)] == [Say, Hold]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """One run finds each problem with its line and column, in the order of the file."""
    found = problems(write(tmp_path / "bad.yaml", TOGETHER))
    assert [(line, column) for line, column, _ in found] == [
        (line, col) for line, col, _ in PROBLEMS
    ]
    for (*_, message), (*_, wanted) in zip(found, PROBLEMS, strict=True):
        assert wanted in message


@pytest.mark.parametrize("case", ACROSS)
def test_what_single_keys_cannot_tell(tmp_path: Path, case: str) -> None:
    """Keys that are right alone and wrong together are told with their place."""
    steps, line, column, message = ACROSS[case]
    (found,) = problems(write(tmp_path / "bad.yaml", f"{TOP}steps:\n{steps}\n"))
    assert message in found[2]
    assert (found[0], found[1]) == (line, column)


HEADS = {
    "a part of the body that is none": ("area: foot\n", 'Write "feet".'),
    "a variant of nothing": ("with: chair\n", '"variant_of" and "with" must be used together'),
    "a variant of no kind": ("variant_of: jaw\n", '"variant_of" and "with" must be used together'),
    "asleep and sitting": ("posture: [asleep, sitting]\n", "it cannot be one of several postures"),
    "a side in the closing": ("closing: '{side}'\n", 'unknown placeholder "{side}"'),
}


@pytest.mark.parametrize("case", HEADS)
def test_headings_that_cannot_be(tmp_path: Path, case: str) -> None:
    """What does not go together above the steps is told."""
    more, message = HEADS[case]
    top = TOP.replace("area: neck\n", "") if "area" in more else TOP
    (found,) = problems(write(tmp_path / "bad.yaml", f"{top}{more}steps: [{{say: x}}]\n"))
    assert message in found[2]


def test_opening_and_ending_know_no_side(tmp_path: Path) -> None:
    """A routine's own blocks are held to the same rules as steps."""
    text = "coach: 1\ntitle: R\nsummary: S.\narea: body\nplay: [jaw]\nopening: [{say: '{side}'}]\n"
    (found,) = problems(write(tmp_path / "bad.yaml", text))
    assert 'has no meaning outside "sides"' in found[2]


def test_pressure_and_lengths_must_rise(tmp_path: Path) -> None:
    """An aim over the limit and lengths that fall are told."""
    text = f"{TOP}pressure: {{aim: 5, max: 3}}\nlengths: {{short: 9m, long: 5m}}\nsteps: [{{say: x}}]\n"
    found = problems(write(tmp_path / "bad.yaml", text))
    assert [(line, message) for line, _, message in found] == [
        (6, "aim is above max"),
        (7, "short, standard and long must be in ascending order"),
    ]


def test_headings_of_shipped_scripts_are_those_of_the_whole() -> None:
    """What a list shows is what the whole script says."""
    paths = sorted(folder("scripts").glob("*.yaml"))
    assert len(paths) > 5
    for path in paths:
        assert read_heading(path) == read(path).heading


@pytest.mark.parametrize("file", ["gone.yaml", ".", "x" * 300 + ".yaml", "a\0b.yaml"])
def test_what_is_no_file_is_told(tmp_path: Path, file: str) -> None:
    """A path that cannot be read gives one sentence, whatever the system says of it."""
    with pytest.raises(CoachError) as caught:
        read(tmp_path / file)
    assert not isinstance(caught.value, ScriptError)
    assert str(caught.value).endswith(".")


def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    """A pipe nobody writes to, and a device without end, are refused without reading."""
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        with pytest.raises(CoachError, match="is not a file"):
            read(path)


def test_sounds_must_lie_beside_the_script(tmp_path: Path) -> None:
    """Each sound that climbs, points elsewhere or is no file is told where it is named."""
    home = tmp_path / "home"
    home.mkdir()
    write(tmp_path / "outside.wav", "")
    (home / "link.wav").symlink_to(tmp_path / "outside.wav")
    (home / "loop.wav").symlink_to(home / "loop.wav")
    os.mkfifo(home / "pipe.wav")
    with (home / "large.flac").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    sounds = {
        "begin": "../outside.wav", "change": "link.wav", "end": "pipe.wav", "tick": "😀" * 90 + ".wav"
    }  # fmt: skip
    lines = "".join(f"  {name}: {file}\n" for name, file in sounds.items())
    found = problems(write(home / "s.yaml", f"{TOP}chimes:\n{lines}steps: [{{say: x}}]\n"))
    assert [line for line, *_ in found] == [7, 8, 9, 10]
    for (*_, message), wanted in zip(
        found, ["outside", "outside", "regular", "regular"], strict=True
    ):
        assert wanted in message
    text = f"{TOP}chimes: {{begin: large.flac, end: loop.wav}}\nsteps: [{{say: x}}]\n"
    found = problems(write(home / "s.yaml", text))
    assert ["over 20 MiB" in found[0][2], "does not exist" in found[1][2]] == [True, True]


def test_sounds_of_a_linked_folder_are_found(tmp_path: Path) -> None:
    """A script reached through a linked folder finds the sounds beside it."""
    (tmp_path / "real").mkdir()
    write(tmp_path / "real" / "gong.wav", "")
    write(tmp_path / "real" / "s.yaml", f"{TOP}chimes: {{end: gong.wav}}\nsteps: [{{say: x}}]\n")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    found = read(tmp_path / "link" / "s.yaml")
    assert isinstance(found, Technique)
    assert found.chimes == ((Meaning.END, os.path.realpath(tmp_path / "real" / "gong.wav")),)
