"""Speech made ahead of time, so that later a session begins at once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Length
from voice_coach.plan.timeline import Line, Measure
from voice_coach.session.open import Progress, narrator_of, plan_of, program_of
from voice_coach.session.spec import SessionSpec


def prepare(specs: Sequence[SessionSpec], progress: Progress = lambda done, of: None) -> int:
    """Speak all that some sessions may say at their named lengths; return how many lines that is.

    What is spoken is kept at once, so it can be broken off at any time.

    Args:
        specs: the sessions, all in one voice.
        progress: told how far the voice is.

    Raises:
        UsageError, ScriptError, VoiceError: as `open_session`.
    """
    if not specs:
        return 0
    narrator = narrator_of(specs[0])
    narrator.on_progress = progress
    lines = dict.fromkeys(line for spec in specs for line in lines_of(spec, estimate))
    narrator.measure(lines)
    # What a session announces of its own length is known only now.
    more = dict.fromkeys(line for spec in specs for line in lines_of(spec, narrator.measure))
    return len(lines | more)


def lines_of(spec: SessionSpec, measure: Measure) -> list[Line]:
    """Return what a session may say at any named length."""
    program = program_of(spec)
    plans = [plan_of(replace(spec, length=length), program, measure) for length in Length]
    return list(dict.fromkeys(line for plan in plans for line in plan.lengths))
