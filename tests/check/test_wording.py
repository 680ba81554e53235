"""Rules of wording: each warned of with its place, and good guidance left alone."""

from pathlib import Path

import pytest

from voice_coach.check import wording
from voice_coach.script.model import Technique
from voice_coach.script.reader import read

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: x\n"
LONG = " ".join(["word"] * 21)
WARNED = {
    "many words": (f"- say: {LONG}", "21 words; over 20"),
    "many words later": (f"- say: Short words.\n  again: {LONG}", "21 words; over 20"),
    "many words in a hold": (f"- hold: 45s\n  say: {LONG}", "21 words; over 20"),
    "many words between": (
        f"- sides: [left, right]\n  do: [{{say: Good words.}}]\n  between: [{{say: {LONG}}}]",
        "21 words; over 20",
    ),
    "many sentences": ("- say: One. Two. Three. Four.", "more than 3 sentences"),
    "short reminder": ("- hold: 45s\n  at: {20s: Now rest.}", "2 words; a reminder has 3 to 10"),
    "long reminder": (
        "- hold: 45s\n  at: {20s: one two three four five six seven eight nine ten eleven}",
        "11 words; a reminder has 3 to 10",
    ),
    "short later reminder": (
        "- hold: 45s\n  at: {20s: {say: Soften your jaw., again: Softer.}}", "1 words; a reminder"),
    "ten seconds left": ("- say: Ten seconds left.", '"left" means a side only'),
    "one left": ("- say: Just one left.", '"left" means a side only'),
    "breaths left": ("- say: Two breaths left.", '"left" means a side only'),
    "time left": ("- say: Little time is left.", '"left" means a side only'),
    "left to go": ("- say: A minute left to go.", '"left" means a side only'),
    "left in a reminder": ("- hold: 45s\n  at: {-9s: Ten seconds left.}", '"left" means a side only'),
    "justify": ("- say: Reach for your justify hand.", '"justify" is a slip for "left"'),
    "here": ("- say: Press here.", '"here" points at nothing'),
    "there": ("- say: Stay there a while.", '"there" points at nothing'),
    "this": ("- say: Press this spot.", '"this" points at nothing'),
    "This": ("- say: This is the spot.", '"This" points at nothing'),
    "pointing later": ("- say: Press the spot.\n  again: Press here.", '"here" points at nothing'),
    "many breaths": ("- breathe: {in: 4s, out: 6s, times: 4}", "4 paced breaths in a row"),
}  # fmt: skip
FINE = {
    "the longest cue": "- say: " + " ".join(["word"] * 20),
    "three sentences": "- say: Sit well. Breathe in. Let go.",
    "left as a side": "- say: Your left hand on your left shoulder.",
    "the left one": "- say: Then let the left one rest.",
    "more": "- hold: 45s\n  at: {-10s: Ten more seconds.}",
    "words with here in them": "- say: Where it hurts, thistles and theremins.",
    "three breaths": "- breathe: {in: 4s, out: 6s, times: 3}",
    "silence later": "- say: Sit well now.\n  again: ''",
    "a decimal": "- say: About 3.5 of ten.",
}


def problems(tmp_path: Path, steps: str, more: str = "") -> list[tuple[int, str, bool]]:
    """Line, message and severity of what is warned of."""
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}{more}steps:\n{steps}\n")
    found = read(path)
    assert isinstance(found, Technique)
    return [(p.place.line, p.message, p.warning) for p in wording.problems(found)]


@pytest.mark.parametrize("case", WARNED)
def test_warned(tmp_path: Path, case: str) -> None:
    """What is hard to follow by ear is one warning at its place."""
    steps, message = WARNED[case]
    ((line, told, warning),) = problems(tmp_path, steps)
    assert warning
    assert message in told
    assert line >= 7


@pytest.mark.parametrize("case", FINE)
def test_fine(tmp_path: Path, case: str) -> None:
    """Good guidance is left alone."""
    assert problems(tmp_path, FINE[case]) == []


def test_opening_words_are_checked(tmp_path: Path) -> None:
    """Intro and cautions are read with the same eye; a caution may be long."""
    more = f"intro: Press here.\ncautions: [Not this., {LONG}]\n"
    told = [message for _, message, _ in problems(tmp_path, "- say: Fine words.", more)]
    assert len(told) == 2
    assert all("points at nothing" in message for message in told)
