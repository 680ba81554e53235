"""Whatever somebody puts into the fields, files and options: it works, or a CoachError says why not."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import DATA

from voice_coach import settings
from voice_coach.cli.config import _typed, options
from voice_coach.cli.setting import saved_form
from voice_coach.errors import CoachError
from voice_coach.plan.planner import estimate
from voice_coach.plan.program import Ending, Guide, Length, Narration, Preamble
from voice_coach.session.open import Session, open_session
from voice_coach.session.play import start_position
from voice_coach.session.spec import MixSpec, OutputSpec, SessionSpec, VoiceSpec
from voice_coach.session.write import FileSpec, cover_of, form_of, write_session

TINY = str(DATA / "tiny.yaml")
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1, 2**63, 2**64, 10**400, -(2**70)),
    *(0.0, -0.0, math.inf, -math.inf, math.nan, 1e308, 5e-324, 1e-9),
    *("", " ", "a" * 10_000, "\0", "\udcff", "\u202e", "日本語", "...", "<b>&", "1" * 400),
    *("standard", "full", "none", "rain", "/", "..", "~", "-", "\n", "12:30", "99:99", "😀" * 200),
    *(b"x", (), [], {}, ("a",), [1], {1: 2}, object(), float, len),
)
CHANCES = (0.0, 0.03, 0.07, 0.3)
"""Of an odd value in a field: with many of them, only the first would be looked at."""


class Drawn:
    """Draws values: good ones of a field, or now and then an odd one."""

    def __init__(self, seed: int, chance: float = 0.0) -> None:
        self.random, self.chance = Random(seed), chance

    def __call__(self, *good: Any) -> Any:
        """Return one."""
        return self.random.choice(ODD if self.random.random() < self.chance else good)


def session_of(draw: Drawn) -> SessionSpec:
    """A description of a session, or what pretends to be one."""
    narration = Narration(
        guide=draw(*Guide),
        preamble=draw(*Preamble),
        ending=draw(*Ending),
        keys=draw(True, False),
        seed=draw(0, 1, 5),
        greeting=draw("", "Hello Anna."),
        closing=draw("", "Bye."),
    )
    mix = MixSpec(
        bed=draw("none", "rain"),
        bed_volume=draw(0.5, 0, 1),
        lean=draw(True, False),
        tone=draw("", "plain", "soft"),
    )
    output = OutputSpec(
        through=draw("", "silent"), device=draw("", "A"), captions=draw(True, False)
    )
    return SessionSpec(
        names=draw((TINY,), (TINY, TINY)),
        variant=draw(""),
        length=draw(*Length),
        narration=draw(narration),
        voice=draw(VoiceSpec(name=draw("tone"), rate=draw(None, 60, 250))),
        mix=draw(mix),
        output=draw(output),
        volume=draw(100, 1, 50),
        start=draw("", "1", "0:05"),
        orientation=draw(False, True),
        cue=draw(None, 0, 3),
    )


def file_of(draw: Drawn) -> FileSpec:
    """What kind of file, or what pretends to be one."""
    return FileSpec(
        kind=draw("", "wav"),
        quality=draw("normal"),
        mono=draw(True, False),
        captions=draw("", "vtt,srt"),
        clobber=draw(True),
        by=draw("", "Anna"),
        cover=draw(""),
    )


def outcomes(tried: Callable[[Drawn], object], count: int) -> tuple[int, int]:
    """Try `count` draws; return how many work and how many are refused. Anything else fails."""
    works = refused = 0
    for seed in range(count):
        try:
            tried(Drawn(seed, CHANCES[seed % len(CHANCES)]))
            works += 1
        except CoachError:
            refused += 1
    return works, refused


def test_sessions() -> None:
    """1,200 descriptions of sessions: the plan, where it begins, and what a bookmark keeps."""

    def tried(draw: Drawn) -> None:
        session = Session(session_of(draw))
        plan = session.plan_with(estimate)
        start_position(plan.timeline, session.spec.start)
        if session.spec.mix.bed != "rain":
            session.mixer_of(plan.timeline)
        assert SessionSpec.from_json(session.spec.absolute().to_json())

    works, refused = outcomes(tried, 1_200)
    assert works > 400
    assert refused > 300


def test_files(tmp_path: Path) -> None:
    """400 descriptions of files, of which those that can be are written."""
    session = open_session(session_of(Drawn(0)))

    def tried(draw: Drawn) -> None:
        spec = file_of(draw)
        path = tmp_path / "x.wav"
        form_of(path, spec)
        cover_of(spec)
        if draw.random.random() < 0.1:
            write_session(session, path, [], spec)

    works, refused = outcomes(tried, 400)
    assert works > 200
    assert refused > 100


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home without settings."""
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def test_settings(own: None) -> None:
    """400 values for settings: what is saved is read back."""
    known = options()
    texts = [text for text in ODD if isinstance(text, str) and text != "nonsense"]

    def tried(draw: Drawn) -> None:
        key = draw.random.choice([key for key in settings.KEYS if key != "voice"])
        text = draw.random.choice([*texts, "1", "50", "true", "soft", "short", "mp3"])
        saved = saved_form({key: _typed(known[key], text)})
        settings.change(saved)
        assert settings.read()[key] == saved[key]

    works, refused = outcomes(tried, 400)
    assert works > 50
    assert refused > 200
