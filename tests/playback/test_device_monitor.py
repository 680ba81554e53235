"""Whether our stream has left its sink, by what the sound server lists."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("pulsectl")

from voice_coach.playback.device_monitor import _moved

OTHERS = SimpleNamespace(sink=1, proplist={"application.process.id": "1"})


class Server:
    """A sound server that lists our streams by their sinks, another list at each look."""

    def __init__(self, *looks: list[int]) -> None:
        self.looks = list(looks)

    def sink_input_list(self) -> list[Any]:
        """Return every stream, that of another program among them."""
        own = {"application.process.id": str(os.getpid())}
        now = self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]
        return [OTHERS, *(SimpleNamespace(sink=sink, proplist=own) for sink in now)]

    def event_mask_set(self, *kinds: str) -> None:
        """Any event will do."""

    def event_callback_set(self, call: Any) -> None:
        """None comes."""

    def event_listen(self, timeout: float) -> None:
        """At once."""


@pytest.mark.parametrize(
    ("looks", "moved"),
    [([[1]], False), ([[2]], True), ([[], [1]], False), ([[], [2]], True), ([[], []], True)],
)
def test_a_stream_that_is_made_anew_has_not_moved(looks: list[list[int]], moved: bool) -> None:
    """After an underrun ALSA makes the stream anew, on the same sink; elsewhere it is a loss."""
    ended = threading.Event()
    ended.set()  # so that nothing waits
    assert _moved(Server(*looks), {1}, ended) is moved
