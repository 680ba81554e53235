"""The device by miniaudio, where the sound system is slow or silent."""

from __future__ import annotations

import os
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("miniaudio")

from voice_coach.errors import DeviceError
from voice_coach.playback.outputs import miniaudio as module
from voice_coach.sound.files import Pcm


class Late:
    """A device that pulls once, as it starts, when the sound system lets it."""

    def __init__(self) -> None:
        self.let, self.closed = threading.Event(), threading.Event()
        self.pulled: bytes = b""
        self._context = None

    def start(self, stream: Any) -> None:
        """Pull 10 frames."""
        self.let.wait(60)
        self.pulled = stream.send(10)

    def close(self) -> None:
        """Note it."""
        self.closed.set()


def ones(count: int) -> Pcm:
    """Sound."""
    return np.ones((count, 2), np.int16)


def test_a_device_that_comes_too_late_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given up, it takes nothing of the session, and does not stay open."""
    device = Late()
    monkeypatch.setattr(module, "_opened", lambda name: device)
    monkeypatch.setattr(module, "ANSWER", 0.01)
    output = module.MiniaudioOutput()
    with pytest.raises(DeviceError, match="does not answer"):
        output.start(ones)
    device.let.set()
    assert device.closed.wait(60)
    assert device.pulled == bytes(40)
    output.stop()


def test_a_device_that_comes_in_time_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes what the session has, until it is closed."""
    device = Late()
    device.let.set()
    monkeypatch.setattr(module, "_opened", lambda name: device)
    output = module.MiniaudioOutput()
    output.start(ones)
    assert device.pulled == ones(10).tobytes()
    output.stop()
    assert device.closed.is_set()


def test_standard_error_comes_back_when_the_last_one_leaves() -> None:
    """While two sound systems are asked at once it stays hushed, and then is what it was."""
    before = os.fstat(2)
    first, second = ExitStack(), ExitStack()
    first.enter_context(module._hush)
    second.enter_context(module._hush)
    first.close()
    assert os.fstat(2).st_rdev == Path(os.devnull).stat().st_rdev
    second.close()
    after = os.fstat(2)
    assert (after.st_dev, after.st_ino) == (before.st_dev, before.st_ino)
