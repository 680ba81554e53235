"""Whether our stream has left its sink, by what the sound server lists."""

from __future__ import annotations

import gc
import os
import threading
import time
import weakref
from types import SimpleNamespace
from typing import Any

import pytest
from playback.simple import Clock

from voice_coach.playback.device import Device, PulseMonitor, _moved
from voice_coach.playback.output import Pull
from voice_coach.playback.player import Player

pulsectl = pytest.importorskip("pulsectl")

OTHERS = SimpleNamespace(sink=1, proplist={"application.process.id": "1"})


class Server:
    """A sound server that lists our streams by their sinks, and the sinks that there are."""

    def __init__(self, streams: list[int], sinks: list[int]) -> None:
        self.streams, self.sinks = streams, sinks

    def __enter__(self) -> Server:
        """A connection."""
        return self

    def __exit__(self, *fault: object) -> None:
        """The end of it."""

    def connect(self, autospawn: bool) -> None:
        """Slower than whoever does not wait."""
        time.sleep(0.05)

    def sink_input_list(self) -> list[Any]:
        """Return every stream, that of another program among them."""
        own = {"application.process.id": str(os.getpid())}
        return [OTHERS, *(SimpleNamespace(sink=sink, proplist=own) for sink in self.streams)]

    def sink_list(self) -> list[Any]:
        """Return every sink."""
        return [SimpleNamespace(index=sink) for sink in self.sinks]

    def event_mask_set(self, *kinds: str) -> None:
        """Any event will do."""

    def event_callback_set(self, call: Any) -> None:
        """None comes."""

    def event_listen(self, timeout: float) -> None:
        """At once."""


@pytest.mark.parametrize(
    ("streams", "sinks", "moved"),
    [([1], [1, 2], False), ([2], [1, 2], True), ([], [1, 2], False), ([], [2], True)],
)
def test_a_stream_that_is_made_anew_has_not_moved(
    streams: list[int], sinks: list[int], moved: bool
) -> None:
    """After an underrun ALSA makes the stream anew, on the same sink; elsewhere it is a loss."""
    assert _moved(Server(streams, sinks), {1}) is moved


def test_what_goes_once_it_watches_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has begun to watch only when it knows where the stream is, so no loss falls between."""
    server, lost = Server([1], [1, 2]), threading.Event()
    monkeypatch.setattr(pulsectl, "Pulse", lambda name, connect: server)
    monitor = PulseMonitor()
    monitor.start(lost.set)
    server.streams = [2]
    assert lost.wait(60)
    monitor.stop()


def test_ten_minutes_of_sleep_are_no_loss(player: Player, clock: Clock) -> None:
    """A laptop that slept finds its device as it was; one that then asks for nothing is lost."""
    device = Device(player, Circular())
    device.open()
    for _ in range(50):
        clock.now += 0.2
        player.pull(480)
        assert not device.overdue()
    clock.now += 600
    assert not device.overdue()
    found = []
    for _ in range(10):
        clock.now += 0.2
        found.append(device.overdue())
    assert found[0] is False
    assert found[-1] is True


class Circle:
    """What refers to itself: only a search for garbage frees it."""

    def __init__(self) -> None:
        self.self = self


class Circular:
    """An output whose device is such a circle, as those of C libraries are."""

    latency = 0

    def __init__(self) -> None:
        self.opened: list[weakref.ref[Circle]] = []

    def start(self, pull: Pull) -> None:
        """Open it."""
        self.opened.append(weakref.ref(Circle()))

    def stop(self) -> None:
        """Nothing of it is kept."""


def test_what_a_lost_device_leaves_is_freed(player: Player) -> None:
    """Opened again, the device takes no more memory, although garbage is rarely searched for."""
    output = Circular()
    device = Device(player, output)
    gc.disable()
    try:
        device.open()
        assert output.opened[0]() is not None
        done = threading.Event()
        device.reopen(lambda fault: done.set())
        assert done.wait(60)
    finally:
        gc.enable()
    assert [opened() is None for opened in output.opened] == [True, False]
