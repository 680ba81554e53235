"""`coach show`: what a session is, before anyone starts."""

import json
from pathlib import Path
from typing import Any

import pytest
from rig.command import Coach

from voice_coach.cli import show
from voice_coach.library import catalog
from voice_coach.plan.leaflet import NOT_FOR_NECK, REVIEW, STOP_AT, safety_texts
from voice_coach.plan.phrases import ENGLISH
from voice_coach.plan.planner import estimate, plan_session
from voice_coach.plan.program import Length, Narration, build_program
from voice_coach.resources import folder
from voice_coach.script.model import Technique
from voice_coach.script.terms import Safety
from voice_coach.session.open import Session
from voice_coach.session.spec import SessionSpec
from voice_coach.speech.narrator import make_narrator
from voice_coach.units import format_clock, seconds

pytestmark = pytest.mark.slow

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


def text(lines: list[str]) -> str:
    """The same on one line: where lines end tells nothing."""
    return " ".join(" ".join(lines).split())


def as_json(coach: Coach, *args: str) -> dict[str, Any]:
    """What is shown, as programs get it."""
    found: dict[str, Any] = json.loads("\n".join(page(coach, *args, "--json")))
    return found


TOLD = {
    "Position": "lying on your back",
    "You need": "a ball, a mat",
    "Pressure": "3 of 10, never over 5",
    "Take care": "Keep well away from any device under your skin. Never on the spine.",
    "Not for": "a broken rib; fever",
    "Stop at": "; ".join((*STOP_AT, "tingling")),
}


def test_what_the_script_tells(coach: Coach, script: str) -> None:
    """The first page has position, needs, pressure, cautions, who should not, and when to stop."""
    shown = page(coach, script)
    assert shown[1] == "All that a heading can hold."
    for label, told in TOLD.items():
        assert f"{label} {told}" in text(shown)
    assert [line for line in shown if line.startswith("Steps")] == []


def test_everything_has_it_all(coach: Coach, script: str) -> None:
    """With `--all` each caution, contraindication, stop sign and source is an item of a list."""
    shown = page(coach, script, "--all")
    for label, item in (
        ("Cautions:", "Keep well away from any device under your skin."),
        ("Not for:", "a broken rib"),
        ("Stop at:", "tingling"),
        ("Source:", "A book of massage"),
    ):
        assert shown[shown.index(label) + 1] == f"  - {item}"


def test_the_first_page_is_one_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns a technique's first page is a screen, and no warning is left out.

    A routine warns of all that its techniques warn of, which takes more.
    """
    monkeypatch.setenv("COLUMNS", "80")
    for name in SHIPPED:
        spec = SessionSpec(names=(name,))
        plan = Session(spec).plan_with(estimate)
        shown = list(show.brief(plan))
        techniques = len(plan.program.techniques)
        assert len(shown) <= (26 if techniques == 1 else 45 if techniques < 10 else 75), name
        assert max(map(len, shown)) <= 80
        for part in plan.program.techniques:
            head = part.heading
            stops = [*head.stop_at, *head.not_for, *STOP_AT, *(say.text for say in head.cautions)]
            assert [told for told in stops if told not in text(shown)] == []


@pytest.mark.parametrize("columns", ["40", "200"])
def test_lines_end_between_words(coach: Coach, columns: str) -> None:
    """However wide the terminal is, no line is wider than it or than reads well, and no word is cut."""
    done = coach("show", "lower-back", "--all", *BEEPS, env={"COLUMNS": columns})
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= min(int(columns), 96)
    whole = {
        word
        for part in as_json(coach, "lower-back")["steps"]
        for w in part["words"]
        for word in w["text"].split()
    }
    assert whole <= set(text(lines).split())


def test_safety_texts(coach: Coach, script: str) -> None:
    """The general safety texts are shown whole with `--all`, item by item, before the steps."""
    shown = page(coach, script, "--all")
    before = text(shown[: shown.index("Steps")])
    for group in safety_texts(neck=False):
        assert [item for item in group.lines if f"- {item}" not in before] == []
    assert REVIEW in before
    assert "--all" in page(coach, script)[-1]


def test_nobody_has_reviewed_it(coach: Coach, script: str) -> None:
    """It says that no physiotherapist has reviewed these texts."""
    assert "No physiotherapist has reviewed these texts." in page(coach, script)
    assert "No physiotherapist" in as_json(coach, script)["safety"]["review"]


@pytest.mark.parametrize(("area", "told"), [("neck", True), ("back", False)])
def test_dangers_of_the_neck(coach: Coach, script: str, area: str, told: bool) -> None:
    """What forbids neck massage is shown for the neck, and only there."""
    (coach.folder / "everything.yaml").write_text(FULL.format(area=area))
    shown = text(page(coach, script, "--all"))
    assert all((f"- {item}" in shown) == told for item in NOT_FOR_NECK)


def test_bare_hands(coach: Coach, script: str) -> None:
    """A session that needs nothing says so; what a script does not tell has no line."""
    text = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\nsteps: [{say: Rest.}]\n"
    (coach.folder / "everything.yaml").write_text(text)
    shown = page(coach, script)
    assert "You need  nothing but your hands" in shown
    assert [line for line in shown if line.startswith(("Take care", "Not for", "Pressure"))] == []


@pytest.mark.parametrize("length", ["short", "standard", "long"])
def test_steps_stand_where_the_plan_has_them(coach: Coach, length: str) -> None:
    """Steps and words are shown with the start times of the plan, for the chosen length."""
    technique = catalog.load(catalog.find("lower-back"))
    voice = make_narrator("tone", 120)
    plan = plan_session(
        build_program([technique]), Narration(), Length(length), voice.measure
    ).timeline
    shown = page(coach, "lower-back", "--length", length, "--words")
    assert shown[0] == f"{technique.heading.title} ({format_clock(plan.length)})"
    steps = [line for line in shown[shown.index("Steps") + 1 :] if line[7:9] == "  "]
    titles = [f"{format_clock(step.start):>7}  {step.title}" for step in plan.steps]
    assert [line for line in steps if line in titles] == titles
    words = [f"{format_clock(cue.start)} {cue.line.text}" for cue in plan.speech]
    found_at = [text(shown).find(spoken) for spoken in words]
    assert found_at == sorted(found_at)
    assert -1 not in found_at
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
    shown = page(coach, "neck", "--all")
    for name in names:
        assert name in shown
        assert any(f"  {name}: " in line for line in shown)


def test_several_sessions(coach: Coach) -> None:
    """Two sessions are shown as one, in order."""
    assert "One after another: Jaw, Temples." in page(coach, "jaw", "temples")
    shown = page(coach, "jaw", "temples", "--all")
    assert shown[0].startswith("Jaw, then Temples (")
    assert [line for line in shown if line in ("Jaw", "Temples")] == ["Jaw", "Temples"]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_sessions_tell_who_should_not(coach: Coach, name: str) -> None:
    """Every shipped session names its position and its source, and who should not do it."""
    found = catalog.load(catalog.find(name))
    techniques = [found] if isinstance(found, Technique) else found.techniques
    assert techniques
    for part in techniques:
        assert part.heading.position
        assert part.heading.sources or part.heading.safety is Safety.SHORT
        assert part.heading.not_for or part.heading.safety is Safety.SHORT


def test_variants_are_told(coach: Coach) -> None:
    """A session that can be done in another way says how to ask for it."""
    shown = page(coach, "lower-back")
    assert "Also      coach play lower-back --with chair" in shown
    assert "chair" in as_json(coach, "lower-back")["techniques"][0]["variants"]
    assert not [line for line in page(coach, "jaw") if line.startswith("Also")]


def test_lengths_as_people_type_them(coach: Coach) -> None:
    """A number alone is minutes; a unit may be spelt out."""
    for written in ("7", "7m", "7min", "7 minutes", "7:00", "420s"):
        assert round(as_json(coach, "jaw", "--length", written)["seconds"]) == 420


def test_words_for_a_session(coach: Coach) -> None:
    """A name may be written as people write it, and words that mean one session show that one."""
    assert page(coach, "Lower Back") == page(coach, "LOWER", "back") == page(coach, "lower-back")
    found = coach("show", "can't", "sleep", *BEEPS)
    assert found.stdout.startswith("Winding down")
    assert "wind-down" in found.stderr


def test_own_script_instead_of_a_shipped_one(coach: Coach, home: dict[str, str]) -> None:
    """One's own script of a shipped name is the one that is shown."""
    own = Path(home["XDG_DATA_HOME"], "voice-coach", "scripts")
    own.mkdir(parents=True)
    (own / "jaw.yaml").write_text(FULL.format(area="face"))
    assert page(coach, "jaw")[0].startswith("Everything (")


def test_guide_and_preamble(coach: Coach, script: str) -> None:
    """Options that change what is said change what is shown."""
    everything = text(page(coach, script, "--words"))
    without = text(page(coach, script, "--words", "--preamble", "short"))
    assert everything.count(ENGLISH.full_safety[0]) == 1
    assert ENGLISH.full_safety[0] not in without


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
    assert coach("show", script, *BEEPS, "--timeline", "x.svg").returncode == 0
    (coach.folder / "mine.svg").write_text("<svg/>")
    refused = coach("show", script, *BEEPS, "--timeline", "mine.svg")
    assert (refused.returncode, "was not written here" in refused.stderr) == (2, True)
    assert (coach.folder / "mine.svg").read_text() == "<svg/>"
    refused = coach("show", script, *BEEPS, "--timeline", "x.pdf")
    assert (refused.returncode, "x.pdf" in refused.stderr) == (2, True)
