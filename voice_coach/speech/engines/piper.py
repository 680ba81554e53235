"""piper-tts: the one module that imports it. Its voices are files: NAME.onnx and NAME.onnx.json.

Both of its noises are off, so that the same words make the same bytes. Its pronunciation is
eSpeak's, and so are the words that it says wrongly.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voice_coach.provenance import package_version, sha256_of
from voice_coach.speech.engines.engine import UnknownVoice
from voice_coach.speech.engines.family import Family, Voice
from voice_coach.speech.voices.offers import installed, model_of, words_of

NAME = "piper"
REVISION = 2
"""Raised by whatever changes the sound of a sentence here."""
PACKAGES = ("piper-tts", "onnxruntime", "numpy")
SUFFIX = ".onnx"
WORDS = 226.0
"""Words a minute at a voice's own speed, as rates are counted: with it, the voice joe (the one that
was measured) speaks 120 at 115, pauses between sentences counted in."""
SLOWEST, FASTEST = 2.5, 0.5
"""How far speech is stretched at most and at least."""

_UNSPOKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_PHONEMES = ("espeak", "text")
"""How a voice may read. Other ways fetch their dictionaries from somewhere while speaking."""


class Piper:
    """The package, ready to speak; each voice is loaded when it is first used.

    Raises:
        ImportError: it is not installed.
    """

    def __init__(self, first: str) -> None:
        from piper import PiperVoice, SynthesisConfig

        self._make: Any = PiperVoice
        self._how: Any = SynthesisConfig
        self._voices: dict[str, Any] = {}
        self._words: dict[str, float] = {}
        self._voice(first)

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytearray]:
        """Speak; see `Engine`. Nothing between brackets is taken for phonemes."""
        loaded = self._voice(voice)
        scale = min(max(self._words[voice] / rate, FASTEST), SLOWEST)
        how = self._how(length_scale=scale, noise_scale=0.0, noise_w_scale=0.0)
        plain = _UNSPOKEN.sub(" ", text).replace("[", "(").replace("]", ")")
        parts = loaded.synthesize(plain, how) if any(map(str.isalnum, plain)) else ()
        pcm = bytearray().join(part.audio_int16_bytes for part in parts)
        return int(loaded.config.sample_rate), pcm

    def _voice(self, voice: str) -> Any:
        if voice not in self._voices:
            self._voices[voice] = _loaded(self._make, _model(voice))
            self._words[voice] = words_of(voice, NAME, WORDS)
        return self._voices[voice]


def start(voice: str) -> Piper:
    """Return the engine, at its quickest in the voice called `voice`.

    Raises:
        ImportError: it is not installed.
        OSError, ValueError, UnknownVoice: the voice cannot be loaded.
    """
    return Piper(voice)


def _loaded(make: Any, model: Path) -> Any:
    """Load a voice for one thread: with more, the same words make other bytes."""
    import json

    import onnxruntime
    from piper.config import PiperConfig

    config = PiperConfig.from_dict(json.loads(_config(model).read_text("utf-8")))
    if config.phoneme_type not in _PHONEMES:
        raise ValueError(f"{model.name} reads by {config.phoneme_type}, not by eSpeak")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    session = onnxruntime.InferenceSession(str(model), options, providers=providers)
    return make(session=session, config=config)


def _model(voice: str) -> Path:
    """Return the model of a voice: an installed one by name, or any by its path."""
    entry = installed(NAME).get(voice)
    if entry:
        return model_of(entry)
    if not voice.endswith(SUFFIX):
        raise UnknownVoice(voice, list(installed(NAME)))
    return Path(voice)


def _config(model: Path) -> Path:
    return model.with_name(model.name + ".json")


@cache
def _identity(voice: str) -> str:
    model = _model(voice)
    files = [_digest(model), _digest(_config(model))]
    parts = [f"{name} {package_version(name)}" for name in PACKAGES]
    words = words_of(voice, NAME, WORDS)
    parts += ["words", str(words)] * (words != WORDS)
    return " ".join([*parts, "model", *files, "rev", str(REVISION)])


def _digest(path: Path) -> str:
    """Return the first 16 digits of a file's SHA-256; what is missing has none."""
    try:
        return sha256_of(path)[:16]
    except OSError:
        return "none"


def _fault() -> str:
    missing = [name for name in ("piper", "onnxruntime") if not find_spec(name)]
    return f"{' and '.join(missing)} not installed" if missing else ""


def _offers() -> list[Voice]:
    voices = installed(NAME).values()
    return [Voice(e.name, e.language, e.kind, e.licence, round(e.megabytes, 1)) for e in voices]


FAMILY = Family(
    name=NAME,
    module=__name__,
    identity=_identity,
    fault=_fault,
    offers=_offers,
    suffix=SUFFIX,
    remedy="It takes pip install 'voice-coach[piper]', and NAME.onnx.json beside NAME.onnx.",
    rate=115,
    slow=0.8,
    lexicon=Path(__file__).with_name("espeak-lexicon.txt"),
    lines_each=8,
)
