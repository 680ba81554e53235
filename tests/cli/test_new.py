"""`coach new`: a script of one's own, found wherever a shipped one is."""

import json
from pathlib import Path

import pytest
from rig.command import Coach

from voice_coach.script.schema import FILE

pytestmark = pytest.mark.slow


def written(coach: Coach, name: str) -> Path:
    """The file that `new` says it wrote."""
    ran = coach("new", name)
    assert ran.returncode == 0, ran.stderr
    path = Path(ran.stdout.splitlines()[0])
    assert path.is_file()
    return path


def test_starter_is_right(coach: Coach) -> None:
    """What a new script begins with has neither error nor warning, in every length and guide."""
    path = written(coach, "my-neck")
    for options in ([], ["--length", "short"], ["--length", "long"], ["--guide", "brief"]):
        ran = coach("check", "--strict", "my-neck", *options)
        assert ran.returncode == 0, ran.stdout
        assert ran.stdout.startswith(f"{path}: ok: ")


def test_starter_is_listed_and_shown(coach: Coach) -> None:
    """The new script has its name as a title, and is marked as one's own."""
    written(coach, "my-neck")
    (line,) = [row for row in coach("list").stdout.splitlines() if row.split()[:1] == ["my-neck"]]
    assert "My neck" in line
    assert "your own" in line
    assert coach("show", "my-neck").stdout.startswith("My neck (")


def test_own_script_wins_and_the_list_shows_it(coach: Coach) -> None:
    """A script of a shipped name is played instead of it; the list says whose it is."""
    shipped = json.loads(coach("show", "temples", "--json").stdout)
    path = written(coach, "temples")
    path.write_text(path.read_text().replace("title: Temples", "title: My temples"))
    assert json.loads(coach("show", "temples", "--json").stdout)["title"] == "My temples"
    assert shipped["title"] == "Temples"
    rows = json.loads(coach("list", "--json").stdout)["sessions"]
    rows = [row for row in rows if row["slug"] == "temples"]
    assert [(row["title"], row["own"]) for row in rows] == [("My temples", True)]
    (line,) = [row for row in coach("list").stdout.splitlines() if row.split()[:1] == ["temples"]]
    assert "your own, instead of the shipped one" in line
    path.unlink()
    assert json.loads(coach("show", "temples", "--json").stdout) == shipped


def test_path_works_where_a_name_does(coach: Coach) -> None:
    """Shown, checked and exported: a path does what the name does, from anywhere."""
    path = written(coach, "my-neck")
    (coach.folder / "copy.yaml").write_bytes(path.read_bytes())
    assert coach("show", path).stdout == coach("show", "my-neck").stdout
    assert coach("check", path).stdout == coach("check", "my-neck").stdout
    for source, target in (("my-neck", "a.wav"), (path, "b.wav"), ("copy.yaml", "c.wav")):
        ran = coach("export", source, "-o", target)
        assert ran.returncode == 0, ran.stderr
    contents = [(coach.folder / f"{name}.wav").read_bytes() for name in "abc"]
    assert len(contents[0]) > 1_000_000
    assert contents[0] == contents[1] == contents[2]


def test_schema_lies_beside_the_script(coach: Coach) -> None:
    """The first line points editors at the schema, which lies beside the script."""
    path = written(coach, "my-neck")
    first = path.read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=./script.schema.json"
    assert (path.parent / "script.schema.json").read_bytes() == FILE.read_bytes()


def test_a_schema_of_somebody_else_is_kept(coach: Coach) -> None:
    """A file in the way of the schema that is not ours is named, and no script is written."""
    folder = written(coach, "my-neck").parent
    schema = folder / "script.schema.json"
    schema.write_text(schema.read_text().replace("its name, as shown", "of an earlier version"))
    assert coach("new", "my-jaw").returncode == 0
    assert schema.read_bytes() == FILE.read_bytes()
    schema.write_text("{}")
    ran = coach("new", "my-hands")
    assert (ran.returncode, "was not written here" in ran.stderr) == (2, True)
    assert (schema.read_text(), (folder / "my-hands.yaml").exists()) == ("{}", False)


def test_existing_script_is_kept(coach: Coach) -> None:
    """A second script of the same name is refused, and the first stays as it was."""
    path = written(coach, "my-neck")
    path.write_text("mine")
    ran = coach("new", "my-neck")
    assert ran.returncode == 2
    assert "exists" in ran.stderr
    assert path.read_text() == "mine"
    assert {file.name for file in path.parent.iterdir()} == {"my-neck.yaml", "script.schema.json"}


@pytest.mark.parametrize(
    "name", ["../up", "/tmp/x", "?", "a/b", "Zażółć 漢字?", "x" * 61, "a\x1b[2J"]
)
def test_other_names_are_refused(coach: Coach, name: str) -> None:
    """What makes no name is refused with an example; nothing is written."""
    ran = coach("new", "--", name)
    assert ran.returncode == 2
    assert "as in my-neck" in ran.stderr
    assert "\x1b" not in ran.stderr
    assert not list(Path(coach.env["XDG_DATA_HOME"]).rglob("*.yaml"))


@pytest.mark.parametrize(
    ("words", "name", "title", "area"),
    [
        (("My-Neck",), "my-neck", "My Neck", "neck"),
        (("Tired", "Hands"), "tired-hands", "Tired Hands", "hands"),
        (("one's calf.yaml",), "one-s-calf", "One's calf", "legs"),
        (("é  b",), "e-b", "É b", "shoulders"),
        ((), "my-session", "My session", "shoulders"),
    ],
)
def test_what_can_be_guessed_is_not_asked(
    coach: Coach, words: tuple[str, ...], name: str, title: str, area: str
) -> None:
    """A title makes a name and tells a part of the body; without one a free name is taken."""
    ran = coach("new", *words)
    assert ran.returncode == 0, ran.stderr
    rows = json.loads(coach("list", "--json").stdout)["sessions"]
    (found,) = (row for row in rows if row["slug"] == name)
    assert (found["title"], found["area"]) == (title, area)
    assert coach("check", "--strict", name, "--voice", "tone").returncode == 0
    if not words:
        assert "my-session-2.yaml" in coach("new").stdout


def test_broken_own_script_does_not_hide_the_others(coach: Coach) -> None:
    """The list goes on past a broken script of one's own, and says on the side what is wrong."""
    path = written(coach, "my-neck")
    path.write_text("coach: 1\ntitle: [")
    ran = coach("list")
    assert ran.returncode == 0
    assert "lower-back" in ran.stdout
    assert "my-neck" not in ran.stdout
    assert f"left out: {path}:" in ran.stderr
