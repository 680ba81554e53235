"""Checks files: everything wrong with each as a listener hears it, at every length and with every guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from msgspec.structs import replace

from voice_coach.check import session, wording
from voice_coach.check.allow import allowed, allows
from voice_coach.check.measures import Case
from voice_coach.errors import CoachError, Place, Problem, ScriptError, printable
from voice_coach.library import catalog
from voice_coach.plan.durations import speeches
from voice_coach.plan.planner import Plan, plan_session
from voice_coach.plan.program import Guide, Length, Narration, Program, build_program
from voice_coach.plan.timeline import Line, Measure
from voice_coach.script.reader import read_heading

_OF_THE_WHOLE = frozenset({"length", "speech-share", "quiet-share", "first-touch"})
"""Rules that are reported once per length; all others, once per cue."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    path: Path
    problems: tuple[Problem, ...]
    plan: Plan | None = None
    """The session as asked for; None where it could not be laid out."""

    @property
    def errors(self) -> int:
        """How many problems are more than warnings."""
        return sum(not problem.warning for problem in self.problems)


def check(
    path: Path, narration: Narration, length: Length | float, measure: Measure
) -> CheckReport:
    """Check one script; see `Checker`.

    Raises:
        VoiceError: no speech can be made, so nothing can be timed.
    """
    return Checker(measure).check(path, narration, length)


@dataclass(slots=True)
class Checker:
    """Checks scripts; what several of them need is read, measured and judged once."""

    measure: Measure
    silent: Callable[[Line], bool] = lambda line: False
    """Returns whether the voice had no sound for a line that was measured."""
    _lengths: dict[Line, int] = field(default_factory=dict)
    _judged: dict[Path, list[tuple[Case, Problem]]] = field(default_factory=dict)
    """What is wrong with a session, in whatever file."""
    _routines: dict[Path, dict[str, list[Path]]] = field(default_factory=dict)
    """Of a folder: technique to the routines that play it."""

    def check(self, path: Path, narration: Narration, length: Length | float) -> CheckReport:
        """Check one script, by itself and in every routine that plays it.

        Args:
            path: the script.
            narration: of the session that is shown.
            length: of the session that is shown.

        Raises:
            VoiceError: no speech can be made, so nothing can be timed.
        """
        try:
            script = catalog.load(path)
        except ScriptError as fault:
            return CheckReport(path, fault.problems)
        except CoachError as fault:
            return CheckReport(path, (Problem(Place(str(path), 1, 1), str(fault)),))
        heard = [each for one in [path, *self.playing(path)] for each in self.judged(one)]
        problems = [*dict.fromkeys(wording.problems(script)), *_once(heard)]
        plan = plan_session(build_program([script]), narration, length, self.measured)
        problems += unspoken(plan, self.silent)
        own = [p for p in problems if p.place.file == str(path)]
        left = allowed(own, {str(path): allows(path)})
        return CheckReport(path, tuple(sorted(left)), plan)

    def judged(self, path: Path) -> list[tuple[Case, Problem]]:
        """Return what is wrong with a session at any length, by any guide, in any wording."""
        if path not in self._judged:
            script = catalog.load(path)
            program = build_program([script])
            wordings = wording.most_wordings(script)
            found = self._judged[path] = []
            # The length and guide that are shown come first, so that their words name a problem.
            for guide, length in product(Guide, (Length.STANDARD, Length.SHORT, Length.LONG)):
                case = Case(length, guide)
                for seed in range(wordings if guide is Guide.FULL else 1):
                    narration = Narration(guide, seed=seed)
                    plan = plan_session(program, narration, length, self.measured)
                    for problem in session.problems(plan, case):
                        found.append((case, _named(problem, program, case, path)))
        return self._judged[path]

    def measured(self, lines: Iterable[Line]) -> dict[Line, int]:
        """Return how long lines take; each is measured once."""
        wanted = list(lines)
        new = [line for line in wanted if line not in self._lengths]
        if new:
            self._lengths |= self.measure(new)
        return {line: self._lengths[line] for line in wanted}

    def playing(self, path: Path) -> list[Path]:
        """Return the routines beside a script that play it."""
        if path.parent not in self._routines:
            self._routines[path.parent] = _routines(path.parent)
        return self._routines[path.parent].get(path.stem, [])


def _routines(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob(f"*{catalog.SUFFIX}")):
        try:
            heading = read_heading(path)
            if heading.play:
                catalog.load(path)
        except CoachError:
            continue  # reported where that file itself is checked
        for reference in heading.play:
            found.setdefault(reference.name, []).append(path)
    return found


def _named(problem: Problem, program: Program, case: Case, path: Path) -> Problem:
    """Add to the message where a problem was found, unless it is where everybody looks first."""
    parts = []
    if case.length is not Length.STANDARD:
        parts.append(f"at {case.length.value}")
    if case.guide is not Guide.FULL:
        parts.append(f"with the guide {case.guide.value}")
    if problem.place.file != str(path):
        parts.append(f"in {program.slug}")
    where = f" ({', '.join(parts)})" if parts else ""
    return replace(problem, message=problem.message + where)


def _once(heard: Iterable[tuple[Case, Problem]]) -> list[Problem]:
    """Return each problem once, as it was first found."""
    found: dict[tuple[Place, str, Length | None], Problem] = {}
    for case, problem in heard:
        length = case.length if problem.code in _OF_THE_WHOLE else None
        found.setdefault((problem.place, problem.code, length), problem)
    return list(found.values())


def unspoken(plan: Plan, silent: Callable[[Line], bool]) -> Iterator[Problem]:
    """Yield the cues of a session that the voice has no sound for; their caption is shown alone."""
    for placed in plan.layout.placed:
        for speech in speeches(placed.slot):
            for line in filter(silent, speech.peers):
                message = f'the voice has no sound for "{printable(line.text)}"; write it as words'
                yield Problem(speech.place, message, code="unspoken")
