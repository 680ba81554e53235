"""Speaks a session's lines ahead of time, so that it later begins at once."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Length
from voice_coach.plan.timeline import Line, Measure
from voice_coach.session.open import Progress, Session
from voice_coach.session.spec import SessionSpec


def prepare(specs: Sequence[SessionSpec], progress: Progress = lambda done, of: None) -> int:
    """Speak all that some sessions may say at their named lengths; return how many lines that is.

    What is spoken is kept at once, so it can be interrupted at any time.

    Args:
        specs: the sessions, all in one voice.
        progress: called as the voice gets on.

    Raises:
        UsageError, ScriptError, VoiceError: as `open_session`.
    """
    if not specs:
        return 0
    sessions = [Session(spec, progress) for spec in specs]
    narrator = sessions[0].narrator
    lines = dict.fromkeys(line for one in sessions for line in lines_of(one, estimate))
    narrator.measure(lines)
    # What a session announces of its own length is known only now.
    more = dict.fromkeys(line for one in sessions for line in lines_of(one, narrator.measure))
    return len(lines | more)


def lines_of(session: Session, measure: Measure) -> list[Line]:
    """Return what a session may say at any named length."""
    plans = [session.plan_with(measure, length) for length in Length]
    return list(dict.fromkeys(line for plan in plans for line in plan.lengths))
