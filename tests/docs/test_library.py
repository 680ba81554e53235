"""The pages about the library, and the rules that it sets itself, are true of the scripts that ship."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from voice_coach.library import catalog
from voice_coach.plan.context import ALWAYS
from voice_coach.plan.phrases import ENGLISH
from voice_coach.plan.planner import Plan, estimate, plan_session
from voice_coach.plan.program import Guide, Length, Narration, build_program
from voice_coach.script.terms import Risk
from voice_coach.units import seconds

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCRIPTS = {path.stem: path for path in sorted((ROOT / "scripts").glob("*.yaml"))}
TECHNIQUES = {
    "forehead", "skull-base", "brow", "temples", "forehead-to-ears", "neck-roll", "eyes-mouth", "jaw",
    "chin-nose", "chest-belly", "blades-arms", "scalp", "face-down", "back-of-shoulder", "collarbone",
    "neck-braid", "upper-back", "side-neck", "shoulder-squeeze", "lower-back",
}  # fmt: skip
"""The twenty of the two articles."""
VARIANTS = {
    ("lower-back", "chair"), ("lower-back", "socks"), ("upper-back", "chair"),
    ("back", "chair"), ("shoulder-squeeze", "same-side"), ("temples", "one-hand"), ("face-down", "prone"),
}  # fmt: skip
ROUTINES = {"headache", "neck", "back", "face", "wind-down", "full"}
WHOLE = {"shoulders", "desk-break", "first-time"}
"""Sessions of several techniques that are scripts of their own, and the first one."""
CITED = {
    "Self-massage techniques for headaches (article, first source)",
    "Self-massage for back pain (article, second source)",
}
_SQUEEZES = {"shoulder-squeeze", "shoulder-squeeze-same-side"}
_TEMPLES = {"temples", "temples-one-hand"}
RISKS = {
    Risk.NECK_INJURY: {
        "side-neck", "skull-base", "neck-roll", "neck-braid", "face-down", "face-down-prone",
        "shoulders", "desk-break", *_SQUEEZES,
    },
    Risk.STROKE: {
        "side-neck", "neck-braid", "neck-roll", "face-down", "face-down-prone", "desk-break",
    },
    Risk.THIN_BONES: {
        "lower-back", "lower-back-chair", "lower-back-socks", "upper-back", "upper-back-chair",
        "neck-roll", "face-down-prone",
    },
    Risk.SORE_TEMPLES: {
        "jaw", "forehead", "forehead-to-ears", "scalp", "desk-break", *_TEMPLES,
    },
    Risk.HEAD_INJURY: {
        "forehead", "skull-base", "brow", "forehead-to-ears", "eyes-mouth", "jaw", "chin-nose",
        "scalp", "desk-break", *_TEMPLES,
    },
    Risk.EYES: {"brow", "eyes-mouth", "face-down", "face-down-prone"},
    Risk.SWOLLEN_ARM: {"blades-arms", "face-down", "face-down-prone", "shoulders"},
    Risk.DEVICE: {"collarbone", "chest-belly", "shoulders", "desk-break", *_SQUEEZES},
    Risk.TINGLING: {
        "back-of-shoulder", "blades-arms", "collarbone", "shoulders", "desk-break", *_SQUEEZES,
    },
    Risk.PREGNANCY: {"face-down-prone", "lower-back", "lower-back-socks"},
    Risk.BELLY: {"chest-belly"},
    Risk.FLAT: {"chest-belly"},
    Risk.UNSTEADY: {"upper-back"},
}  # fmt: skip
"""Which sessions can be dangerous with what: the table that the scripts must follow."""


def session(slug: str, narration: Narration | None = None, length: Length | None = None) -> Plan:
    """A shipped session with estimated times."""
    program = build_program([catalog.load(SCRIPTS[slug])])
    return plan_session(program, narration or Narration(), length or Length.STANDARD, estimate)


def test_the_page_is_made_from_the_scripts() -> None:
    """docs/library.md is what its program prints today."""
    printed = subprocess.run(
        [sys.executable, ROOT / "docs" / "library.py"], capture_output=True, text=True, check=True
    ).stdout
    assert (ROOT / "docs" / "library.md").read_text() == printed


def test_all_that_was_asked_for_is_there() -> None:
    """The twenty techniques, their variants, the routines, the break and the first session ship."""
    headings = [catalog.load(path).heading for path in SCRIPTS.values()]
    variants = {h.slug for h in headings if h.variant_of}
    assert {(h.variant_of, h.variant) for h in headings if h.variant_of} == VARIANTS
    assert set(SCRIPTS) - variants == TECHNIQUES | ROUTINES | WHOLE
    for variant_of, variant in VARIANTS:
        assert catalog.find(variant_of, variant).stem in SCRIPTS


@pytest.mark.parametrize("slug", sorted(TECHNIQUES))
def test_every_technique_has_its_sentence(slug: str) -> None:
    """docs/sources.md names every technique, and each script cites the article it comes from."""
    assert f"`{slug}`" in (ROOT / "docs" / "sources.md").read_text()
    assert set(catalog.load(SCRIPTS[slug]).heading.sources) & CITED


def test_sources_are_titles() -> None:
    """Nobody is shown a file name as a source, and every script that touches anyone has one."""
    for path in SCRIPTS.values():
        heading = catalog.load(path).heading
        assert not [source for source in heading.sources if re.search(r"\.txt|[0-9a-f]{8}", source)]
        assert heading.sources or heading.play or heading.slug == "first-time"


@pytest.mark.parametrize("risk", list(Risk))
def test_the_same_risk_is_told_wherever_it_applies(risk: Risk) -> None:
    """Each risk stands in exactly the scripts of the table, so its words are the same everywhere."""
    found = {slug for slug, path in SCRIPTS.items() if risk in catalog.load(path).heading.risks}
    assert found == RISKS[risk]


@pytest.mark.parametrize("slug", SCRIPTS)
def test_promised_lengths_are_met(slug: str) -> None:
    """Short, standard and long come to what the script promises, to the second."""
    lengths = catalog.load(SCRIPTS[slug]).heading.lengths
    for length in Length:
        promised = getattr(lengths, length.value)
        assert promised is not None
        comes_to = seconds(session(slug, length=length).timeline.length)
        assert comes_to == pytest.approx(promised, abs=2)


@pytest.mark.parametrize("guide", list(Guide))
@pytest.mark.parametrize("slug", SCRIPTS)
def test_what_protects_is_always_spoken(slug: str, guide: Guide) -> None:
    """By any guide, at any length: risks, cautions, exits in and out of holds, the closing words."""
    found = catalog.load(SCRIPTS[slug])
    for length in Length:
        plan = session(slug, Narration(guide), length)
        said = {cue.line.text for cue in plan.timeline.speech}
        assert {say.text for say in found.heading.cautions} <= said
        assert set(ENGLISH.short_safety) <= said
        for each in plan.layout.placed:
            for placement in each.reminders:
                protects = placement.reminder.speak.role in ALWAYS
                assert placement.start is not None or not protects
