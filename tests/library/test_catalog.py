"""Names to scripts: the user's own, those beside a routine, those that ship."""

from pathlib import Path

import pytest

from voice_coach.errors import CoachError, ScriptError, UsageError
from voice_coach.library import catalog
from voice_coach.resources import folder
from voice_coach.script.model import Heading, Routine, Technique

TECHNIQUE = (
    "coach: 1\ntitle: {}\nsummary: S.\narea: neck\nposition: x\nneeds: [{}]\nsteps: [{{say: x}}]\n"
)
ROUTINE = "coach: 1\ntitle: R\nsummary: S.\narea: neck\nplay: [{}]\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of scripts, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = catalog.user_folder()
    assert tmp_path in found.parents
    found.mkdir(parents=True)
    return found


def technique(path: Path, title: str = "T", needs: str = "ball") -> Path:
    """A whole technique."""
    path.write_text(TECHNIQUE.format(title, needs))
    return path


def routine(path: Path, *names: str) -> Path:
    """A routine that plays the names."""
    path.write_text(ROUTINE.format(", ".join(names)))
    return path


def refused(path: Path) -> list[str]:
    """What loading a script complains of."""
    with pytest.raises(ScriptError) as caught:
        catalog.load(path)
    return [str(problem) for problem in caught.value.problems]


def test_shipped_scripts_are_found_by_name(own: Path) -> None:
    """Each shipped script has its file's name, in alphabetical order."""
    names = [path.stem for path in folder("scripts").glob("*.yaml")]
    assert list(catalog.entries()) == sorted(names)
    assert catalog.find("lower-back") == folder("scripts") / "lower-back.yaml"


def test_own_script_wins(own: Path) -> None:
    """The user's script of a shipped name is found instead, and known as such."""
    path = technique(own / "lower-back.yaml")
    technique(own / "mine.yaml")
    assert catalog.find("lower-back") == path
    found = catalog.entries()
    assert (found["lower-back"].own, found["lower-back"].shadows) == (True, True)
    assert (found["mine"].own, found["mine"].shadows) == (True, False)
    assert (found["temples"].own, found["temples"].shadows) == (False, False)


def test_hidden_and_other_files_are_no_scripts(own: Path) -> None:
    """Backups, hidden files and the schema are not listed."""
    for name in (".hidden.yaml", "notes.txt", "script.schema.json", "old.yaml.bak"):
        (own / name).write_text("")
    assert not [entry for entry in catalog.entries().values() if entry.own]


@pytest.mark.parametrize("name", ["sub/a.yaml", "a.yaml", "./a.yaml", "a.yml"])
def test_paths_are_files(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What has a slash or the ending of a script is a path, never a name."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="There is no file"):
        catalog.find(name)
    Path(name).parent.mkdir(exist_ok=True)
    technique(Path(name))
    assert catalog.find(name) == Path(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lowerback", 'Did you mean "lower-back"?'),
        ("qqqq", "See `coach list`."),
        ("", "coach list"),
    ],
)
def test_unknown_names_get_a_hint(own: Path, name: str, hint: str) -> None:
    """A slip of the pen is answered with the nearest name."""
    with pytest.raises(UsageError, match="There is no session") as caught:
        catalog.find(name)
    assert hint in str(caught.value)


def test_variants_are_found_by_what_asks_for_them(own: Path) -> None:
    """A script that stands in for another is found under its name, with what asks for it."""
    path = technique(own / "elbows-soft.yaml", "Soft")
    path.write_text(path.read_text().replace("steps:", "variant_of: elbows\nwith: socks\nsteps:"))
    technique(own / "elbows.yaml", "Elbows")
    assert catalog.variants()["elbows"] == {"socks": path}
    assert catalog.variants()["back"].keys() == {"chair"}  # a routine has some, too
    assert catalog.find("elbows", "socks") == path
    assert catalog.find("elbows") == own / "elbows.yaml"
    with pytest.raises(UsageError, match='no elbows with "sock".* Did you mean "socks"'):
        catalog.find("elbows", "sock")
    with pytest.raises(UsageError, match="It has no variants"):
        catalog.find("elbows-soft", "chair")


WARNINGS = """\
needs: [mat]
risks: [stroke]
cautions: [Mind it.]
not_for: [a cold]
stop_at: [a cramp]
"""


def test_a_routine_keeps_what_inner_routines_warn_of(own: Path, tmp_path: Path) -> None:
    """What a routine within a routine needs and warns of is in the outer one, too."""
    technique(tmp_path / "a.yaml", "A")
    inner = routine(tmp_path / "inner.yaml", "a")
    inner.write_text(inner.read_text() + WARNINGS)
    found = catalog.load(routine(tmp_path / "outer.yaml", "inner")).heading
    assert [say.text for say in found.cautions] == ["Mind it."]
    assert [risk.value for risk in found.risks] == ["stroke"]
    assert (found.not_for, found.stop_at) == (("a cold",), ("a cramp",))
    assert found.needs == ("mat", "ball")


def test_the_list_knows_what_routines_warn_of(own: Path) -> None:
    """In the list, too, a routine needs and warns of what any script inside it does."""
    part = technique(own / "part.yaml")
    part.write_text(part.read_text().replace("needs: [ball]\n", WARNINGS))
    routine(own / "inner.yaml", "part")
    routine(own / "outer.yaml", "inner")
    known = {h.slug: h for _, h in catalog.headings() if isinstance(h, Heading)}
    outer = catalog.whole(known)["outer"]
    assert [say.text for say in outer.cautions] == ["Mind it."]
    assert [risk.value for risk in outer.risks] == ["stroke"]
    assert (outer.needs, outer.not_for, outer.stop_at) == (("mat",), ("a cold",), ("a cramp",))


def test_broken_scripts_do_not_hide_the_others(own: Path) -> None:
    """A list goes on past a file that cannot be read, and tells why."""
    (own / "broken.yaml").write_text("coach: [")
    technique(own / "whole.yaml")
    found = {entry.path.stem: heading for entry, heading in catalog.headings() if entry.own}
    assert isinstance(found["broken"], CoachError)
    assert isinstance(found["whole"], Heading)


def test_routine_has_its_techniques_in_order(own: Path, tmp_path: Path) -> None:
    """Techniques come in the order of the routine, and what they need is needed once."""
    technique(tmp_path / "a.yaml", "A", "ball, mat")
    technique(tmp_path / "b.yaml", "B", "mat, towel")
    found = catalog.load(routine(tmp_path / "r.yaml", "b", "a", "b"))
    assert isinstance(found, Routine)
    assert [part.heading.title for part in found.techniques] == ["B", "A", "B"]
    assert found.heading.needs == ("mat", "towel", "ball")


def test_routine_looks_at_own_then_beside_then_shipped(own: Path, tmp_path: Path) -> None:
    """The user's script of a name wins over one beside the routine, that over a shipped one."""
    path = routine(tmp_path / "r.yaml", "temples")
    wanted = []
    for place, title in ((None, "Temples"), (tmp_path, "Beside"), (own, "Own")):
        if place:
            technique(place / "temples.yaml", title)
        found = catalog.load(path)
        assert isinstance(found, Routine)
        wanted.append(found.techniques[0].heading.title)
    assert wanted == ["Temples", "Beside", "Own"]


def test_routine_in_a_routine_stands_for_its_techniques(own: Path, tmp_path: Path) -> None:
    """Routines may be made of routines."""
    technique(tmp_path / "a.yaml", "A")
    routine(tmp_path / "inner.yaml", "a", "a")
    found = catalog.load(routine(tmp_path / "outer.yaml", "inner", "a"))
    assert isinstance(found, Routine)
    assert [part.heading.title for part in found.techniques] == ["A", "A", "A"]


def test_shipped_routines_load(own: Path) -> None:
    """Every shipped script opens whole."""
    kinds = {type(catalog.load(entry.path)) for entry in catalog.entries().values()}
    assert Technique in kinds


def test_circles_are_refused(own: Path, tmp_path: Path) -> None:
    """A routine that plays itself, at once or by a detour, is refused where it is named."""
    alone = routine(tmp_path / "alone.yaml", "alone")
    assert refused(alone) == [f"{alone}:5:8: the routine plays itself: alone > alone"]
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    routine(first, "second")
    routine(second, "first")
    assert refused(first) == [f"{second}:5:8: the routine plays itself: first > second > first"]


def test_circle_through_a_link_is_refused(own: Path, tmp_path: Path) -> None:
    """A linked file under another name is the same routine."""
    path = routine(tmp_path / "one.yaml", "two")
    (tmp_path / "two.yaml").symlink_to(path)
    assert "the routine plays itself" in refused(path)[0]


def test_same_name_elsewhere_is_no_circle(own: Path, tmp_path: Path) -> None:
    """A routine may play the user's own technique of its own name."""
    technique(own / "neck.yaml", "Own")
    found = catalog.load(routine(tmp_path / "neck.yaml", "neck"))
    assert isinstance(found, Routine)
    assert found.techniques[0].heading.title == "Own"


def test_everything_wrong_with_a_routine_is_told_at_once(own: Path, tmp_path: Path) -> None:
    """Each missing name, each problem of a technique, in one run and once each."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("coach: 1\nsteps:\n  - sai: x\n")
    path = tmp_path / "r.yaml"
    names = ["tempels", "broken", "nothing-like-it", "broken", "x" * 79]
    path.write_text(ROUTINE.replace("[{}]", "\n").format() + "".join(f"  - {n}\n" for n in names))
    found = refused(path)
    mine = [line for line in found if line.startswith(str(path))]
    theirs = [line for line in found if line.startswith(str(broken))]
    assert [line.split(":")[1] for line in mine] == ["7", "9", "11"]
    assert 'there is no technique "tempels". Did you mean "temples"?' in mine[0]
    assert len(theirs) == len(set(theirs)) == 5
    assert len(mine) + len(theirs) == len(found)


def test_routines_are_bounded_in_number(own: Path, tmp_path: Path) -> None:
    """Routines of routines cannot grow without end, whether their techniques exist or not."""
    for depth in range(6):
        routine(tmp_path / f"r{depth}.yaml", *[f"r{depth + 1}"] * 50)
    assert "more than 100 techniques" in str(refused(tmp_path / "r0.yaml"))
    technique(tmp_path / "r6.yaml")
    assert "more than 100 techniques" in str(refused(tmp_path / "r0.yaml"))


def test_routines_are_bounded_in_depth(own: Path, tmp_path: Path) -> None:
    """A chain of a thousand routines is refused, not followed."""
    for depth in range(1000):
        routine(tmp_path / f"r{depth}.yaml", f"r{depth + 1}")
    assert "more than 8 deep" in refused(tmp_path / "r0.yaml")[0]


def test_routines_are_bounded_in_cues(own: Path, tmp_path: Path) -> None:
    """Many long techniques in one routine are refused before they are laid out."""
    path = technique(tmp_path / "long.yaml")
    steps = "steps:\n  - rounds: 20\n    do:\n      - rounds: 20\n        do: [{say: x}]\n"
    path.write_text(path.read_text().replace("steps: [{say: x}]\n", steps))
    assert isinstance(catalog.load(path), Technique)
    assert "more than 5000 cues" in refused(routine(tmp_path / "r.yaml", *["long"] * 20))[0]


def test_unreadable_technique_is_told_where_it_is_named(own: Path, tmp_path: Path) -> None:
    """What is no file is told at the routine's line that names it."""
    (own / "folder.yaml").mkdir()
    path = routine(tmp_path / "r.yaml", "folder")
    (found,) = refused(path)
    assert found.startswith(f"{path}:5:8: ")
    assert "is not a file" in found
