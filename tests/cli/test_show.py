"""`coach show`: what a session is, before anyone starts."""

import json
from pathlib import Path
from typing import Any

import pytest
from rig.command import Coach

from voice_coach.plan import safety
from voice_coach.plan.phrases import ENGLISH
from voice_coach.plan.planner import plan_session
from voice_coach.plan.program import Length, Narration, build_program
from voice_coach.resources import folder
from voice_coach.script import library
from voice_coach.script.model import Technique
from voice_coach.script.terms import Safety
from voice_coach.speech.narrator import make_narrator
from voice_coach.units import format_clock, seconds

BEEPS = ("--voice", "tone", "--rate", "120", "--seed", "0")
SHIPPED = sorted(path.stem for path in folder("scripts").glob("*.yaml"))
FULL = """\
coach: 1
title: Everything
summary: All that a heading can hold.
area: {area}
position: lying on your back
needs: [a ball, a mat]
pressure: {{aim: 3, max: 5}}
risks: [device]
cautions: [Never on the spine.]
not_for: [a broken rib, fever]
stop_at: [tingling]
sources: [A book of massage]
steps:
  - step: First
    do:
      - say: Lie down.
  - sides: [left, right]
    do:
      - step: "{{Side}} hip"
        do:
          - say: "Roll on your {{side}} hip."
"""


@pytest.fixture
def script(coach: Coach) -> str:
    """A script that tells everything there is to tell."""
    (coach.folder / "everything.yaml").write_text(FULL.format(area="back"))
    return "./everything.yaml"


def page(coach: Coach, *args: str) -> list[str]:
    """The lines that are shown."""
    done = coach("show", *args, *BEEPS)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def as_json(coach: Coach, *args: str) -> dict[str, Any]:
    """What is shown, as programs get it."""
    found: dict[str, Any] = json.loads("\n".join(page(coach, *args, "--json")))
    return found


@pytest.mark.parametrize(
    "line",
    [
        "All that a heading can hold.",
        "Position: lying on your back",
        "You need: a ball, a mat",
        "Pressure: 3 of 10, never over 5",
        "Cautions: Keep well away from any device under your skin.; Never on the spine.",
        "Not for: a broken rib; fever",
        "Stop at: tingling",
        "Source: A book of massage",
    ],
)
def test_what_the_script_tells(coach: Coach, script: str, line: str) -> None:
    """Position, needs, pressure, cautions, contraindications, stop signs and source are shown."""
    assert line in page(coach, script)


def test_safety_texts(coach: Coach, script: str) -> None:
    """The general safety texts are shown whole, item by item, before the steps."""
    shown = page(coach, script)
    before = shown[: shown.index("Steps")]
    groups = (safety.STOP_AT, safety.EMERGENCY, safety.URGENT, safety.NOT_FOR, safety.ASK_FIRST)
    for items in (*groups, (safety.NEVER_OVER,)):
        assert [item for item in items if f"  - {item}" not in before] == []
    assert safety.REVIEW in before


def test_nobody_has_reviewed_it(coach: Coach, script: str) -> None:
    """It says that no physiotherapist has reviewed these texts."""
    assert "No physiotherapist has reviewed these texts." in page(coach, script)
    assert "No physiotherapist" in as_json(coach, script)["safety"]["review"]


@pytest.mark.parametrize(("area", "told"), [("neck", True), ("back", False)])
def test_dangers_of_the_neck(coach: Coach, script: str, area: str, told: bool) -> None:
    """What forbids neck massage is shown for the neck, and only there."""
    (coach.folder / "everything.yaml").write_text(FULL.format(area=area))
    shown = page(coach, script)
    assert all((f"  - {item}" in shown) == told for item in safety.NOT_FOR_NECK)


def test_bare_hands(coach: Coach, script: str) -> None:
    """A session that needs nothing says so; what a script does not tell has no line."""
    text = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\nsteps: [{say: Rest.}]\n"
    (coach.folder / "everything.yaml").write_text(text)
    shown = page(coach, script)
    assert "You need: nothing but your hands" in shown
    labels = ("Cautions:", "Not for:", "Stop at:", "Source:", "Pressure:")
    assert [line for line in shown if line.startswith(labels)] == []


@pytest.mark.parametrize("length", ["short", "standard", "long"])
def test_steps_stand_where_the_plan_has_them(coach: Coach, length: str) -> None:
    """Steps and words are shown with the start times of the plan, for the chosen length."""
    technique = library.load(library.find("lower-back"))
    voice = make_narrator("tone", 120)
    plan = plan_session(
        build_program([technique]), Narration(), Length(length), voice.measure
    ).timeline
    shown = page(coach, "lower-back", "--length", length)
    assert shown[0] == f"{technique.heading.title} ({format_clock(plan.length)})"
    steps = [line for line in shown[shown.index("Steps") + 1 :] if line[7:9] == "  "]
    titles = [f"{format_clock(step.start):>7}  {step.title}" for step in plan.steps]
    words = [f"{format_clock(cue.start):>15}  {cue.line.text}" for cue in plan.speech]
    assert [line for line in steps if line in titles] == titles
    assert [line for line in shown if line in words] == words
    found = as_json(coach, "lower-back", "--length", length)
    assert [step["start"] for step in found["steps"]] == [seconds(s.start) for s in plan.steps]
    assert found["seconds"] == seconds(plan.length)
    assert found["exact"]


def test_json_holds_everything(coach: Coach, script: str) -> None:
    """Programs get everything that is shown, sides and lengths included."""
    found = as_json(coach, script)
    assert found["slug"] == "everything"
    (part,) = found["techniques"]
    assert part == {
        "slug": "everything",
        "title": "Everything",
        "summary": "All that a heading can hold.",
        "area": "back",
        "position": "lying on your back",
        "needs": ["a ball", "a mat"],
        "pressure": {"aim": 3, "max": 5},
        "variants": [],
        "cautions": ["Keep well away from any device under your skin.", "Never on the spine."],
        "not_for": ["a broken rib", "fever"],
        "stop_at": ["tingling"],
        "sources": ["A book of massage"],
    }
    sides = [(step["title"], step["side"]) for step in found["steps"] if step["side"]]
    assert sides == [("Left hip", "left"), ("Right hip", "right")]
    words = [word for step in found["steps"] for word in step["words"]]
    assert [word for word in words if word["seconds"] <= 0] == []
    ends = [word["start"] + word["seconds"] for word in words]
    assert all(end <= word["start"] for end, word in zip(ends, words[1:], strict=False))


def test_every_word_belongs_to_a_step(coach: Coach) -> None:
    """No word is lost between steps, in a routine either, whose techniques are named."""
    found = as_json(coach, "neck")
    starts = [word["start"] for step in found["steps"] for word in step["words"]]
    assert starts == sorted(starts)
    names = {part["title"] for part in found["techniques"]}
    assert len(names) > 2
    assert {step["technique"] for step in found["steps"]} - {""} == names
    shown = page(coach, "neck")
    for name in names:
        assert name in shown
        assert any(f"  {name}: " in line for line in shown)


def test_several_sessions(coach: Coach) -> None:
    """Two sessions are shown as one, in order."""
    shown = page(coach, "jaw", "temples")
    assert shown[0].startswith("Jaw, then Temples (")
    assert [line for line in shown if line in ("Jaw", "Temples")] == ["Jaw", "Temples"]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_sessions_tell_who_should_not(coach: Coach, name: str) -> None:
    """Every shipped session names its position and its source, and who should not do it."""
    found = library.load(library.find(name))
    techniques = [found] if isinstance(found, Technique) else found.techniques
    assert techniques
    for part in techniques:
        assert part.heading.position
        assert part.heading.sources or part.heading.safety is Safety.SHORT
        assert part.heading.not_for or part.heading.safety is Safety.SHORT


def test_variants_are_told(coach: Coach) -> None:
    """A session that can be done in another way says how to ask for it."""
    shown = page(coach, "lower-back")
    assert "Also: coach play lower-back --with chair" in shown
    assert "chair" in as_json(coach, "lower-back")["techniques"][0]["variants"]
    assert not [line for line in page(coach, "jaw") if line.startswith("Also:")]


def test_own_script_instead_of_a_shipped_one(coach: Coach, home: dict[str, str]) -> None:
    """One's own script of a shipped name is the one that is shown."""
    own = Path(home["XDG_DATA_HOME"], "voice-coach", "scripts")
    own.mkdir(parents=True)
    (own / "jaw.yaml").write_text(FULL.format(area="face"))
    assert page(coach, "jaw")[0].startswith("Everything (")


def test_guide_and_preamble(coach: Coach, script: str) -> None:
    """Options that change what is said change what is shown."""
    everything, without = page(coach, script), page(coach, script, "--preamble", "short")
    spoken = [line for line in everything if ENGLISH.full_safety[0] in line]
    assert len(spoken) == 1
    assert [line for line in without if ENGLISH.full_safety[0] in line] == []


def test_a_picture_of_the_timeline(coach: Coach, script: str) -> None:
    """The session is drawn over time, to a file by the end of its name or in the terminal."""
    done = coach("show", script, *BEEPS, "--timeline", "x.svg")
    assert (done.returncode, done.stdout) == (0, "x.svg\n")
    assert (coach.folder / "x.svg").read_text().startswith("<svg")
    strip = coach("show", script, *BEEPS, "--timeline", "-", env={"COLUMNS": "60"})
    assert [line.split()[0] for line in strip.stdout.splitlines()[1:4]] == [
        "speech",
        "hold",
        "chime",
    ]
    assert max(map(len, strip.stdout.splitlines())) <= 60
    refused = coach("show", script, *BEEPS, "--timeline", "x.pdf")
    assert (refused.returncode, "x.pdf" in refused.stderr) == (2, True)
