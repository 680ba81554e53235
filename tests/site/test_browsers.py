"""The site in Firefox and WebKit, where they are installed: the same page, other engines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from rig.command import Coach
from rig.engines import Tab, firefox, webkit
from rig.server import until
from rig.sites import serving

pytestmark = pytest.mark.slow

STEADY = "Boolean(document.readyState === 'complete' && audio.readyState && $('track').track.cues?.length)"


def wait(tab: Tab, true: str) -> None:
    """Wait until something is true on the page."""
    until(lambda: bool(tab.evaluate(f"Boolean({true})")))


def seek(tab: Tab, step: int) -> float:
    """Go to a step; returns how far from it the sound is then, in seconds."""
    tab.evaluate(f"void seek(starts[{step}])")
    wait(tab, "!audio.seeking")
    return abs(float(tab.evaluate(f"audio.currentTime - starts[{step}]")))


@pytest.mark.parametrize("engine", [firefox, webkit])
def test_it_plays_and_works_offline(
    engine: Callable[[Path], AbstractContextManager[Tab]],
    maker: Coach,
    public: Path,
    tmp_path: Path,
) -> None:
    """It plays, seeks within 50 ms, shows the words, and goes on after a reload without a network."""
    with engine(tmp_path) as tab, serving(maker, public) as served:
        page = f"{served.url}sessions/short.html"
        tab.go(page)
        wait(tab, STEADY)
        assert seek(tab, 3) < 0.05
        tab.tap("play")
        wait(tab, "!$('screening').hidden")
        tab.tap("none")
        wait(tab, "!audio.paused && audio.currentTime > starts[3] + 0.2 && $('words').textContent")
        tab.evaluate("void audio.pause()")
        wait(tab, "navigator.serviceWorker.controller && $('keep').dataset.state === 'keep'")
        tab.tap("keep")
        wait(tab, "$('keep').dataset.state === 'kept'")
        served.stop()
        tab.go(page)
        wait(tab, STEADY)
        wait(tab, "!$('resumed').hidden && audio.currentTime > starts[3]")
        assert seek(tab, 2) < 0.05
        tab.tap("play")
        wait(tab, "audio.currentTime > starts[2] + 0.2 && $('words').textContent")
        assert (
            tab.evaluate(
                "fetch(audio.src, { headers: { Range: 'bytes=5-9' } }).then((answer) => answer.status)"
            )
            == 206
        )
