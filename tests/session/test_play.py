"""How a session is handed to its player."""

from pathlib import Path

import pytest
from speech.test_narrator import Broken

from voice_coach.errors import VoiceError
from voice_coach.plan.program import Narration, Preamble
from voice_coach.session.open import open_session
from voice_coach.session.play import player_of
from voice_coach.session.spec import SessionSpec, VoiceSpec
from voice_coach.speech.narrator import make_narrator

SPEC = SessionSpec(
    names=("temples",),
    voice=VoiceSpec(name="tone"),
    narration=Narration(preamble=Preamble.SHORT),
)


def test_words_of_where_that_fail_leave_the_session_its_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A voice that breaks down while "where" is prepared still says what it has said before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    session = open_session(SPEC)
    narrator, voice = session.narrator, session.narrator.delivery
    narrator.synthesizer, narrator.fallback = Broken(), lambda: make_narrator("en-us+f5")
    player = player_of(session, 0)
    with pytest.raises(VoiceError):
        player.prompts.prepare(session.timeline)
    assert narrator.delivery == voice
    assert narrator.take(session.timeline.speech[0].line).pcm
