"""Rules switched off on a line: with a reason, and only where something breaks them."""

from pathlib import Path

import pytest

from voice_coach.check.allow import CODES, allows
from voice_coach.check.report import check
from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Length, Narration

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\nsafety: short\nsteps:\n"
SAY = "  - say: Press this spot."
CASES = {
    "on the line": f"{SAY}  # allow pointing: the hand lies on it",
    "above the line": f"  # allow pointing: the hand lies on it\n{SAY}",
    "above with other comments": f"  # allow pointing: it is felt\n  # and more\n{SAY}",
    "without a reason": f"{SAY}  # allow pointing",
    "without a rule": f"{SAY}  # allow",
    "of an unknown rule": f"{SAY}  # allow pionting: a slip",
    "of another rule": f"{SAY}  # allow words: not this",
    "too far above": f"  # allow pointing: it is felt\n  - wait: 3s\n{SAY}",
    "two on a line": f"  # allow pointing: felt\n  # allow homophone: meant\n{SAY[:-1]} with your heel.",
}
FOUND = {
    "on the line": [],
    "above the line": [],
    "above with other comments": [],
    "without a reason": ["pointing", "allow: say why: # allow pointing: reason"],
    "without a rule": ["pointing", 'allow: unknown rule ""'],
    "of an unknown rule": ["pointing", 'allow: unknown rule "pionting". Did you mean "pointing"?'],
    "of another rule": ["pointing", 'allow: nothing breaks "words" on line 8; delete it'],
    "too far above": ["allow: nothing breaks", "pointing"],
    "two on a line": [],
}


def codes(tmp_path: Path, steps: str) -> list[str]:
    """The rules that are broken, in order; of `allow` with the message."""
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}{steps}\n")
    found = check(path, Narration(), Length.STANDARD, estimate)
    return [f"{p.code}: {p.message}" if p.code == "allow" else p.code for p in found.problems]


@pytest.mark.parametrize("case", CASES)
def test_rule_is_switched_off(tmp_path: Path, case: str) -> None:
    """A comment with a rule and a reason switches it off on its line or the one below, no more."""
    found = codes(tmp_path, CASES[case])
    assert len(found) == len(FOUND[case])
    assert all(one.startswith(wanted) for one, wanted in zip(found, FOUND[case], strict=True))


def test_the_heading_stands_for_the_whole(tmp_path: Path) -> None:
    """What concerns the whole script is switched off above its first key."""
    path = tmp_path / "t.yaml"
    text = HEAD.replace("safety: short\n", "") + "  - say: Press your shoulder.\n"
    path.write_text(text)
    found = {p.code for p in check(path, Narration(), Length.STANDARD, estimate).problems}
    assert found == {"quiet-share", "speech-share"}
    why = "a sketch"
    path.write_text(f"# allow quiet-share: {why}\n# allow speech-share: {why}\n{text}")
    assert check(path, Narration(), Length.STANDARD, estimate).problems == ()


def test_only_comments_count(tmp_path: Path) -> None:
    """Words that speak of allowing are no comment; every rule has a name that can be written."""
    path = tmp_path / "t.yaml"
    path.write_text("# allowance: x\n- say: We allow words.\n")
    assert allows(path) == []
    assert all(code.replace("-", "").isalpha() for code in CODES)
