"""`coach list`: what there is, and what fits."""

import json
from pathlib import Path
from typing import Any

import pytest
from rig.command import Coach

from voice_coach.resources import folder

pytestmark = pytest.mark.slow

AREAS = ["head", "face", "neck", "shoulders", "chest", "back", "body"]
SHIPPED = sorted(path.stem for path in folder("scripts").glob("*.yaml"))
MINE = """\
coach: 1
title: {title}
summary: A session of my own.
area: {area}
position: sitting
needs: [{needs}]
steps:
  - say: Rest.
"""


@pytest.fixture
def own(home: dict[str, str]) -> Path:
    """The user's own folder of scripts, empty."""
    found = Path(home["XDG_DATA_HOME"], "voice-coach", "scripts")
    found.mkdir(parents=True)
    return found


def rows(coach: Coach, *args: str) -> list[dict[str, Any]]:
    """What is listed, as programs get it."""
    done = coach("list", "--json", *args)
    assert done.returncode == 0
    found: list[dict[str, Any]] = json.loads(done.stdout)["sessions"]
    return found


def slugs(coach: Coach, *args: str) -> list[str]:
    """The names that are listed."""
    return [row["slug"] for row in rows(coach, *args)]


def groups(text: str) -> dict[str, list[list[str]]]:
    """The groups of the list: title to the words of each of its lines."""
    found: dict[str, list[list[str]]] = {}
    for block in text.rstrip("\n").split("\n\n"):
        title, *lines = block.split("\n")
        assert all(line.startswith("  ") for line in lines)
        found[title] = [line.split() for line in lines]
    return found


def test_everything_is_listed_once(coach: Coach) -> None:
    """Every shipped session is listed once, routines first, then techniques by area."""
    found = groups(coach("list").stdout)
    assert list(found) == ["Routines", *(a.capitalize() for a in AREAS if a.capitalize() in found)]
    assert sorted(line[0] for lines in found.values() for line in lines) == SHIPPED
    known = {row["slug"]: row for row in rows(coach)}
    for title, lines in found.items():
        for line in lines:
            row = known[line[0]]
            assert row["kind"] == ("routine" if title == "Routines" else "technique")
            assert title in ("Routines", row["area"].capitalize())
            assert line[-3:] == [str(row["minutes"]), "min", row["area"]]
            assert " ".join(line[1:-3]) == row["title"]


def test_a_row_tells_what_programs_need(coach: Coach) -> None:
    """Each row has name, title, summary, minutes, area, kind and needs."""
    for row in rows(coach):
        assert row["area"] in AREAS
        assert row["summary"]
        assert 2 <= row["minutes"] <= 60
        assert isinstance(row["needs"], list)
        assert not row["own"]
        assert not row["shadows"]


@pytest.mark.parametrize("area", AREAS)
def test_area(coach: Coach, area: str) -> None:
    """`--area` leaves the sessions of that area, all of them."""
    everything = rows(coach)
    assert rows(coach, "--area", area) == [row for row in everything if row["area"] == area]
    assert any(row["area"] == area for row in everything)


@pytest.mark.parametrize("most", [5, 7, 10, 16])
def test_longest(coach: Coach, most: int) -> None:
    """`--max` leaves those that take no longer, and takes both ways to write a time."""
    fitting = slugs(coach, "--max", f"{most}m")
    minutes = {row["slug"]: row["minutes"] for row in rows(coach)}
    assert fitting
    assert all(minutes[slug] <= most for slug in fitting)
    assert all(minutes[slug] >= most for slug in set(minutes) - set(fitting))
    for written in (f"{most}:00", f"{most}", f"{most}min", f"{most} minutes"):
        assert slugs(coach, "--max", written) == fitting


def test_needs(coach: Coach) -> None:
    """`--needs` leaves those that need such a thing, whatever else it says there."""
    everything = rows(coach)
    balls = [r["slug"] for r in everything if any("ball" in need.lower() for need in r["needs"])]
    assert slugs(coach, "--needs", "ball") == slugs(coach, "--needs", "BALL") == balls != []


def test_needs_nothing(coach: Coach) -> None:
    """`--needs nothing` leaves sessions for bare hands; a routine needs what its techniques need."""
    found = rows(coach, "--needs", "nothing")
    assert {row["kind"] for row in found} == {"routine", "technique"}
    assert all(row["needs"] == [] for row in found)
    (back,) = (row for row in rows(coach) if row["slug"] == "back")
    assert "tennis ball" in back["needs"]


def test_filters_go_together(coach: Coach) -> None:
    """Filters and words narrow one another down."""
    found = rows(coach, "stiff", "neck", "--area", "neck", "--max", "7m")
    assert found
    assert {row["area"] for row in found} == {"neck"}
    assert max(row["minutes"] for row in found) <= 7


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("stiff neck", "neck"),
        ("sleep", "wind-down"),
        ("jaw clenching", "jaw"),
        ("headache", "headache"),
        ("desk shoulders", "shoulders"),
        ("lower back", "lower-back"),
        ("lower-back", "lower-back"),
        ("LOWER BACK", "lower-back"),
        ("temples", "temples"),
        ("wind down", "wind-down"),
        ("clenched jaw", "jaw"),
        ("can't sleep", "wind-down"),
        ("cant sleep", "wind-down"),
        ("insomia", "wind-down"),
        ("desk", "desk-break"),
    ],
)
def test_nearest_first(coach: Coach, words: str, first: str) -> None:
    """The session that people mean by these words stands first."""
    assert slugs(coach, *words.split())[0] == first
    assert coach("list", *words.split()).stdout.split()[0] == first


@pytest.mark.parametrize("words", ["pregnant", "wheelchair", "pregnant sore back"])
def test_safe_choices_alone(coach: Coach, words: str) -> None:
    """For who is pregnant or in a wheelchair, only what is made for that is found."""
    known = {row["slug"]: row for row in rows(coach)}
    found = slugs(coach, *words.split())
    assert found
    assert not {"lower-back", "face-down-prone", "upper-back", "back", "full"} & set(found)
    assert known["lower-back-chair"]["with"] == "chair"


@pytest.mark.parametrize("words", ["numb leg", "worst headache", "chest pain"])
def test_where_massage_is_not_the_answer(coach: Coach, words: str) -> None:
    """Red flags get one plain sentence, and no session."""
    done = coach("list", *words.split())
    assert (done.returncode, done.stderr) == (6, "")
    told = " ".join(done.stdout.split())
    assert "massage is not the answer" in told or "not for massage" in told
    assert told.endswith(".")
    assert "coach play" not in told
    silent = coach("list", "--json", *words.split())
    assert (silent.returncode, silent.stderr) == (6, "")
    found = json.loads(silent.stdout)
    assert (found["advice"], found["sessions"]) == (told, [])
    played = coach("play", *words.split())
    assert played.returncode == 6
    assert " ".join(played.stderr.split()) == f"coach: {told}"


@pytest.mark.parametrize(
    ("words", "first"), [("migraine", "headache"), ("sciatica", "lower-back-chair")]
)
def test_care_is_told_before_the_sessions(coach: Coach, words: str, first: str) -> None:
    """What asks for care has its sentence first, and the gentlest session below."""
    told, found = coach("list", words).stdout.split("\n\n")[:2]
    assert "doctor" in told
    assert found.split()[0] == first
    assert slugs(coach, words)[0] == first


@pytest.mark.parametrize("words", ["squeezing jaw", "neck xylograph", "back to the zqx"])
def test_nothing_plays_that_was_not_understood(coach: Coach, words: str) -> None:
    """With nobody to ask, a word that was not understood ends with 2, near names and the question."""
    done = coach("play", *words.split())
    assert done.returncode == 2
    told = " ".join(done.stderr.split())
    assert "I didn't understand" in told
    assert "Is any of this true for you?" in told
    listed = json.loads(coach("list", "--json", *words.split()).stdout)
    assert listed["not_understood"]
    assert listed["kind"] == ""


def test_nothing_fits(coach: Coach) -> None:
    """Words that fit nothing are no error: it is told what to type, and where everything is."""
    done = coach("list", "xylophone")
    assert (done.returncode, done.stderr) == (0, "")
    assert "coach list stiff neck" in " ".join(done.stdout.split())
    assert coach("list", "--needs", "harp").stdout.startswith("Nothing matches; `coach list` shows")
    assert rows(coach, "xylophone") == []


def test_a_result_tells_what_it_is(coach: Coach) -> None:
    """Each result has its minutes, what it needs, and what it is; wrapped at words; then how to play."""
    shown = coach("list", "10", "minutes", "lower", "back", env={"COLUMNS": "60"}).stdout
    assert max(map(len, shown.splitlines())) <= 60
    head, *about = shown.splitlines()
    assert head.split()[:3] == ["lower-back", "11", "min"]
    assert "tennis ball" in head
    assert " ".join(" ".join(about).split()).startswith("A tennis ball under the soft muscle")
    assert shown.endswith("Play one: coach play lower-back --length 10m\n")


def test_the_nearest_first_and_then_all(coach: Coach) -> None:
    """A few that fit best are shown; a line tells how to see the others."""
    few, every = (coach("list", *flag, "can't", "sleep").stdout for flag in ((), ("--all",)))
    names = [line.split()[0] for line in every.splitlines() if " min  " in line]
    assert len(names) > 5
    assert [line.split()[0] for line in few.splitlines() if " min  " in line] == names[:5]
    assert f"{len(names) - 5} more: coach list --all cant sleep" in few


def test_what_no_session_is_made_for(coach: Coach) -> None:
    """Where no session is for a part of the body, that is said, and what comes nearest is shown."""
    told, found = coach("list", "sore", "feet").stdout.split("\n\n")[:2]
    assert told == 'There is no session for "feet"; these come closest.'
    assert found.split()[0] == "full"


def test_own_scripts_have_minutes(coach: Coach, own: Path) -> None:
    """One's own script that promises no length has an estimated one, and `--max` finds it by that."""
    text = MINE.format(title="Mine", area="chest", needs="") + "  - hold: 60s\n" * 4
    (own / "mine.yaml").write_text(text)
    (row,) = (row for row in rows(coach) if row["slug"] == "mine")
    assert row["estimated"]
    assert 4 <= row["minutes"] <= 6
    assert "mine" in slugs(coach, "--max", "10")
    assert "mine" not in slugs(coach, "--max", "3")
    (line,) = (line for line in groups(coach("list").stdout)["Chest"] if line[0] == "mine")
    assert f"~{row['minutes']} min" in " ".join(line)


def test_own_scripts(coach: Coach, own: Path) -> None:
    """One's own script is listed in its area, is marked, and is found by its words."""
    (own / "mine.yaml").write_text(MINE.format(title="Evening quiet", area="chest", needs="shawl"))
    listed = groups(coach("list").stdout)
    (line,) = (line for line in listed["Chest"] if line[0] == "mine")
    assert " ".join(line).endswith("(your own)")
    assert slugs(coach, "evening", "quiet")[0] == "mine"
    assert slugs(coach, "--needs", "shawl") == ["mine"]


def test_own_script_instead_of_a_shipped_one(coach: Coach, own: Path) -> None:
    """One's own script of a shipped name stands in its place, and is marked so."""
    (own / "jaw.yaml").write_text(MINE.format(title="My jaw", area="back", needs=""))
    (row,) = (row for row in rows(coach) if row["slug"] == "jaw")
    assert (row["title"], row["area"], row["own"], row["shadows"]) == ("My jaw", "back", True, True)
    listed = groups(coach("list").stdout)
    (line,) = (line for line in listed["Back"] if line[0] == "jaw")
    assert " ".join(line).endswith("(your own, instead of the shipped one)")
    assert "jaw" not in [line[0] for line in listed["Face"]]


@pytest.mark.parametrize("text", ["", "coach: 1\n", "[", "\x00", "coach: 1\ntitle: \x1b[31m\n"])
def test_broken_own_script_is_left_out(coach: Coach, own: Path, text: str) -> None:
    """A script that can not be read costs one warning, and nothing else of the list."""
    (own / "broken.yaml").write_text(text)
    done = coach("list", "--json")
    assert done.returncode == 0
    assert [row["slug"] for row in json.loads(done.stdout)["sessions"]] == SHIPPED
    assert done.stderr.startswith("coach: left out: ")
    assert "broken.yaml" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_no_escape_reaches_the_terminal(coach: Coach, own: Path) -> None:
    """A script's title can not steer the terminal."""
    text = MINE.format(title='"a\\x1b[31mb\\u202ec"', area="back", needs="")
    (own / "mine.yaml").write_text(text)
    done = coach("list")
    assert done.returncode == 0
    assert not any(c in done.stdout + done.stderr for c in "\x1b\u202e")
