"""What is spoken, as captions with the times of its speech in the audio: a table of kinds."""

from __future__ import annotations

import re
from collections.abc import Callable

from voice_coach.plan.timeline import Timeline
from voice_coach.units import format_timestamp, milliseconds


def webvtt(timeline: Timeline, title: str) -> str:
    """Return WebVTT, for browsers and podcast apps."""
    cues = (
        f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_escaped(cue.line.text)}\n\n"
        for cue in timeline.speech
    )
    return "WEBVTT\n\n" + "".join(cues)


def subrip(timeline: Timeline, title: str) -> str:
    """Return SubRip, for podcast apps and most players."""
    return "".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{_flat(cue.line.text)}\n\n"
        for number, cue in enumerate(timeline.speech, 1)
    )


def lyrics(timeline: Timeline, title: str) -> str:
    """Return LRC, for music players on Android: a file of the same name beside the audio."""
    lines = [f"[ti:{_flat(title)}]"]
    lines += [f"[{_hundredths(cue.start)}]{_flat(cue.line.text)}" for cue in timeline.speech]
    return "\n".join(lines) + "\n"


def text(timeline: Timeline, title: str) -> str:
    """Return the words to read: the title, then each cue with its time."""
    cues = [f"{_clock(cue.start)[:8]}  {_flat(cue.line.text)}" for cue in timeline.speech]
    return "\n".join((_flat(title), "", *cues)) + "\n"


CAPTIONS: dict[str, Callable[[Timeline, str], str]] = {
    ".vtt": webvtt,
    ".srt": subrip,
    ".lrc": lyrics,
    ".txt": text,
}
"""Suffix to what makes the captions of a timeline with a title."""


_TIME = r"\d\d:\d\d:\d\d"
_SHAPES = {
    ".vtt": rf"WEBVTT\n\n({_TIME}\.\d+ --> {_TIME}\.\d+\n[^\n]+\n\n)*",
    ".srt": rf"(\d+\n{_TIME},\d+ --> {_TIME},\d+\n[^\n]+\n\n)*",
    ".lrc": r"\[ti:[^\n]*\]\n(\[\d+:\d\d\.\d\d\][^\n]+\n)*",
    ".txt": rf"[^\n]*\n\n({_TIME}  [^\n]+\n)*",
}


def is_ours(suffix: str, content: bytes) -> bool:
    """Return whether captions look as those written here do, to the last line: hardly any others do."""
    return bool(re.fullmatch(_SHAPES[suffix].encode(), content))


def _escaped(words: str) -> str:
    return _flat(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _flat(words: str) -> str:
    """Return words in one line: an empty one would end a cue."""
    return " ".join(words.split())


def _clock(frame: int, point: str = ".") -> str:
    return format_timestamp(milliseconds(frame), point)


def _hundredths(frame: int) -> str:
    """Return ``mm:ss.cc``; players know no hours."""
    minutes, rest = divmod((milliseconds(frame) + 5) // 10, 6000)
    return f"{minutes:02}:{rest // 100:02}.{rest % 100:02}"
