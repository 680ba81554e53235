"""What is spoken, as WebVTT captions with the times of its speech in the audio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voice_coach.plan.timeline import SpeechEvent, Timeline
from voice_coach.units import RATE


def webvtt(timeline: Timeline) -> str:
    """Return the captions of a session as a WebVTT file."""
    return "WEBVTT\n\n" + "".join(_cues(timeline.speech))


def _cues(spoken: Iterable[SpeechEvent]) -> Iterator[str]:
    for cue in spoken:
        yield f"{_time(cue.start)} --> {_time(cue.end)}\n{_escaped(cue.line.text)}\n\n"


def _time(frame: int) -> str:
    """Return ``hh:mm:ss.mmm``, to the nearest millisecond."""
    millis = (frame * 1000 + RATE // 2) // RATE
    minutes, rest = divmod(millis, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
