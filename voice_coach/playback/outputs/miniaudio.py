"""Sound through miniaudio: ALSA, PulseAudio, PipeWire, CoreAudio, WASAPI."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import miniaudio

from voice_coach.errors import DeviceError, nearest
from voice_coach.playback.output import Pull
from voice_coach.units import RATE, frames

PERIOD = 80
PERIODS = 2
"""Milliseconds and count. Shorter ones starve under load: a sound server refills by the period."""

NO_DEVICE = (
    "No sound device answers. Connect or switch on a speaker or headphones,"
    " or take the session along: coach export"
)


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
            DeviceError: none opens, or none has that name.
        """
        stream = _pulled(pull)
        next(stream)
        try:
            with _hushed():
                self._open = _opened(self.device)
                self._open.start(stream)
        except miniaudio.MiniaudioError:
            raise DeviceError(NO_DEVICE) from None

    def stop(self) -> None:
        """Close the device; one that no longer answers is left to itself after half a second."""
        if self._open is not None:
            closing = threading.Thread(target=_close, args=(self._open,), daemon=True)
            closing.start()
            closing.join(0.5)
            self._open = None


def open_output(device: str) -> MiniaudioOutput:
    """Return the output for a device by name; empty: the default."""
    return MiniaudioOutput(device)


def devices() -> list[str]:
    """Return the names of the playback devices.

    Raises:
        DeviceError: there is no sound system.
    """
    try:
        with _hushed():
            return [each["name"] for each in miniaudio.Devices(_backends()).get_playbacks()]
    except miniaudio.MiniaudioError:
        raise DeviceError(NO_DEVICE) from None


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
    """Close a device and its connection to the sound server, which miniaudio forgets (1.71)."""
    device.close()
    context, device._context = device._context, None
    if context is not None:
        miniaudio.lib.ma_context_uninit(context)


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Send what C libraries print on standard error to nowhere: ALSA fills pages of it."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _device_id(name: str) -> Any:
    found = miniaudio.Devices(_backends()).get_playbacks()
    exact = [each["id"] for each in found if each["name"] == name]
    part = [each["id"] for each in found if name.lower() in each["name"].lower()]
    if not (exact or part):
        names = [each["name"] for each in found]
        raise DeviceError(
            f'There is no sound device "{name}".{nearest(name, names)} See: coach devices'
        )
    return (exact or part)[0]


def _backends() -> list[Any]:
    """Return all real backends: miniaudio's null device would play to nobody in silence."""
    known = miniaudio.get_enabled_backends()
    return [
        each for each in miniaudio.Backend if each in known and each.name not in ("NULL", "CUSTOM")
    ]


def _pulled(pull: Pull) -> Generator[bytes, int, None]:
    count = yield b""
    while True:
        count = yield pull(count).tobytes()
