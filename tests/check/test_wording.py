"""Rules of wording: each warned of with its place, and good guidance left alone."""

from pathlib import Path

import pytest

from voice_coach.check import wording
from voice_coach.script.model import Technique
from voice_coach.script.reader import read

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: x\n"
LONG = " ".join(["word"] * 21)
PLACING = " ".join(["word"] * 24)
HOLD = "- hold: 45s\n  say: Stroke slowly now.\n"
LATER = "{say: Soften your jaw., again: one two three four five six your eight nine ten eleven}"
WARNED = {
    "many words": (f"- say: {LONG}", "words", "remembers at most 20"),
    "many words to place a hand": (f"- say: {PLACING} more\n- wait: 5s", "words", "remembers at most 24"),
    "many words later": (
        f"- say: Short words.\n  again: Now {LONG[5:]} your", "words", "remembers at most 20"),
    "many words in a hold": (f"- hold: 45s\n  say: {PLACING} more", "words", "remembers at most 24"),
    "many words between": (
        f"- sides: [left, right]\n  do: [{{say: Good words.}}]\n  between: [{{say: {LONG}}}]",
        "words", "remembers at most 20",
    ),
    "many words of the second wording": (
        f"- say: [{LONG[5:]}, {LONG}]", "words", "remembers at most 20"),
    "many sentences": ("- say: One. Two. Three. Four.", "sentences", "more than 3 sentences"),
    "short reminder": (
        "- hold: 45s\n  at: {20s: Now rest.}", "reminder-words", "2 words; a reminder should have 3 to 10"),
    "long reminder": (
        "- hold: 45s\n  at: {20s: one two three four five six seven eight nine ten eleven}",
        "reminder-words", "11 words; a reminder should have 3 to 10",
    ),
    "long later reminder": (
        f"- hold: 45s\n  at: {{20s: {LATER}}}", "reminder-words",
        "11 words; a reminder"),
    "unlike wordings": (
        "- hold: 45s\n  at: {20s: [Soften your jaw., Let your jaw and your neck soften.]}",
        "wordings", "differ by more than 2 words"),
    "ten seconds left": ("- say: Ten seconds left.", "left", '"left" means a side only'),
    "one left": ("- say: Just one left.", "left", '"left" means a side only'),
    "breaths left": ("- say: Two breaths left.", "left", '"left" means a side only'),
    "time left": ("- say: Little time is left.", "left", '"left" means a side only'),
    "left to go": ("- say: A minute left to go.", "left", '"left" means a side only'),
    "left in a reminder": (
        "- hold: 45s\n  at: {-9s: Ten seconds left.}", "left", '"left" means a side only'),
    "right now": ("- say: Rest right now.", "right", '"right" means a side only'),
    "justify": ("- say: Reach for your justify hand.", "justify", 'write "left" instead'),
    "here": ("- say: Press here.", "pointing", '"here" points at nothing'),
    "there": ("- say: Stay there a while.", "pointing", '"there" points at nothing'),
    "this": ("- say: Press this spot.", "pointing", '"this" points at nothing'),
    "This": ("- say: This is the spot.", "pointing", '"This" points at nothing'),
    "pointing later": (
        "- say: Press the spot.\n  again: Press just here.", "pointing", '"here" points at nothing'),
    "many breaths": (
        "- breathe: {in: 4s, out: 6s, times: 4}", "breaths", "4 paced breaths in a row"),
    "knead": ("- say: Knead your shoulder.", "homophone", '"need"'),
    "the heel": ("- say: Press with your heel.", "homophone", "of your hand"),
    "for five": ("- say: Squeeze for five.", "homophone", "two numbers"),
    "to two": ("- say: Press to two places.", "homophone", "sound alike"),
    "wrist and rest": ("- say: Let your wrist rest.", "homophone", "sound alike"),
    "two fingers from": ("- say: Press two fingers from your spine.", "distance", "finger-widths"),
    "an inch": ("- say: Move an inch outward.", "distance", "finger-widths"),
    "at each tick": (HOLD + "- say: Squeeze at each tick.", "tick-action", "waits for a tick"),
    "once more at first": ("- say: Once more press your hand.", "once-more", "nothing comes before"),
    "once more in a first hold": (
        "- hold: 45s\n  say: Stroke once more.", "once-more", "nothing comes before"),
    "brief as before": ("- say: Stroke slowly.\n  brief: Stroke as before.", "once-more", "first time"),
    "a fragment later": (HOLD + "- say: Stroke slowly.\n  again: The same slow strokes.",
        "fragment", "not a whole sentence"),
    "a fragment in brief": (
        "- say: Stroke slowly.\n  brief: Slow strokes.", "fragment", "not a whole sentence"),
    "the last one from the start": (
        HOLD + "  at: {30s: The last one now.}", "count-from-start", "from the end of the hold"),
    "then from the start": (
        HOLD + "  at: {50%: Then let them rest.}", "count-from-start", "from the end of the hold"),
}  # fmt: skip
FINE = {
    "what a session says of itself": "- say: This session is a slow one, for this evening.",
    "the longest cue": "- say: " + " ".join(["word"] * 20),
    "the longest cue to place a hand": f"- say: {PLACING}\n- ready: 5s",
    "three sentences": "- say: Sit well. Breathe in. Let go.",
    "left as a side": "- say: Your left hand on your left shoulder.",
    "the left one": "- say: Then let the left one rest.",
    "more": "- hold: 45s\n  at: {-10s: Ten more seconds.}",
    "words with here in them": "- say: Where it hurts, thistles and theremins.",
    "three breaths": "- breathe: {in: 4s, out: 6s, times: 3}",
    "silence later": "- say: Sit well now.\n  again: ''",
    "a decimal": "- say: About 3.5 of ten.",
    "the heel of a hand": "- say: Press with the heel of your hand.",
    "for two breaths": "- say: Hold it for two slow breaths.",
    "finger-widths": "- say: Press two finger-widths from your spine.",
    "fingers that touch": "- say: Rest two fingers of each hand on your temples.",
    "a tick explained": "- say: A soft tick marks each stroke.",
    "once more after a hold": HOLD + "- say: Press your temples once more.",
    "once more later": HOLD + "- say: Press your temples.\n  again: Once more, press your temples.",
    "an exit counted from the start": (
        "- hold: 45s\n  at: {20s: {say: 'Too strong? Lift off, then rest.', as: exit}}"),
    "like wordings": "- say: [Soften your jaw., Let your jaw soften.]",
}  # fmt: skip


def problems(tmp_path: Path, steps: str, more: str = "") -> list[tuple[int, str, str, bool]]:
    """Line, rule, message and severity of what is warned of."""
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}{more}steps:\n{steps}\n")
    found = read(path)
    assert isinstance(found, Technique)
    return [(p.place.line, p.code, p.message, p.warning) for p in wording.problems(found)]


@pytest.mark.parametrize("case", WARNED)
def test_warned(tmp_path: Path, case: str) -> None:
    """What is hard to follow by ear is one warning at its place, by the name of its rule."""
    steps, code, message = WARNED[case]
    ((line, name, told, warning),) = problems(tmp_path, steps)
    assert warning
    assert name == code
    assert message in told
    assert line >= 7


@pytest.mark.parametrize("case", FINE)
def test_fine(tmp_path: Path, case: str) -> None:
    """Good guidance is left alone."""
    assert problems(tmp_path, FINE[case]) == []


def test_opening_words_are_checked(tmp_path: Path) -> None:
    """Intro, closing and cautions are read with the same eye, at their own places."""
    more = f"intro: Press here.\ncautions: [Not this., {LONG}]\nclosing: [Rest there., Rest now.]\n"
    told = problems(tmp_path, "- say: Fine words.", more)
    assert [(line, code) for line, code, *_ in told] == [
        (6, "pointing"), (7, "pointing"), (7, "words"), (8, "pointing"),
    ]  # fmt: skip


def test_a_routine_is_read_with_the_same_eye(tmp_path: Path) -> None:
    """Opening and ending of a routine are held to the rules of steps."""
    path = tmp_path / "r.yaml"
    path.write_text(
        "coach: 1\ntitle: R\nsummary: S.\narea: neck\nplay: [t]\n"
        "opening: [{say: Press here.}]\nending: [{say: Rest there.}]\n"
    )
    assert [p.place.line for p in wording.problems(read(path))] == [6, 7]


def test_most_wordings_are_counted(tmp_path: Path) -> None:
    """As many seeds are judged as the cue with the most wordings has."""
    path = tmp_path / "t.yaml"
    for steps, most in (("- say: A word.", 1), ("- hold: 40s\n  at: {50%: [a, b, c]}", 3)):
        path.write_text(f"{HEAD}closing: [c, d]\nsteps:\n{steps}\n")
        assert wording.most_wordings(read(path)) == max(2, most)
