"""One file checked: everything wrong with it, and how long each of its cues takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voice_coach.check import timing, wording
from voice_coach.errors import CoachError, Place, Problem, ScriptError
from voice_coach.plan.planner import Plan, plan_session
from voice_coach.plan.program import Length, Narration, Program, build_program
from voice_coach.plan.timeline import Measure
from voice_coach.script import library
from voice_coach.script.model import Heading, Lengths, Routine, Technique
from voice_coach.units import format_clock, seconds


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    path: Path
    problems: tuple[Problem, ...]
    plan: Plan | None = None
    """The session as laid out; None where it could not be."""

    @property
    def errors(self) -> int:
        """How many problems are more than warnings."""
        return sum(not problem.warning for problem in self.problems)


def check(
    path: Path, narration: Narration, length: Length | float, measure: Measure
) -> CheckReport:
    """Check one script.

    Raises:
        VoiceError: no speech can be made, so nothing can be timed.
    """
    try:
        found = library.load(path)
    except ScriptError as fault:
        return CheckReport(path, fault.problems)
    except CoachError as fault:
        return CheckReport(path, (Problem(Place(str(path), 1, 1), str(fault)),))
    program = build_program([found])
    plan = plan_session(program, narration, length, measure)
    problems = {
        *_timed(found, plan, length),
        *_promises(program, found.heading, narration, measure),
    }
    problems |= {p for part in _own(found) for p in wording.problems(part)}
    return CheckReport(path, tuple(sorted(problems)), plan)


def _own(found: Technique | Routine) -> tuple[Technique, ...]:
    """Return what the file itself says; a routine's techniques are checked in their own files."""
    return (found,) if isinstance(found, Technique) else ()


def _timed(found: Technique | Routine, plan: Plan, length: Length | float) -> set[Problem]:
    problems = set(timing.problems(plan, found.heading.place))
    if length is Length.STANDARD:  # at other lengths the planner's rule moves what does not fit
        problems |= set(timing.unfitting(plan))
    else:
        problems = {p for p in problems if "without a sound" not in p.message}
    file = found.heading.place.file
    return {p for p in problems if p.place.file == file}


def _promises(
    program: Program, heading: Heading, narration: Narration, measure: Measure
) -> set[Problem]:
    """Hold the lengths that the script promises against what it comes to."""
    problems: set[Problem] = set()
    if narration != Narration():
        return problems
    for length, promised in _promised(heading.lengths):
        comes_to = plan_session(program, narration, length, measure).timeline.length
        if abs(seconds(comes_to) - promised) > timing.LENGTH_TOLERANCE * promised:
            told = format_clock(comes_to)
            message = f"{length.value} is promised as {promised / 60:g} min and comes to {told}"
            problems.add(Problem(heading.place, message, warning=True))
    return problems


def _promised(lengths: Lengths) -> list[tuple[Length, float]]:
    pairs = ((Length.SHORT, lengths.short), (Length.STANDARD, lengths.standard))
    return [(name, s) for name, s in (*pairs, (Length.LONG, lengths.long)) if s]
