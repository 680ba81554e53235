"""`coach check`: everything wrong with scripts, all at once, and what it ends with."""

import json
import re
from pathlib import Path

import pytest
from rig.command import Coach

from voice_coach import resources

pytestmark = [pytest.mark.slow, pytest.mark.first]

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\n"
CALM = (
    "- hold: {for: 60s, least: 50s, most: 80s}\n  say: Stroke your shoulder slowly.\n"
    "  at: {35%: Soften your jaw., 60%: Let your belly rest., -8s: Let it fade away.}\n"
) * 3
GOOD = f"{HEAD}steps:\n{CALM}"
WARNED = f"{HEAD}steps:\n- say: Press here slowly.\n{CALM}"
LATE = f"{HEAD}steps:\n- hold: 20s\n  at:\n    19s: Now let all of it go.\n- say: On we go.\n{CALM}"
BAD = f"{HEAD}steps:\n- wait: 1:30\n- sai: Oops.\n"


@pytest.fixture
def coach(coach: Coach) -> Coach:
    """The command, beeping: what a check costs is mostly the voice."""
    return Coach(coach.folder, {**coach.env, "VOICE_COACH_VOICE": "tone"})


@pytest.fixture
def files(coach: Coach) -> Path:
    """Scripts of every kind."""
    for name, text in (("good", GOOD), ("warned", WARNED), ("late", LATE), ("bad", BAD)):
        (coach.folder / f"{name}.yaml").write_text(text)
    return coach.folder


@pytest.mark.parametrize(
    ("names", "options", "code"),
    [
        (["good"], [], 0),
        (["good"], ["--strict"], 0),
        (["warned"], [], 0),
        (["warned"], ["--strict"], 3),
        (["late"], [], 3),
        (["bad"], [], 3),
        (["good", "bad", "warned"], [], 3),
        (["good", "bad"], ["--json"], 3),
        (["good", "warned"], ["--json"], 0),
    ],
)
def test_exit_codes(
    coach: Coach, files: Path, names: list[str], options: list[str], code: int
) -> None:
    """0 where nothing is wrong, 3 where something is; warnings count with --strict."""
    ran = coach("check", *[f"{name}.yaml" for name in names], *options)
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert ran.stderr == ""


def test_all_problems_of_all_files(coach: Coach, files: Path) -> None:
    """One run tells of every file, each problem as file:line:column: message."""
    lines = coach("check", "bad.yaml", "warned.yaml", "good.yaml").stdout.splitlines()
    assert lines[0].startswith('bad.yaml:7:9: "1:30": write a duration with its unit')
    assert lines[1].startswith("bad.yaml:8:3: expected one of step, sides")
    assert 'Did you mean "say"?' in lines[1]
    assert lines[2].startswith('warned.yaml:7:3: warning: "here" points at nothing')
    assert lines[2].endswith(" [pointing]")
    assert re.match(
        r"warned.yaml: ok: \d+:\d\d, \d+ cues, speech \d+%, quiet massage \d+%, first touch \d+ s$",
        lines[3],
    )
    assert lines[4].startswith("good.yaml: ok: ")
    assert len(lines) == 5


def test_late_reminder_is_told_with_its_length_and_room(coach: Coach, files: Path) -> None:
    """The cue, how long the voice takes for it, and the room it has, measured with a real voice."""
    (line, verdict) = coach("check", "late.yaml", "--voice", "en-us").stdout.splitlines()
    found = re.match(
        r'late\.yaml:9:10: "Now let all of it go\." takes (\S+) s, and (\S+) s are free at 19 s;'
        r" it is left out: move it, shorten it, or lengthen the hold \[reminder-dropped\]$",
        line,
    )
    assert found
    assert float(found[2]) < float(found[1])
    assert verdict.startswith("late.yaml: wrong: ")


def test_words_without_a_sound_are_told(coach: Coach) -> None:
    """What the voice can not say is wrong, at its place: a cue, and a reminder."""
    text = GOOD.replace("Soften your jaw.", "揉捏。", 1).replace("Let it fade away.", "軟化。", 1)
    (coach.folder / "mute.yaml").write_text(f"{text}- say: 揉捏。\n")
    for _ in range(2):  # the second time nothing else is left to speak
        ran = coach("check", "mute.yaml", "--voice", "heart")
        told = re.findall(r"mute\.yaml:(\d+):.* has no sound for .* \[unspoken\]", ran.stdout)
        assert (told, ran.returncode) == (["9", "9", "16"], 3)


def test_json_for_editors(coach: Coach, files: Path) -> None:
    """Programs get each file with its problems, and how long each cue takes."""
    ran = coach("check", "bad.yaml", "warned.yaml", "--json")
    bad, warned = json.loads(ran.stdout)
    assert (bad["file"], bad["seconds"], bad["cues"]) == ("bad.yaml", None, [])
    assert [(p["line"], p["column"], p["severity"]) for p in bad["problems"]] == [
        (7, 9, "error"), (8, 3, "error"),
    ]  # fmt: skip
    assert [(p["severity"], p["code"]) for p in warned["problems"]] == [("warning", "pointing")]
    assert {p["code"] for p in bad["problems"]} == {"language"}
    assert warned["seconds"] > 80
    assert "Press here slowly." in [cue["text"] for cue in warned["cues"]]
    assert all(cue["seconds"] > 0 for cue in warned["cues"])


def test_cues_tell_their_spoken_length(coach: Coach, files: Path) -> None:
    """With --cues each cue comes with its start and its length in the voice."""
    out = coach("check", "good.yaml", "--cues").stdout
    assert len(re.findall(r"^ +\d+:\d\d +\d+\.\d s  Soften your jaw\.$", out, re.MULTILINE)) == 3


def test_names_and_files_mix(coach: Coach, files: Path) -> None:
    """Shipped sessions are checked by name beside files."""
    ran = coach("check", "temples", "good.yaml")
    assert ran.returncode == 0
    assert ran.stdout.count(": ok: ") == 2


def test_whole_library(coach: Coach) -> None:
    """Without names all is checked: every session that ships, and one's own.

    That nothing is wrong with them in the usual voice is for `check/test_library.py`.
    """
    assert coach("new", "mine").returncode == 0
    lines = coach("check").stdout.splitlines()
    verdicts = [line.split(": ")[0] for line in lines if re.search(": (ok|wrong): ", line)]
    mine = Path(coach.env["XDG_DATA_HOME"], "voice-coach", "scripts", "mine.yaml")
    shipped = [path.stem for path in resources.folder("scripts").glob("*.yaml")]
    assert sorted(verdicts) == sorted([*shipped, str(mine)])


@pytest.mark.parametrize("name", ["gone.yaml", "no-such-session"])
def test_what_does_not_exist_is_a_slip_of_the_command(coach: Coach, name: str) -> None:
    """A name or file that does not exist ends with 2 and one line."""
    ran = coach("check", name)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1


def test_other_length_and_guide(coach: Coach, files: Path) -> None:
    """A check can be of any length and guide."""
    ran = coach("check", "temples", "--length", "short", "--guide", "chimes", "--ending", "none")
    assert ran.returncode == 0, ran.stdout
    assert "temples: ok: " in ran.stdout


def test_files_are_left_alone(coach: Coach, files: Path) -> None:
    """A check writes nothing beside the scripts."""
    before = {path.name: path.read_bytes() for path in files.iterdir()}
    coach("check", "good.yaml", "bad.yaml")
    assert {path.name: path.read_bytes() for path in files.iterdir()} == before
