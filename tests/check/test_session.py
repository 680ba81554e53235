"""Rules that need the session laid out, at every length, by every guide, in every routine."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from voice_coach.check.report import Checker, CheckReport, check
from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Ending, Guide, Length, Narration
from voice_coach.plan.timeline import Line

HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\n"
CALM = (
    "- hold: {for: 60s, least: 50s, most: 80s}\n  say: Stroke your shoulder slowly.\n"
    "  at: {35%: Soften your jaw., 60%: Let your belly rest., -8s: Let it fade away.}\n"
)


def checked(tmp_path: Path, steps: str, more: str = "", name: str = "t") -> CheckReport:
    """A script of these steps, checked with half a second a word."""
    path = tmp_path / f"{name}.yaml"
    path.write_text(f"{HEAD}{more}steps:\n{steps}\n")
    return check(path, Narration(), Length.STANDARD, estimate)


def found_in(found: CheckReport, code: str = "") -> list[tuple[int, bool, str]]:
    """Line, whether it is a warning, and message of each problem (of one rule)."""
    return [
        (p.place.line, p.warning, p.message) for p in found.problems if not code or p.code == code
    ]


def test_calm_script_is_fine(tmp_path: Path) -> None:
    """A script with quiet holds has no problem, at any length and by any guide."""
    assert found_in(checked(tmp_path, CALM * 3)) == []


REMINDERS = {
    "late": ("- hold: 30s\n  at: {29s: Now let it all go.}", "it is left out"),
    "into the first words": (
        "- hold: 40s\n  say: Stroke your left arm slowly upward now.\n  at: {3s: Soften your jaw.}",
        "it starts 8.8 s late"),
    "past the end": ("- hold: 30s\n  at: {-1s: Now let go.}", "takes 1.5 s, and 0.5 s are free at 29 s"),
    "before the hold": ("- hold: 30s\n  at: {-40s: Now let go.}", "it is left out"),
    "after the hold": ("- hold: 30s\n  at: {40s: Now let go.}", "0.0 s are free at 40 s; it is left out"),
}  # fmt: skip


@pytest.mark.parametrize("case", REMINDERS)
def test_reminder_without_room(tmp_path: Path, case: str) -> None:
    """It names the words, how long they take, the room, and what to do, at the reminder's place."""
    steps, message = REMINDERS[case]
    found = checked(tmp_path, steps + "\n" + CALM * 3)
    (problem,) = [p for p in found.problems if p.code.startswith("reminder-")]
    assert message in problem.message
    assert problem.message.startswith('"')
    assert problem.message.endswith("move it, shorten it, or lengthen the hold")
    assert problem.place.line == len(steps.splitlines()) + 6
    assert problem.place.column > 8
    assert problem.warning == (problem.code == "reminder-late")


def test_hold_too_short_for_its_words(tmp_path: Path) -> None:
    """Words, time to follow them, and what protects must fit into the longest that a hold may be."""
    steps = (
        "- hold: {for: 14s, most: 15s}\n  say: Lean slowly onto the ball.\n"
        "  at: {9s: {say: Too strong? Lean forward a little., as: exit}}\n"
    )
    ((line, warning, message),) = found_in(checked(tmp_path, steps + CALM * 4), "hold-room")
    assert (line, warning) == (7, False)
    assert "take" in message
    assert "but the hold lasts at most 15 s" in message
    assert found_in(checked(tmp_path, steps.replace("15s", "20s") + CALM * 4), "hold-room") == []


def test_dense_script_is_warned_of(tmp_path: Path) -> None:
    """Speech for over 45 % of the whole session, welcome and ending too, at each length."""
    found = found_in(checked(tmp_path, "- say: one two three four five six seven eight\n" * 9))
    shares = [message for _, _, message in found if "speech fills" in message]
    assert len(shares) == 3
    assert all("it should be at most 45%" in message for message in shares)
    assert [m.split("(")[-1] for m in shares if "(" in m] == ["at long)", "at short)"]
    assert all(line == 1 and warning for line, warning, _ in found)


def test_little_quiet_massage_is_warned_of(tmp_path: Path) -> None:
    """Waits are no massage: 40 % of a session must be quiet time in holds, of a routine 45 %."""
    steps = CALM + "- wait: 60s\n- say: Rest a while.\n- wait: 60s\n- say: Now go on.\n"
    assert any(
        "it should be at least 40%" in m
        for *_, m in found_in(checked(tmp_path, steps), "quiet-share")
    )
    exempt = checked(tmp_path, steps, "posture: [prone]\n")
    assert found_in(exempt, "quiet-share") == []


def test_a_step_titled_ending_switches_nothing_off(tmp_path: Path) -> None:
    """What is judged goes by what a step is, not by its title."""
    dense = "- step: Ending\n  do:\n" + "    - say: one two three four five six seven\n" * 9
    assert len(found_in(checked(tmp_path, dense), "speech-share")) == 3


def test_long_silence_is_warned_of(tmp_path: Path) -> None:
    """Over 25 s without a sound is warned of at the cue before; time to get ready is no silence."""
    steps = "- say: Rest a while now.\n- wait: 40s\n- say: On we go.\n" + CALM * 3
    ((line, warning, message),) = found_in(checked(tmp_path, steps))
    assert (line, warning) == (7, True)
    assert "s of silence from 0:" in message
    assert found_in(checked(tmp_path, steps.replace("wait:", "ready:"))) == []


LOADED = "- say: Lean on the ball.\n  as: load\n- wait: 18s\n"
EXIT = "- say: Too strong? Step away.\n  as: exit\n"
WAIT = "- wait: 20s\n- say: Breathe slowly now.\n"
EXITS = {
    "none": (LOADED + WAIT * 4, True),
    "at once": (LOADED + EXIT + WAIT * 3, False),
    "within a minute": (LOADED + WAIT + EXIT + WAIT * 3, False),
    "too late": (LOADED + WAIT * 4 + EXIT, True),
    "before the load": (EXIT + LOADED + WAIT * 4, True),
    "in a hold": (LOADED + "- hold: 30s\n  say: Too strong? Step away.\n  as: exit\n" + WAIT * 2, False),
    "as a reminder": (
        LOADED + "- hold: 30s\n  at: {15s: {say: Too strong? Lift off., as: exit}}\n" + WAIT * 2, False),
    "reminder too late": (
        LOADED + WAIT * 2 + "- hold: 60s\n  at: {-8s: {say: Too strong? Lift off., as: exit}}\n", True),
    "load in a hold": ("- hold: 40s\n  say: Lean on the ball.\n  as: load\n" + WAIT * 3, True),
    "load in a hold, with exit": (
        "- hold: 40s\n  say: Lean on the ball.\n  as: load\n"
        "  at: {20s: {say: Too strong? Lift off., as: exit}}\n" + WAIT * 2, False),
    "far off in long sessions alone": (
        LOADED + "- hold: {for: 36s, least: 20s, most: 80s}\n  at: {-6s: {say: Too strong? Step off.,"
        " as: exit}}\n" + WAIT * 3, True),
}  # fmt: skip


@pytest.mark.parametrize("case", EXITS)
def test_load_needs_an_exit(tmp_path: Path, case: str) -> None:
    """Where weight goes on, words that say how to get out must follow within a minute, at any length."""
    steps, warned = EXITS[case]
    found = found_in(checked(tmp_path, steps), "exit")
    assert bool(found) == warned
    assert all(warning for _, warning, _ in found)
    assert not warned or ("(at long)" in found[0][2]) == ("long" in case)


def test_load_on_each_side_needs_its_exit(tmp_path: Path) -> None:
    """An exit that the second side does not say is missed there."""
    side = (
        "- sides: [left, right]\n  do:\n    - say: Lean on it.\n      as: load\n    - wait: 15s\n"
    )
    spoken = side + "    - say: Too strong? Step off.\n      as: exit\n    - hold: 60s\n"
    for text, warned in ((side + "    - hold: 60s\n", True), (spoken, False)):
        assert bool(found_in(checked(tmp_path, text + CALM), "exit")) == warned


READY_TIMES = {
    "to the floor": ("Come down onto your mat.", 30),
    "fetch": ("Lay out your mat by a wall.", 20),
    "lenses": ("Take out your contact lenses.", 20),
    "jewellery": ("Take off your earrings.", 20),
}


@pytest.mark.parametrize("case", READY_TIMES)
def test_time_to_get_ready(tmp_path: Path, case: str) -> None:
    """A listener who has to lie down, fetch or take off something has the time for it."""
    words, least = READY_TIMES[case]
    steps = f"- say: {words}\n- ready: TIMEs\n- say: Good.\n{CALM * 4}"
    ((line, warning, message),) = found_in(
        checked(tmp_path, steps.replace("TIME", str(least - 4))), "ready-time"
    )
    assert (line, warning) == (7, True)
    assert f"give {least} s or more" in message
    assert found_in(checked(tmp_path, steps.replace("TIME", str(least))), "ready-time") == []


COUNTS = {
    "one stroke": ("12/min", "-6.5s: One more of them.", False),
    "one too early": ("12/min", "-14s: One more of them.", True),
    "two strokes": ("12/min", "-12s: Two more of them.", False),
    "two too late": ("12/min", "-6s: Two more of them.", True),
    "the last": ("6/min", "-11s: One last time.", False),
    "the last too late": ("6/min", "-5s: One last time.", True),
    "seconds": ("12/min", "-12s: Ten more seconds now.", False),
    "seconds too early": ("12/min", "-20s: Ten more seconds now.", True),
    "a breath": ("12/min", "-12s: One more slow breath.", False),
}


@pytest.mark.parametrize("case", COUNTS)
def test_what_counts_down_is_true(tmp_path: Path, case: str) -> None:
    """What says "one more", "two more", "last" or seconds is true of what comes after the words."""
    pace, reminder, wrong = COUNTS[case]
    steps = (
        f"- hold: 60s\n  say: Stroke your arm slowly.\n  strokes: {pace}\n  at: {{{reminder}}}\n"
    )
    assert bool(found_in(checked(tmp_path, steps + CALM * 3), "count-wrong")) == wrong


def test_ticks_must_be_explained(tmp_path: Path) -> None:
    """A hold that ticks needs words on ticks in it or before it; strokes make no sound."""
    hold = "- hold: 60s\n  say: {}\n  {}: 12/min\n  at: {{35%: Soften your jaw., -9s: Let it fade away.}}\n"
    plain, ticking = hold.format("Stroke your arm.", "strokes"), hold.format("Stroke on.", "ticks")
    explained = hold.format("A soft tick marks each stroke.", "ticks")
    assert found_in(checked(tmp_path, plain + CALM * 2), "tick-unexplained") == []
    assert [
        line for line, *_ in found_in(checked(tmp_path, ticking + explained), "tick-unexplained")
    ] == [7]
    assert found_in(checked(tmp_path, explained + ticking), "tick-unexplained") == []


def test_first_touch_comes_soon(tmp_path: Path) -> None:
    """A hand on the body within 60 s or a fifth of a session; time to get ready is not counted."""
    late = "- say: Sit down.\n- wait: 20s\n- say: Breathe slowly.\n- wait: 30s\n- say: And again.\n"
    ((line, _, message), *_) = found_in(checked(tmp_path, late + CALM * 2), "first-touch")
    assert line == 1
    assert re.search(r"first touch comes after \d+ s, .*; it should come within 60 s", message)
    touching = "- say: Rest your hands on your belly.\n- wait: 10s\n"
    assert found_in(checked(tmp_path, touching + late + CALM * 2), "first-touch") == []
    assert (
        found_in(checked(tmp_path, late.replace("wait", "ready") + CALM * 2), "first-touch") == []
    )
    assert found_in(checked(tmp_path, late + CALM * 8), "first-touch") == []


PROMISES = [
    ("{standard: 10m}", "standard is promised as 10 min, but lasts "),
    ("{long: 20m}", "long is promised as 20 min, but lasts "),
    ("{short: 30s}", "short is promised as 0.5 min, but lasts "),
]


@pytest.mark.parametrize(("lengths", "message"), PROMISES)
def test_promise_that_is_not_kept_is_warned_of(tmp_path: Path, lengths: str, message: str) -> None:
    """A promised length that the script misses is warned of; one that is met is not."""
    ((_, warning, found),) = found_in(
        checked(tmp_path, CALM * 4, f"lengths: {lengths}\n"), "length"
    )
    assert warning
    assert message in found
    assert found_in(checked(tmp_path, CALM * 4, "lengths: {standard: 300s}\n"), "length") == []


def test_the_end_is_the_programs(tmp_path: Path) -> None:
    """A script that opens eyes in its last words says what the program says again."""
    steps = CALM * 3 + "- say: Let your eyes open, and rest.\n"
    found = found_in(
        checked(tmp_path, steps.replace("Let your eyes open", "Open your eyes")), "ending"
    )
    assert [line for line, *_ in found] == [16]
    assert found_in(checked(tmp_path, steps + CALM * 2), "ending") == []


@pytest.mark.parametrize("guide", list(Guide))
@pytest.mark.parametrize("ending", list(Ending))
def test_every_guide_and_ending_can_be_shown(tmp_path: Path, guide: Guide, ending: Ending) -> None:
    """Even a session in which nothing is left to speak between opening and ending is checked."""
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}steps:\n- say: Sit well now.\n")
    found = check(path, Narration(guide, ending=ending), Length.STANDARD, estimate)
    assert found.plan is not None
    assert found.errors == 0


def test_every_wording_is_judged(tmp_path: Path) -> None:
    """What only the second wording breaks is found, and no seed need be given."""
    long = "Stroke and stroke and stroke and stroke again."
    steps = f"- hold: 20s\n  at: {{-4s: [Let go now., {long}]}}\n" + CALM * 3
    assert found_in(checked(tmp_path, steps), "reminder-dropped")
    assert (
        found_in(checked(tmp_path, steps.replace(long, "Rest it now.")), "reminder-dropped") == []
    )


def test_a_script_is_judged_in_its_routines(tmp_path: Path) -> None:
    """What is wrong with a technique only inside a routine is reported for the technique, with the routine."""
    steps = "- step: A\n  only: leaving\n  do:\n    - say: Come down onto your mat.\n" + CALM * 3
    assert found_in(checked(tmp_path, steps, "posture: [sitting]\n")) == []
    checked(tmp_path, CALM * 3, "posture: [lying]\n", "down")
    routine = tmp_path / "r.yaml"
    routine.write_text("coach: 1\ntitle: R\nsummary: S.\narea: back\nplay: [t, down]\n")
    ((line, _, message),) = found_in(checked(tmp_path, steps, "posture: [sitting]\n"))
    assert line == 11
    assert message.endswith("(in r)")
    found = check(routine, Narration(), Length.STANDARD, estimate)
    assert {problem.place.file for problem in found.problems} <= {str(routine)}


def test_each_line_is_measured_once(tmp_path: Path) -> None:
    """All lengths, guides and routines ask the voice for a line a single time."""
    asked: list[Line] = []

    def measure(lines: Iterable[Line]) -> Mapping[Line, int]:
        wanted = list(lines)
        asked.extend(wanted)
        return estimate(wanted)

    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}lengths: {{short: 3m, standard: 4m}}\nsteps:\n{CALM * 3}")
    (tmp_path / "r.yaml").write_text("coach: 1\ntitle: R\nsummary: S.\narea: back\nplay: [t, t]\n")
    checker = Checker(measure)
    for name in ("t", "r"):
        checker.check(tmp_path / f"{name}.yaml", Narration(), Length.STANDARD)
    assert len(asked) == len(set(asked)) > 5
