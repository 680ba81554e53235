"""Rules that need the session laid out: reminders that do not fit, density, silences, exits."""

import re
from pathlib import Path

import pytest

from voice_coach.check.report import CheckReport, check
from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Ending, Guide, Length, Narration

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\n"
CALM = "- wait: 20s\n- say: Breathe slowly now.\n"


def checked(
    tmp_path: Path,
    steps: str,
    more: str = "",
    length: Length | float = Length.STANDARD,
    narration: Narration | None = None,
) -> CheckReport:
    """A script of these steps, checked with half a second a word."""
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}{more}steps:\n{steps}\n")
    return check(path, narration or Narration(), length, estimate)


def told(found: CheckReport) -> list[tuple[int, bool, str]]:
    """Line, whether it is a warning, and message of each problem."""
    return [(p.place.line, p.warning, p.message) for p in found.problems]


REMINDERS = {
    "late": ("- hold: 30s\n  at: {29s: Now let it all go.}", "takes 2.5 s, and 0.5 s are free at 29 s"),
    "over the next": (
        "- hold: 60s\n  at: {20s: one two three four five six, 21s: Soften your jaw.}",
        "starts 2.5 s late",
    ),
    "into the first words": (
        "- hold: 30s\n  say: one two three four five six\n  at: {3s: Soften your jaw.}", "s late"),
    "past the end": ("- hold: 30s\n  at: {-1s: Now let go.}", "takes 1.5 s, and 0.5 s are free at 29 s"),
    "before the hold": ("- hold: 30s\n  at: {-40s: Now let go.}", "it is left out"),
    "after the hold": ("- hold: 30s\n  at: {40s: Now let go.}", "0.0 s are free at 40 s; it is left out"),
}  # fmt: skip


@pytest.mark.parametrize("case", REMINDERS)
def test_reminder_without_room_is_an_error(tmp_path: Path, case: str) -> None:
    """It names the words, how long they take, the room, and what to do, at the reminder's place."""
    steps, message = REMINDERS[case]
    found = checked(tmp_path, steps + "\n" + CALM * 3)
    (error,) = [problem for problem in found.problems if not problem.warning]
    assert message in error.message
    assert error.message.startswith('"')
    assert error.message.endswith("move it, shorten it, or lengthen the hold")
    assert error.place.line == len(steps.splitlines()) + 6
    assert error.place.column > 8
    assert found.errors == 1


def test_reminder_that_fits_is_fine(tmp_path: Path) -> None:
    """A reminder with room to spare is no problem, on either side."""
    steps = "- sides: [left, right]\n  do:\n    - hold: 45s\n      at: {15s: Soften your jaw.}\n"
    assert [p for p in checked(tmp_path, steps + CALM * 3).problems if not p.warning] == []


def test_room_that_is_told_is_too_small(tmp_path: Path) -> None:
    """The room that is told is what words before and after leave, so it is less than is needed."""
    steps = (
        "- hold: 20s\n  say: one two three four five six seven eight nine ten eleven twelve\n"
        "  at: {6s: one two three four five six seven eight nine ten more, -9s: Now let go.}\n"
    )
    found = checked(tmp_path, steps + CALM * 3)
    (error,) = [problem.message for problem in found.problems if not problem.warning]
    takes, room = map(float, re.findall(r"(\S+) s(?:,| are free)", error))
    assert room < takes


def test_other_lengths_move_reminders_without_a_word(tmp_path: Path) -> None:
    """What fits as written may move or drop in a shorter session: that is no error."""
    steps = "- hold: {for: 60s, least: 10s, most: 60s}\n  at: {30s: Soften your jaw.}\n"
    assert checked(tmp_path, steps + CALM * 3).errors == 0
    assert checked(tmp_path, steps + CALM * 3, length=Length.SHORT).errors == 0


def test_hold_shorter_than_its_words_is_an_error(tmp_path: Path) -> None:
    """A hold that can not hold its own chime and words is told, with both lengths."""
    words = " ".join(["slowly"] * 18)
    found = checked(tmp_path, f"- hold: {{for: 6s, most: 8s}}\n  say: {words}\n" + CALM * 3)
    (error,) = [problem for problem in found.problems if not problem.warning]
    assert "its chime and first words take 12.3 s, and the hold lasts at most 8 s" in error.message
    assert (error.place.line, error.place.column) == (7, 3)


def test_dense_script_is_warned_of(tmp_path: Path) -> None:
    """Over 60 words a minute, or over 45% speech, is a warning each, for the script as a whole."""
    found = told(checked(tmp_path, "- say: one two three four five six seven eight nine ten\n" * 9))
    assert [(line, warning) for line, warning, _ in found] == [(1, True), (1, True)]
    assert "words a minute of session; over 60" in found[0][2]
    assert "speech fills" in found[1][2]
    assert "over 45%" in found[1][2]


def test_calm_script_is_fine(tmp_path: Path) -> None:
    """A script with pauses has no problem."""
    assert told(checked(tmp_path, CALM * 4)) == []


def test_long_silence_is_warned_of(tmp_path: Path) -> None:
    """Over 25 s without a sound is warned of at the cue before it."""
    found = told(
        checked(tmp_path, "- say: Rest a while now.\n- wait: 40s\n- say: On we go.\n" + CALM)
    )
    ((line, warning, message),) = found
    assert (line, warning) == (7, True)
    assert "over 25 s without a sound around 0:" in message
    assert (
        told(checked(tmp_path, "- say: Rest a while now.\n- wait: 20s\n- say: On we go.\n" + CALM))
        == []
    )


LOADED = "- say: Lean on the ball.\n  as: load\n- wait: 18s\n"
EXIT = "- say: Too strong? Step away.\n  as: exit\n"
EXITS = {
    "none": (LOADED + CALM * 4, True),
    "at once": (LOADED + EXIT + CALM * 3, False),
    "within a minute": (LOADED + CALM + EXIT + CALM * 3, False),
    "too late": (LOADED + CALM * 4 + EXIT, True),
    "before the load": (EXIT + LOADED + CALM * 4, True),
    "in a hold": (LOADED + "- hold: 30s\n  say: Too strong? Step away.\n  as: exit\n" + CALM * 2, False),
    "as a reminder": (
        LOADED + "- hold: 30s\n  at: {15s: {say: Too strong? Lift off., as: exit}}\n" + CALM * 2, False),
    "reminder too late": (
        LOADED + CALM * 2 + "- hold: 60s\n  at: {-8s: {say: Too strong? Lift off., as: exit}}\n", True),
    "load in a hold": ("- hold: 40s\n  say: Lean on the ball.\n  as: load\n" + CALM * 3, True),
    "load in a hold, with exit": (
        "- hold: 40s\n  say: Lean on the ball.\n  as: load\n"
        "  at: {20s: {say: Too strong? Lift off., as: exit}}\n" + CALM * 2, False),
}  # fmt: skip


@pytest.mark.parametrize("case", EXITS)
def test_load_needs_an_exit(tmp_path: Path, case: str) -> None:
    """Where weight goes on, words that tell the way out must follow within a minute."""
    steps, warned = EXITS[case]
    found = [told for told in told(checked(tmp_path, steps)) if "as: exit" in told[2]]
    assert bool(found) == warned
    assert all(warning for _, warning, _ in found)


def test_load_on_each_side_needs_its_exit(tmp_path: Path) -> None:
    """An exit that the second side does not say again is missed there."""
    side = (
        "- sides: [left, right]\n  do:\n    - say: Lean on it.\n      as: load\n    - wait: 15s\n"
    )
    spoken = side + "    - say: Too strong? Step off.\n      as: exit\n    - hold: 60s\n"
    for text, warned in ((side + "    - hold: 60s\n", True), (spoken, False)):
        messages = [message for *_, message in told(checked(tmp_path, text + CALM))]
        assert any("as: exit" in message for message in messages) == warned


PROMISES = [
    ("{standard: 10m}", "standard is promised as 10 min and comes to "),
    ("{long: 20m}", "long is promised as 20 min and comes to "),
    ("{short: 30s}", "short is promised as 0.5 min and comes to "),
]


@pytest.mark.parametrize(("lengths", "message"), PROMISES)
def test_promise_that_is_not_kept_is_warned_of(tmp_path: Path, lengths: str, message: str) -> None:
    """A promised length that the script misses by more than a tenth is warned of."""
    (found,) = told(checked(tmp_path, CALM * 4, f"lengths: {lengths}\n"))
    assert found[1]
    assert message in found[2]


def test_promise_that_is_kept_is_fine(tmp_path: Path) -> None:
    """Within a tenth, nothing is said."""
    steps = CALM * 3 + "- hold: {for: 40s, least: 20s, most: 60s}\n  at: {50%: Soften your jaw.}\n"
    assert (
        told(checked(tmp_path, steps, "lengths: {short: 130s, standard: 145s, long: 170s}\n")) == []
    )


@pytest.mark.parametrize("guide", list(Guide))
@pytest.mark.parametrize("ending", list(Ending))
def test_every_guide_and_ending_can_be_checked(
    tmp_path: Path, guide: Guide, ending: Ending
) -> None:
    """Even a session in which nothing is left to speak between opening and ending is checked."""
    found = checked(tmp_path, "- say: Sit well now.", narration=Narration(guide, ending=ending))
    assert found.plan is not None
    assert found.errors == 0


def test_routine_tells_of_itself_only(tmp_path: Path) -> None:
    """What is wrong inside a technique is told in the technique's own check."""
    dense = "- say: one two three four five six seven eight nine ten\n" * 5
    checked(tmp_path, dense)
    path = tmp_path / "r.yaml"
    path.write_text("coach: 1\ntitle: R\nsummary: S.\narea: back\nplay: [t, t]\n")
    found = check(path, Narration(), Length.STANDARD, estimate)
    assert {problem.place.file for problem in found.problems} == {str(path)}
