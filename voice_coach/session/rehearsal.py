"""What an author hears: a session again from the changed line at each save, or one line in a voice."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeAlias

from voice_coach.errors import CoachError
from voice_coach.plan.planner import Plan
from voice_coach.plan.timeline import Line, SpeechEvent, Timeline
from voice_coach.playback.controls.available import available
from voice_coach.playback.device import Device
from voice_coach.playback.loop import PlaybackLoop
from voice_coach.playback.output import output
from voice_coach.playback.player import Player
from voice_coach.playback.prompts import Prompts
from voice_coach.playback.remote import exclusive
from voice_coach.playback.screen import Screen
from voice_coach.playback.transport import Command, Transport
from voice_coach.session.open import Session, open_session
from voice_coach.session.play import loop_of, player_of, start_position
from voice_coach.session.spec import SessionSpec
from voice_coach.speech.engines.family import SAMPLE
from voice_coach.units import frames

LOOK = 0.3
"""Seconds between two looks at the file."""
WAITS = "The end. Save the file to hear it again; Ctrl-C ends."


@dataclass(slots=True)
class Version:
    """A session as the file says it now, and where to begin."""

    session: Session
    position: int
    """In frames."""


@dataclass(slots=True)
class Editing:
    """The file while it is played and edited."""

    file: WatchedFile
    session: Session
    next: Version | None = field(default=None, init=False)
    """The version to play next; None: nothing new was saved."""

    def look(self, loop: PlaybackLoop) -> bool:
        """Look at the file; return whether something new can be played."""
        text = self.file.saved()
        if text is None:
            return False
        try:
            session = open_session(self.session.spec)
        except CoachError as fault:
            loop.screen.say(f"Saved, but it cannot be played yet:\n{fault}")
            return False
        if _was_stopped(loop):  # while it was opened: that is the last word
            return False
        line = changed_line(self.file.text, text)
        loop.screen.say(f"Saved: it plays from line {line}.")
        self.file.text = text
        self.next = Version(session, position_of(session.plan, str(self.file.path), line))
        return True


def rehearse(session: Session, path: Path) -> None:
    """Play a session, and again from the changed line at each save, until somebody stops it.

    Args:
        session: of that one script, opened.
        path: of the script.

    Raises:
        CoachError: another session plays, or the device does not open.
    """
    file = WatchedFile(path)
    version: Version | None = Version(session, start_position(session.timeline, session.spec.start))
    with exclusive() as folder:
        while version is not None:
            version = _played(version, file, folder)


def position_of(plan: Plan, file: str, line: int) -> int:
    """Return the frame where a line of a script is first heard, or what it belongs to.

    What is written above the steps is heard in the welcome.
    """
    starts: dict[int, int] = {}
    for one in plan.layout.placed:
        place = getattr(one.slot, "place", None)
        if place is not None and place.file == file:
            starts.setdefault(place.line, one.start)
    at = max((known for known in starts if known <= line), default=None)
    return 0 if at is None else starts[at]


def _was_stopped(loop: PlaybackLoop) -> bool:
    return loop.player.ended.is_set() and not loop.player.finished


def _played(version: Version, file: WatchedFile, folder: Path | None) -> Version | None:
    """Play until a save brings something new, which is returned; None: somebody stopped it."""
    player = player_of(version.session, version.position)
    loop = loop_of(player, version.session.spec.output)
    loop.title, loop.controls = version.session.program.title, available(folder)
    editing = Editing(file, version.session)
    with _watching(editing, loop):
        loop.run()
    if editing.next is None and player.finished:
        loop.screen.say(WAITS)
        while not editing.look(loop):
            time.sleep(LOOK)
    loop.screen.flush()
    return editing.next


@contextlib.contextmanager
def _watching(editing: Editing, loop: PlaybackLoop) -> Iterator[None]:
    """Look at the file meanwhile; what it brings ends the loop."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK):
            if editing.look(loop):
                loop.commands.ask(Command.STOP)
                return

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        ended.set()
        if not _was_stopped(loop):  # a user who stops it need not wait for the voice
            watching.join()


_Stamp: TypeAlias = "tuple[int, int, int] | None"


@dataclass(slots=True)
class WatchedFile:
    """A file whose saves are noticed by looking, on any disk and in any editor."""

    path: Path
    text: str = field(init=False)
    """As it was when it was last taken."""
    _seen: _Stamp = field(init=False)
    _before: _Stamp = field(init=False)

    def __post_init__(self) -> None:
        self._seen = self._before = self._stamp()
        self.text = self._read()

    def saved(self) -> str | None:
        """Return the new text, if there is one and it has not changed since the last look."""
        stamp, before = self._stamp(), self._before
        self._before = stamp
        if stamp is None or stamp != before or stamp == self._seen:
            return None  # gone, or being written, or nothing new
        self._seen = stamp
        text = self._read()
        return text if text != self.text else None

    def _stamp(self) -> _Stamp:
        try:
            status = os.stat(self.path)
        except OSError:  # between two halves of a save
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _read(self) -> str:
        try:
            return self.path.read_text("utf-8-sig", errors="replace")
        except OSError:
            return ""


def changed_line(before: str, after: str) -> int:
    """Return the first line of a text, from 1, that differs from what it was before."""
    old, new = before.splitlines(), after.splitlines()
    for kind, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            return 1 + min(first, max(0, len(new) - 1)) if first < last else max(1, first)
    return 1


_AROUND = frames(0.3)
"""Silence before and after the line."""


def preview(spec: SessionSpec, line: str = SAMPLE) -> str:
    """Speak one line in a session's voice; return the narrator's note about that voice.

    Args:
        spec: has the voice and the output; it needs no script.
        line: what is said.

    Raises:
        VoiceError: there is no such voice, or it does not speak.
        CoachError: a session is playing, or the device does not open.
    """
    session = Session(spec)
    narrator = session.narrator
    said = Line(line)
    length = narrator.measure([said])[said]
    event = SpeechEvent(_AROUND, length, said)
    timeline = Timeline(length + 2 * _AROUND, (event,), (), (), ())
    player = Player(session.mixer_of(timeline), Prompts(session.clips), Transport(timeline))
    device = Device(player, output(spec.output.through or "miniaudio", spec.output.device))
    with exclusive():
        PlaybackLoop(player, device, Screen(plain=True)).run()
    return narrator.note
