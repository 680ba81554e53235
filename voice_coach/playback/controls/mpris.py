"""Headset buttons and media keys on Linux, through MPRIS: the one module that imports dbus-fast.

macOS (MediaPlayer's remote command center) and Windows (system media transport controls) would each
need a control of their own; neither exists.
"""

# The bus reads the annotations below as types: they stay objects, not strings.
import asyncio
import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from dbus_fast import PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusInt64, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from voice_coach.playback.controls.control import CommandQueue, Origin
from voice_coach.playback.status import Status
from voice_coach.playback.transport import Command, State

_NAMES = {
    State.PLAYING.value: "Playing",
    State.BUFFERING.value: "Playing",  # the button then offers a pause
    State.ENDED.value: "Stopped",
}
_MICRO = 1_000_000
_READ = PropertyAccess.READ
_PATIENT = 5.0
"""Seconds."""
_PATH = "/org/mpris/MediaPlayer2"

Metadata: TypeAlias = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
Press: TypeAlias = Callable[[Command], None]


@dataclass
class MediaButtons:
    """Offers a running session to the desktop's media controls."""

    holds_terminal: bool = field(default=False, init=False)
    _loop: asyncio.AbstractEventLoop | None = field(default=None, init=False)
    _commands: CommandQueue | None = field(default=None, init=False)
    _player: "_Player | None" = field(default=None, init=False)
    _shown: str = field(default="", init=False)

    def start(self, commands: CommandQueue) -> None:
        """Offer it, on a thread of its own; without a session bus nothing happens."""
        self._commands, self._loop = commands, asyncio.new_event_loop()
        threading.Thread(target=self._run, args=(commands, self._loop), daemon=True).start()

    def stop(self) -> None:
        """Withdraw it."""
        loop, self._loop, self._commands, self._player = self._loop, None, None, None
        if loop is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(loop.stop)

    def refresh(self) -> None:
        """Notify the desktop when the state or the step has changed; cheap when they have not."""
        if self._player is None or self._commands is None or self._loop is None:
            return
        now = self._commands.status()
        shown = now.state + now.step
        if shown != self._shown:
            self._shown = shown
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._player.changed)

    def _run(self, commands: CommandQueue, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        with contextlib.suppress(Exception):  # no bus, or a broken one: keys still work
            bus = loop.run_until_complete(self._offer(commands))
            loop.run_forever()
            bus.disconnect()

    async def _offer(self, commands: CommandQueue) -> MessageBus:
        bus = await MessageBus().connect()

        def press(command: Command) -> None:
            commands.ask(command, Origin.BUTTON)

        self._player = _Player(press, commands.status)
        bus.export(_PATH, _Root(press))
        bus.export(_PATH, self._player)
        await bus.request_name(f"org.mpris.MediaPlayer2.voice_coach.instance{os.getpid()}")
        return bus


def reachable() -> bool:
    """Return whether a desktop answers that could pass on its media keys."""

    async def connect() -> None:
        (await MessageBus().connect()).disconnect()

    try:
        asyncio.run(asyncio.wait_for(connect(), _PATIENT))
    except Exception:  # whatever it is: none answers
        return False
    return True


class _Root(ServiceInterface):
    """What kind of player it is."""

    def __init__(self, press: Press) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self.press = press

    @dbus_property(access=_READ)
    def Identity(self) -> DBusStr:
        return "voice-coach"

    @dbus_property(access=_READ)
    def CanQuit(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanRaise(self) -> DBusBool:
        return False

    @dbus_property(access=_READ)
    def HasTrackList(self) -> DBusBool:
        return False

    @dbus_method()
    def Quit(self) -> None:
        self.press(Command.STOP)


class _Player(ServiceInterface):
    """What it plays, and what can be asked of it."""

    def __init__(self, press: Press, status: Callable[[], Status]) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self.press = press
        self.status = status

    def changed(self) -> None:
        self.emit_properties_changed(
            {"PlaybackStatus": self._state(), "Metadata": self._metadata()}
        )

    def _state(self) -> str:
        return _NAMES.get(self.status().state, "Paused")

    def _metadata(self) -> dict[str, Variant]:
        now = self.status()
        return {
            "mpris:trackid": Variant("o", f"/voice_coach/step{now.number}"),
            "mpris:length": Variant("x", round((now.seconds + now.remaining) * _MICRO)),
            "xesam:title": Variant("s", now.step),
            "xesam:album": Variant("s", now.title),
        }

    @dbus_method()
    def Play(self) -> None:
        self.press(Command.RESUME)

    @dbus_method()
    def Pause(self) -> None:
        self.press(Command.PAUSE)

    @dbus_method()
    def PlayPause(self) -> None:
        self.press(Command.TOGGLE)

    @dbus_method()
    def Next(self) -> None:
        self.press(Command.NEXT)

    @dbus_method()
    def Previous(self) -> None:
        self.press(Command.BACK)

    @dbus_method()
    def Stop(self) -> None:
        self.press(Command.STOP)

    @dbus_property(access=_READ)
    def PlaybackStatus(self) -> DBusStr:
        return self._state()

    @dbus_property(access=_READ)
    def Metadata(self) -> Metadata:
        return self._metadata()

    @dbus_property(access=_READ)
    def Position(self) -> DBusInt64:
        return round(self.status().seconds * _MICRO)

    @dbus_property(access=_READ)
    def CanPlay(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanPause(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanGoNext(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanGoPrevious(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanSeek(self) -> DBusBool:
        return False

    @dbus_property(access=_READ)
    def CanControl(self) -> DBusBool:
        return True
