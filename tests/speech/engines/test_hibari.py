"""The natural voice: which model speaks, and how a take knows it."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from msgspec.structs import replace
from speech.voices.serving import Server

from voice_coach.speech.engines.hibari import FAMILY, WORDS
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Utterance
from voice_coach.speech.voices.offers import model_of, write_manifest

pytestmark = pytest.mark.slow


def put(data: bytes, words: float | None = None) -> None:
    """Install the voice vera with a model of such bytes, and how brisk it is."""
    entry = replace(Server(data).offer(engine="hibari"), words=words)
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


def test_a_slow_voice_is_slowed_down_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At one rate, a voice that speaks fewer words at its own speed is slowed down less.

    Its takes are told apart from those before it was measured.
    """
    heart = Path(str(find_spec("hibari").origin)).with_name("assets") / "hibari.onnx"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    said = Utterance(("Let your shoulders sink.",), "vera", FAMILY.rate)
    lengths, keys = [], set()
    for words in (None, WORDS, 0.6 * WORDS):
        put(heart.read_bytes(), words)
        FAMILY.identity.cache_clear()  # type: ignore[attr-defined]
        keys.add(FAMILY.identity("vera"))
        ((_, take),) = Synthesizer(FAMILY).speak([said])
        lengths.append(take.frames)
    assert lengths[0] == lengths[1] > 1.3 * lengths[2]
    assert len(keys) == 2


@pytest.mark.parametrize(
    "number", ["1" * 37, "1" * 70, "-" + "1" * 70, "111," * 22 + "111", "$" + "9" * 40]
)
def test_a_number_without_a_name(number: str) -> None:
    """A number beyond the engine's names of thousands is spoken, digit by digit."""
    utterance = Utterance((f"Count {number}.",), "heart", FAMILY.rate)
    ((_, take),) = Synthesizer(FAMILY).speak([utterance])
    assert take.frames > 0
