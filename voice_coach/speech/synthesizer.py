"""The parent's side of the processes that speak: gives them jobs, checks their takes, tries again."""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import os
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from voice_coach.errors import UnknownVoiceError, VoiceError, nearest, printable
from voice_coach.speech.engines.family import Family
from voice_coach.speech.process import ended, started, watched
from voice_coach.speech.take import Take, Utterance

_log = logging.getLogger(__name__)
TRIES = 3
QUIET_SECONDS = float(os.environ.get("VOICE_COACH_QUIET_SECONDS", "30"))
"""A process sends a take every few hundredths of a second; past this it hangs."""
_RATES = range(8_000, 96_001)
_SILENCE = Take(48_000, b"")
_WORD = "Rest."
"""Any voice has a sound for it."""

Spoken = tuple[Utterance, Take]


class _Failed(Exception):
    """A process is of no more use; another may do better."""


@dataclass(slots=True)
class Synthesizer:
    """The engine of one family, in processes of its own."""

    family: Family
    _awake: list[subprocess.Popen[bytes]] = field(default_factory=list, init=False)

    def prewarm(self, voice: str) -> None:
        """Start a process that will speak; it gets ready while the caller goes on."""
        if not self.family.here and not self._awake:
            self._awake = [started(self.family, voice)]

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[Spoken]:
        """Yield each utterance with its take, as they get done.

        What the engine speaks as silence has an empty take.

        Raises:
            UnknownVoiceError: the engine does not know the voice.
            VoiceError: the engine does not start, or fails three times.
        """
        waiting = list(dict.fromkeys(utterances))
        _log.debug("%s lines to speak with %s", len(waiting), self.family.name)
        spoken = self._spoken_here if self.family.here else self._spoken_there
        yield from spoken(waiting)

    def _spoken_there(self, waiting: list[Utterance]) -> Iterator[Spoken]:
        left, fault = dict.fromkeys(waiting, False), _Failed("nothing was spoken")
        for _ in range(TRIES):
            for each in self._round(list(left)) if left else ():
                if isinstance(each, _Failed):
                    fault = each
                    _log.debug("failed: %s", fault)
                elif each[1] is _SILENCE:
                    left[each[0]] = True
                else:
                    del left[each[0]]
                    yield each
        if left and not (
            all(left.values()) and (len(left) < len(waiting) or self._speaks(waiting[0]))
        ):
            raise VoiceError(self._failure(next(iter(left)), str(fault)))
        yield from ((utterance, _SILENCE) for utterance in left)

    def _speaks(self, like: Utterance) -> bool:
        """Return whether a voice that was silent so far says anything at all, or is broken."""
        results = self._round([replace(like, sentences=(_WORD,))])
        return any(not isinstance(each, _Failed) and each[1] is not _SILENCE for each in results)

    def _failure(self, utterance: Utterance, fault: str) -> str:
        text = printable(utterance.text[:60])
        return f'The voice failed on "{text}": {printable(fault)}.\n{self.family.remedy}'

    def _spoken_here(self, waiting: list[Utterance]) -> Iterator[Spoken]:
        from voice_coach.speech.jobs import result

        engine = importlib.import_module(self.family.module).start("")
        for index, each in enumerate(waiting):
            job = list(each.sentences), each.voice, each.rate, each.pause
            message, pcm = result(index, job, engine, self.family.trim)
            yield each, Take(message["rate"], bytes(pcm))

    def _round(self, waiting: list[Utterance]) -> Iterator[Spoken | _Failed]:
        """Let every process speak its share, side by side; in order, as far as one can."""
        count = max(1, min(os.cpu_count() or 1, len(waiting) // self.family.lines_each))
        shares = [waiting[index::count] for index in range(count)]
        results: queue.SimpleQueue[Spoken | _Failed | None] = queue.SimpleQueue()
        with contextlib.ExitStack() as stack:
            for share in shares:
                child = self._child(share[0].voice)
                stack.enter_context(ended(child))
                work = threading.Thread(target=_speak, args=(self.family, child, share, results))
                work.daemon = True
                work.start()
            running = count
            while running:
                each = results.get()
                running -= each is None
                if isinstance(each, _Fatal):
                    raise each.error
                if each is not None:
                    yield each

    def _child(self, voice: str) -> subprocess.Popen[bytes]:
        return self._awake.pop() if self._awake else started(self.family, voice)


class _Fatal(_Failed):
    """No other process would do better."""

    def __init__(self, error: VoiceError) -> None:
        self.error = error
        super().__init__(str(error))


def _speak(
    family: Family,
    child: subprocess.Popen[bytes],
    share: list[Utterance],
    results: queue.SimpleQueue[Spoken | _Failed | None],
) -> None:
    """Put what a process makes of its share into `results`, then None."""
    try:
        with watched(child, QUIET_SECONDS) as touch:
            for spoken in _answers(family, child, share):
                touch()
                results.put(spoken)
        if child.wait():
            results.put(_Failed(f"the speech process ended with {child.returncode}"))
    except _Failed as failed:
        results.put(failed)
    except RuntimeError as fault:  # no thread can be started
        results.put(_Failed(str(fault)))
    except (OSError, ValueError):  # its pipes were closed under us: the caller has gone
        pass
    finally:
        results.put(None)


def _answers(
    family: Family, child: subprocess.Popen[bytes], share: list[Utterance]
) -> Iterator[Spoken]:
    assert child.stdin
    assert child.stdout
    jobs = json.dumps([[u.sentences, u.voice, u.rate, u.pause] for u in share]).encode()
    with contextlib.suppress(OSError):  # the reader below says why a process died early
        child.stdin.write(jobs)
        child.stdin.close()
    while line := child.stdout.readline():
        message = _message(line)
        take = _checked(family, message, child.stdout.read(message.get("bytes", 0)))
        if take:
            yield share[message["job"]], take


def _message(line: bytes) -> dict[str, Any]:
    try:
        message: dict[str, Any] = json.loads(line)
    except ValueError:
        raise _Failed("the speech process broke off in the middle of a line") from None
    return message


def _checked(family: Family, message: dict[str, Any], pcm: bytes) -> Take | None:
    """Return a whole take; None where this one must be spoken again."""
    error = message.get("error")
    if error == "engine":
        raise _Fatal(VoiceError(f"No speech: {printable(message['why'])}.\n{family.remedy}"))
    if error == "voice":
        raise _Fatal(unknown_voice(message["why"], message["known"]))
    if error or len(pcm) != message["bytes"] or message["rate"] not in _RATES:
        return None
    return Take(message["rate"], pcm) if pcm else _SILENCE


def unknown_voice(name: str, variants: Sequence[str]) -> UnknownVoiceError:
    """Return the error of a voice that does not exist, with the nearest that does."""
    from voice_coach.speech.engines.registry import FAMILIES
    from voice_coach.speech.voices.offers import offers

    voice = printable(name)
    more = offers()
    if name in more:
        return UnknownVoiceError(
            f'The voice "{voice}" is not installed; run: coach voices install {voice}'
        )
    base, _, variant = voice.partition("+")
    known = [each.name for family in FAMILIES for each in family.offers()]
    close = "" if variant in variants else nearest(variant, variants)
    hint = close.replace('"', f'"{base}+', 1) or nearest(voice, [*known, *more])
    return UnknownVoiceError(f'There is no voice "{voice}".{hint or " Try " + known[0] + "."}')
