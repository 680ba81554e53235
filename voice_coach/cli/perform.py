"""A session played for somebody: kept in their history, and asked about, if they want that."""

from __future__ import annotations

from voice_coach.cli.checkin import asked
from voice_coach.cli.progress import tell
from voice_coach.plan.program import Ending
from voice_coach.session import history
from voice_coach.session.open import Session
from voice_coach.session.play import play


def perform(session: Session, *, note: bool, checkin: bool) -> None:
    """Play a session to its end, as `session.play`.

    Args:
        session: as it was opened.
        note: keep it in the history.
        checkin: ask before and after how it feels.

    Raises:
        CoachError: as `session.play`.
    """
    tell(session.narrator.note)
    before = asked() if checkin else None
    entry = history.begin(session.spec, session.program.title, before) if note else None
    play(session, entry)
    awake = session.spec.narration.ending is not Ending.NONE
    after = asked() if checkin and awake else None
    if entry is not None and after is not None:
        entry.felt(after)
