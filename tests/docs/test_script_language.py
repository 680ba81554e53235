"""The page on the script language: every example runs, and its tables are those of the reader."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rig.command import Coach

from voice_coach.check.allow import CODES
from voice_coach.library import catalog
from voice_coach.plan.bookends import LAST_REST
from voice_coach.plan.expand import SIDE_REST
from voice_coach.plan.phrases import ENGLISH
from voice_coach.plan.reminders import APART, EDGE, SETTLE
from voice_coach.script import cues, document, language, references
from voice_coach.script.build import MOST_HOLD
from voice_coach.script.kinds import containers, scalars
from voice_coach.script.kinds.scalars import Kind, Report
from voice_coach.script.terms import Role
from voice_coach.units import frames

pytestmark = [pytest.mark.slow, pytest.mark.first]

PAGE = Path(__file__).parents[2] / "docs" / "script-language.md"
TEXT = PAGE.read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
YAML = [code for kind, code in BLOCKS if kind == "yaml"]
SHELL = [line for kind, code in BLOCKS if kind == "sh" for line in code.splitlines()]
HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: x\n"
FILE = re.compile(r"# ([\w-]+\.yaml)\n")
WRONG = {"wrong.yaml", "late.yaml"}
"""Scripts that are wrong on purpose."""


def record(kind: Kind) -> containers.Record:
    """A kind of which one knows that it is a record, or has one for its long form."""
    found = kind.long if isinstance(kind, containers.Either) else kind
    assert isinstance(found, containers.Record)
    return found


_HOLD = cues.HOLD.fields["hold"].kind
_ROUNDS = cues.ROUNDS.fields["rounds"].kind
RECORDS: dict[str, containers.Record] = {
    "A technique": language.TECHNIQUE,
    "A routine": language.ROUTINE,
    "say": cues.SAY,
    "wait": cues.WAIT,
    "ready": cues.READY,
    "ready with bounds": record(cues.READY.fields["ready"].kind),
    "hold": cues.HOLD,
    "hold with bounds": record(_HOLD),
    "breathe": record(cues.BREATHE.fields["breathe"].kind),
    "chime": cues.CHIME,
    "step": cues.STEP,
    "sides": cues.SIDES,
    "rounds": cues.ROUNDS,
    "rounds with bounds": record(_ROUNDS),
    "lengths": record(language.TECHNIQUE.fields["lengths"].kind),
    "pressure": record(language.TECHNIQUE.fields["pressure"].kind),
    "chimes": record(language.TECHNIQUE.fields["chimes"].kind),
}


def rows(title: str) -> dict[str, list[str]]:
    """The table below a heading: key to its other cells."""
    (part,) = re.findall(
        rf"^### {re.escape(title)}\n(.*?)(?=^##|\Z)", TEXT, re.DOTALL | re.MULTILINE
    )
    cells = [
        [cell.strip() for cell in line.strip("|\n").split(" | ")]
        for line in part.splitlines()
        if line.startswith("| `")
    ]
    return {first.strip("|` "): rest for first, *rest in cells}


def told(kind: Any) -> list[str]:
    """What a table must tell of a kind of value."""
    return TOLD.get(type(kind), lambda kind: [])(kind)


def _listed(kind: containers.ListOf) -> list[str]:
    least = f"{kind.least} to" if kind.least else "up to"
    return [f"{least} {kind.most} ", *told(kind.item)]


TOLD: dict[type, Callable[[Any], list[str]]] = {
    scalars.Text: lambda k: [f"up to {k.longest} characters"] + ['`""`'] * k.empty,
    scalars.Duration: lambda k: [f"{k.least:g}s to {k.most:g}s"],
    scalars.Number: lambda k: [f"{k.least} to {k.most}{k.unit}"],
    scalars.Choice: lambda k: [", ".join(f"`{word}`" for word in k.words())],
    references.ScriptName: lambda k: ["up to 80 characters"],
    references.SoundFile: lambda k: ["up to 200 characters"],
    containers.ListOf: _listed,
    containers.Either: lambda k: told(k.short),
    containers.Placed: lambda k: told(k.of),
    containers.Wordings: lambda k: [*told(k.item), f"2 to {k.most} of them"],
}


@pytest.mark.parametrize("title", RECORDS)
def test_tables_are_those_of_the_reader(title: str) -> None:
    """Each table has exactly the reader's keys, which are required, and what bounds them."""
    table, fields = rows(title), RECORDS[title].fields
    assert set(table) == set(fields)
    for key, field in fields.items():
        need, may, meaning = table[key]
        assert (need == "required") == field.required, key
        assert field.required or need.startswith("default: "), key
        assert [text for text in told(field.kind) if text not in may] == [], key
        assert meaning


def test_every_record_has_a_table() -> None:
    """No part of the language is left out of the reference."""
    found: list[Any] = []

    def walk(kind: Any) -> None:
        if kind in found or kind is None:
            return
        found.append(kind)
        for name in ("item", "short", "long", "value", "of"):
            walk(getattr(kind, name, None))
        for field in getattr(kind, "fields", {}).values():
            walk(field.kind)
        for record in getattr(kind, "tags", {}).values():
            walk(record)

    walk(language.SCRIPT)
    walk(cues.CUES)
    records = [kind for kind in found if isinstance(kind, containers.Record)]
    missing = [set(one.fields) for one in records if one not in RECORDS.values()]
    assert missing == [{"breathe"}]  # its only key holds the table of breathe


def test_roles_and_placeholders_are_all_told() -> None:
    """The tables of roles and of placeholders have every one."""
    assert list(rows("Roles")) == [role.value for role in Role]
    names = re.findall(r"\{(\w+)\}", " ".join(re.findall(r"^\| (`\{.*?) \|", TEXT, re.MULTILINE)))
    assert sorted(names) == sorted(scalars.PLACEHOLDERS)


def test_risks_and_rules_are_all_told() -> None:
    """The tables of risks and of rules are those of the program, word for word."""
    told_risks = {name: cells[0] for name, cells in rows("What the coach says itself").items()}
    assert told_risks == {
        **{risk.value: ", or ".join(parts) for risk, parts in ENGLISH.after.items()},
        **{risk.value: text for risk, text in ENGLISH.risks.items()},
    }
    (table,) = re.findall(r"^\| Rule \|.*?\n\n", TEXT, re.DOTALL | re.MULTILINE)
    assert dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", table, re.MULTILINE)) == CODES


def test_numbers_in_the_text_are_right() -> None:
    """Limits that sentences tell are those of the code."""
    plain = " ".join(TEXT.split())
    for sentence in (
        f"No hold passes {MOST_HOLD:g} seconds",
        f"never less than {SETTLE // frames(1)} seconds, after them",
        f"At most {catalog.MOST_TECHNIQUES} techniques",
        f"at most {catalog.MOST_NESTED} deep, and {references.MOST_CUES} cues",
        f"{document.MAX_BYTES // 1024} KiB, {document.MAX_NODES} entries and {document.MAX_DEPTH} levels",
        f"at most {references.MAX_SOUND_BYTES // 2**20} MiB",
    ):
        assert sentence in plain
    assert [n / frames(1) for n in (APART, EDGE, *LAST_REST[1:])] == [2, 0.5, 15, 30]
    assert SIDE_REST == 6.0


@pytest.fixture
def coach(coach: Coach) -> Coach:
    """The command, with a voice that costs little: the pages are not about how one sounds."""
    return Coach(coach.folder, {**coach.env, "VOICE_COACH_VOICE": "en-us"})


@pytest.mark.parametrize("code", YAML)
def test_yaml_examples(coach: Coach, code: str) -> None:
    """Each script checks without error, each fragment is read; wrong ones are refused."""
    name = FILE.match(code)
    if name:
        (coach.folder / name[1]).write_text(code.split("\n", 1)[1])
        ran = coach("check", name[1])
        assert ran.returncode == (3 if name[1] in WRONG else 0), ran.stdout
        return
    (coach.folder / "gong.wav").write_bytes(b"")
    steps = code if code.startswith("- ") else "- say: x\n"
    more = "" if code.startswith("- ") else code
    file = str(coach.folder / "fragment.yaml")
    report = Report()
    found = language.SCRIPT.read(document.parse(f"{HEAD}{more}steps:\n{steps}", file), report)
    assert found, report.problems


@pytest.mark.parametrize("index", [0, 1])
def test_errors_look_as_shown(coach: Coach, index: int) -> None:
    """What the page says that the check says is what it says, but for how fast the voice speaks."""
    shown = [code for kind, code in BLOCKS if kind == "text"][index]
    name = shown.split(":")[0]
    (wrong,) = [code for code in YAML if code.startswith(f"# {name}")]
    (coach.folder / name).write_text(wrong.split("\n", 1)[1])
    spoken = re.compile(r"takes [\d.]+|wrong: \d:.*")
    assert spoken.sub("", coach("check", name).stdout) == spoken.sub("", shown)


def test_tutorial_from_an_empty_file(coach: Coach) -> None:
    """From an empty file: refused with a hint, then each version is right, at last without a warning."""
    file = coach.folder / "hands.yaml"
    file.write_text("")
    ran = coach("check", "hands.yaml")
    assert ran.returncode == 3
    assert ran.stdout.startswith("hands.yaml:1:1: ")
    assert "start with: coach: 1" in ran.stdout
    versions = [code for code in YAML if code.startswith("# hands.yaml")]
    assert len(versions) == 3
    for version in versions:
        file.write_text(version.split("\n", 1)[1])
        assert coach("check", "hands.yaml").returncode == 0
    assert coach("check", "--strict", "hands.yaml").returncode == 0


def test_shell_examples(coach: Coach) -> None:
    """Each command of the page runs, in the page's order; what plays is shown instead."""
    for code in YAML:
        name = FILE.match(code)
        if name:
            (coach.folder / name[1]).write_text(code.split("\n", 1)[1])
    assert len(SHELL) > 8
    for line in SHELL:
        program, command, *rest = shlex.split(line)
        assert program == "coach"
        ran = coach("show" if command == "play" else command, *rest)
        assert ran.returncode == 0, (line, ran.stdout, ran.stderr)
    assert (coach.folder / "hands.wav").stat().st_size > 1_000_000


def test_links_lead_somewhere() -> None:
    """Each link within the page names one of its headings."""
    headings = {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings
