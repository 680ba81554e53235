"""Voice-guided self-massage sessions, spoken, timed and mixed on your own machine.

The public interface; `docs/api.md` shows it at work:

    from voice_coach import SessionSpec, open_session, play

    session = open_session(SessionSpec(names=("lower-back",)))
    play(session)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from voice_coach.version import __version__ as __version__

if TYPE_CHECKING:
    from voice_coach.plan.program import Ending as Ending
    from voice_coach.plan.program import Guide as Guide
    from voice_coach.plan.program import Length as Length
    from voice_coach.plan.program import Narration as Narration
    from voice_coach.session.open import Session as Session
    from voice_coach.session.open import open_session as open_session
    from voice_coach.session.play import play as play
    from voice_coach.session.spec import MixSpec as MixSpec
    from voice_coach.session.spec import OutputSpec as OutputSpec
    from voice_coach.session.spec import SessionSpec as SessionSpec
    from voice_coach.session.spec import VoiceSpec as VoiceSpec
    from voice_coach.session.write import FileSpec as FileSpec
    from voice_coach.session.write import write_session as write_session

_ROOMS = {
    **dict.fromkeys(("Ending", "Guide", "Length", "Narration"), "plan.program"),
    **dict.fromkeys(("Session", "open_session"), "session.open"),
    **dict.fromkeys(("MixSpec", "OutputSpec", "SessionSpec", "VoiceSpec"), "session.spec"),
    **dict.fromkeys(("FileSpec", "write_session"), "session.write"),
    "play": "session.play",
}
__all__ = [*_ROOMS, "__version__"]  # noqa: PLE0604 - the names of the table are strings


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: `coach --help` needs none of them."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"voice_coach.{_ROOMS[name]}"), name)
