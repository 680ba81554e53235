"""The interface of all outputs, and how one is chosen by name."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from voice_coach.errors import DeviceError, UsageError, nearest

if TYPE_CHECKING:
    from voice_coach.sound.files import Pcm

Pull: TypeAlias = "Callable[[int], Pcm]"
"""Returns the next n frames; called from the output's own thread, and must not block."""

MODULES = {
    "miniaudio": "voice_coach.playback.outputs.miniaudio",
    "simpleaudio": "voice_coach.playback.outputs.simpleaudio",
    "silent": "voice_coach.playback.outputs.silent",
}


class Output(Protocol):
    """Something that plays sound."""

    @property
    def latency(self) -> int:
        """Frames between a pull and the moment they are heard, at most."""

    def start(self, pull: Pull) -> None:
        """Begin to pull, in real time.

        Raises:
            DeviceError: there is no such device, or it does not open.
        """

    def stop(self) -> None:
        """Stop pulling immediately; may be called twice."""


def output(name: str, device: str = "") -> Output:
    """Return an output by name, not yet started.

    Raises:
        UsageError: there is no output of that name.
        DeviceError: its package is not installed.
    """
    if name not in MODULES:
        known = ", ".join(MODULES)
        raise UsageError(f'There is no output "{name}" ({known}).{nearest(name, MODULES)}')
    try:
        module = importlib.import_module(MODULES[name])
    except ImportError:
        remedy = f"pip install 'voice-coach[{name}]'"
        raise DeviceError(f"The output {name} is not installed: {remedy}") from None
    chosen: Output = module.open_output(device)
    return chosen
