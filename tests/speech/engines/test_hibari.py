"""The natural voice: which model speaks, and how a take knows it."""

from pathlib import Path

import pytest
from speech.voices.serving import Server

from voice_coach.speech.engines.hibari import FAMILY
from voice_coach.speech.voices.installed import model_of, write_manifest


def put(data: bytes) -> None:
    """Install the voice vera with a model of such bytes."""
    entry = Server(data).entry(engine="hibari")
    model_of(entry).parent.mkdir(parents=True, exist_ok=True)
    model_of(entry).write_bytes(data)
    write_manifest(entry)


def test_another_model_makes_other_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A take's key holds the hash of its voice's model: another one of the same name is told apart."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    keys = []
    for data in (b"one", b"two"):
        put(data)
        FAMILY.identity.cache_clear()  # type: ignore[attr-defined]
        keys.append(FAMILY.identity("vera"))
    assert len({*keys, FAMILY.identity("heart")}) == 3
    assert FAMILY.knows("vera")
    assert [voice.name for voice in FAMILY.offers()] == ["heart", "vera"]
