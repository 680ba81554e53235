"""Sound through miniaudio: ALSA, PulseAudio, PipeWire, CoreAudio, WASAPI."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import miniaudio
import numpy as np

from voice_coach.errors import DeviceError, nearest, printable
from voice_coach.playback.output import Pull
from voice_coach.sound.files import Pcm
from voice_coach.units import RATE, frames

PERIOD = 80
PERIODS = 2
"""Milliseconds and number. Shorter ones starve under load: a sound server refills one period at a time."""

ANSWER = 4.0
"""Seconds that a device, even a wireless one, may take to open before it is given up."""
NO_ANSWER = (
    "The sound system does not answer. Restart it, or save the session as a file: coach export"
)
NO_DEVICE = (
    "No sound device answers. Connect or switch on a speaker or headphones,"
    " or save the session as a file: coach export"
)


DEFAULT = "(default)"
"""Follows the name of the default device where devices are listed."""

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """A device that can play sound."""

    name: str
    """What it is chosen by: safe to print, and unique."""
    default: bool
    """Sound goes there where none is chosen."""

    def __str__(self) -> str:
        return f"{self.name}  {DEFAULT}" if self.default else self.name


@dataclass(slots=True)
class MiniaudioOutput:
    """One playback device, the default one unless named."""

    device: str = ""
    _open: Any = field(default=None, init=False)

    @property
    def latency(self) -> int:
        """The whole buffer."""
        return frames(PERIOD * PERIODS / 1000)

    def start(self, pull: Pull) -> None:
        """Open the device and begin.

        Raises:
            DeviceError: none opens or answers, or none has that name.
        """
        gate = _Gate(pull)
        try:
            self._open = _answered(partial(_started, self.device, gate.pulled), late=_close)
        except DeviceError:
            gate.shut = True
            raise

    def stop(self) -> None:
        """Close the device; one that does not answer is abandoned after half a second."""
        device, self._open = self._open, None
        if device is not None:
            closing = threading.Thread(target=_close, args=(device,), daemon=True)
            closing.start()
            closing.join(0.5)


def open_output(device: str) -> MiniaudioOutput:
    """Return the output for a device by name; empty: the default."""
    return MiniaudioOutput(device)


def devices() -> list[SoundDevice]:
    """Return the playback devices, each with a unique name.

    Raises:
        DeviceError: there is no sound system, or it does not answer.
    """
    return [device for device, _ in _answered(_listed)]


@dataclass(slots=True)
class _Gate:
    """What a device pulls. Shut, it gives silence: a device that was given up must not consume the session."""

    pull: Pull
    shut: bool = False

    def pulled(self, count: int) -> Pcm:
        """Return the next frames."""
        return np.zeros((count, 2), np.int16) if self.shut else self.pull(count)


def _answered(ask: Callable[[], _Answer], late: Callable[[_Answer], None] | None = None) -> _Answer:
    """Return what the sound system answers, without waiting forever if it hangs.

    Args:
        ask: asks it, on a thread of its own.
        late: takes an answer that comes when nobody waits for it any more.

    Raises:
        DeviceError: there is no answer, in time or at all; as `ask` raises it.
    """
    answer: Future[_Answer] = Future()
    with _hush:
        threading.Thread(target=_ask, args=(ask, answer), daemon=True).start()
        wait([answer], timeout=ANSWER)
    if not answer.done():
        if late:
            answer.add_done_callback(lambda done: done.exception() or late(done.result()))
        raise DeviceError(NO_ANSWER)
    try:
        return answer.result()
    except miniaudio.MiniaudioError:
        raise DeviceError(NO_DEVICE) from None


def _ask(ask: Callable[[], _Answer], answer: Future[_Answer]) -> None:
    try:
        answer.set_result(ask())
    except Exception as fault:  # whatever it is, it is raised where the answer is awaited
        answer.set_exception(fault)


def _started(device: str, pull: Pull) -> Any:
    """Return a device that pulls."""
    stream = _pulled(pull)
    next(stream)
    opened = _opened(device)
    opened.start(stream)
    return opened


def _opened(device: str) -> Any:
    return miniaudio.PlaybackDevice(
        miniaudio.SampleFormat.SIGNED16,
        nchannels=2,
        sample_rate=RATE,
        buffersize_msec=PERIOD,
        callback_periods=PERIODS,
        device_id=_device_id(device) if device else None,
        backends=_backends(),
        app_name="voice-coach",
    )


def _close(device: Any) -> None:
    """Close a device, and its connection to the sound server, which miniaudio leaves open (1.71)."""
    device.close()
    context, device._context = device._context, None
    if context is not None:
        miniaudio.lib.ma_context_uninit(context)


@dataclass(slots=True)
class _Hush:
    """Discards what C libraries print on standard error: ALSA prints pages of it.

    May be entered by several threads at once; the last one to leave restores it.
    """

    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _inside: int = field(default=0, init=False)
    _kept: int = field(default=-1, init=False)

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 2)
                os.close(nowhere)

    def __exit__(self, *fault: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                os.dup2(self._kept, 2)
                os.close(self._kept)


_hush = _Hush()


def _device_id(name: str) -> Any:
    """Return miniaudio's key of a device; a part of its name is enough if it is the only match."""
    listed = _listed()
    wanted = name.removesuffix(DEFAULT).strip().lower()
    names = [device.name for device, _ in listed]
    fitting = [(device, key) for device, key in listed if wanted in device.name.lower()]
    exact = [(device, key) for device, key in fitting if wanted == device.name.lower()]
    if not fitting:
        hint = nearest(name, names)
        raise DeviceError(f'There is no sound device "{printable(name)}".{hint} See: coach devices')
    if not exact and len(fitting) > 1:
        several = ", ".join(device.name for device, _ in fitting)
        raise DeviceError(
            f'"{printable(name)}" could be any of: {several}. Give one of these names.'
        )
    return (exact or fitting)[0][1]


def _listed() -> list[tuple[SoundDevice, Any]]:
    """Return each device with miniaudio's key of it."""
    system = miniaudio.Devices(_backends())
    names: Counter[str] = Counter()
    listed = []
    for each in system.get_playbacks():
        name = printable(each["name"])
        names[name] += 1
        name = name if names[name] == 1 else f"{name} ({names[name]})"
        listed.append((SoundDevice(name, _is_default(system, each["id"])), each["id"]))
    return listed


def _is_default(system: miniaudio.Devices, key: Any) -> bool:
    """Return whether a device is the default; miniaudio's own list leaves that out (1.71)."""
    info = miniaudio.ffi.new("ma_device_info *")
    playback = miniaudio.DeviceType.PLAYBACK.value
    with contextlib.suppress(AttributeError):
        miniaudio.lib.ma_context_get_device_info(system._context, playback, key, info)
        return bool(info.isDefault)
    return False


def _backends() -> list[Any]:
    """Return all real backends: miniaudio's null device would play a whole session to nobody."""
    known = miniaudio.get_enabled_backends()
    return [
        each for each in miniaudio.Backend if each in known and each.name not in ("NULL", "CUSTOM")
    ]


def _pulled(pull: Pull) -> Generator[bytes, int, None]:
    count = yield b""
    while True:
        count = yield pull(count).tobytes()
