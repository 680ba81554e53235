"""The parent's side of the speech child: gives it jobs, checks its takes, tries again."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from voice_coach.errors import VoiceError, nearest, printable
from voice_coach.speech.process import ended, started, watched
from voice_coach.speech.take import Take, Utterance

TRIES = 3
QUIET_SECONDS = float(os.environ.get("VOICE_COACH_QUIET_SECONDS", "30"))
"""The child sends a take every few hundredths of a second; past this it hangs."""
_RATES = range(8_000, 96_001)

REMEDY = "Reinstall it with: pip install --force-reinstall espeakng-loader pyttsx3"


@dataclass(slots=True)
class Espeak:
    """eSpeak NG in a child process."""

    _awake: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def engine(self) -> str:
        """The wheel that carries eSpeak NG, or the system's; and pyttsx3."""
        return f"espeak {_version('espeakng-loader')} pyttsx3 {_version('pyttsx3')}"

    def wake(self, voice: str) -> None:
        """Start the process that will speak; it gets ready while the caller goes on."""
        self._awake = self._awake or started(voice)

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Yield each utterance with its take, as they get done.

        Raises:
            VoiceError: the engine does not start, does not know the voice, or fails three times.
        """
        waiting = list(dict.fromkeys(utterances))
        fault = ""
        for _ in range(TRIES):
            if not waiting:
                return
            done: set[Utterance] = set()
            try:
                child, self._awake = self._awake or started(waiting[0].voice), None
                for utterance, take in _spoken(child, waiting):
                    done.add(utterance)
                    yield utterance, take
            except _Failed as failed:
                fault = str(failed)
            waiting = [u for u in waiting if u not in done]
        if waiting:
            text = printable(waiting[0].text[:60])
            why = printable(fault) or "nothing was spoken"
            raise VoiceError(f'The voice failed on "{text}": {why}.\n{REMEDY}')


class _Failed(Exception):
    """This child is of no more use; another may do better."""


@cache
def _version(package: str) -> str:
    from importlib import metadata  # slow to load: the voice gets ready meanwhile

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "system"


def _spoken(
    child: subprocess.Popen[bytes], waiting: list[Utterance]
) -> Iterator[tuple[Utterance, Take]]:
    jobs = json.dumps([[u.sentences, u.voice, u.rate, u.pause] for u in waiting]).encode()
    with ended(child), watched(child, QUIET_SECONDS) as touch:
        assert child.stdin
        assert child.stdout
        with contextlib.suppress(OSError):  # a child that died early tells why below
            child.stdin.write(jobs)
            child.stdin.close()
        while line := child.stdout.readline():
            message = _message(line)
            pcm = child.stdout.read(message.get("bytes", 0))
            touch()
            take = _checked(message, pcm)
            if take:
                yield waiting[message["job"]], take
        child.wait()
    if child.returncode:
        raise _Failed(f"the speech process ended with {child.returncode}")


def _message(line: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(line)
    except ValueError:
        raise _Failed("the speech process broke off in the middle of a line") from None
    return found


def _checked(message: dict[str, Any], pcm: bytes) -> Take | None:
    """Return a whole take; None where this one must be spoken again."""
    error = message.get("error")
    if error == "engine":
        raise VoiceError(f"No speech: {printable(message['why'])}.\n{REMEDY}")
    if error == "voice":
        raise VoiceError(_unknown_voice(message))
    if error or not pcm or len(pcm) != message["bytes"] or message["rate"] not in _RATES:
        return None
    return Take(message["rate"], pcm)


def _unknown_voice(message: dict[str, Any]) -> str:
    voice = printable(message["why"])
    base, _, variant = voice.partition("+")
    close = "" if variant in message["known"] else nearest(variant, message["known"])
    hint = close.replace('"', f'"{base}+', 1) or " Try en-us+f5, en-gb+f2, or en-us+m3."
    return f'There is no voice "{voice}".{hint}'
