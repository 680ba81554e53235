"""hibari-tts: the one module that imports it.

A voice is a small network that computes how long each phone lasts and how it sounds; what is said
never depends on what was said before. The same bytes come out each time: one thread,
one seed, and numpy's Fourier transform whether or not scipy is installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voice_coach.provenance import package_version, sha256_of
from voice_coach.speech.engines.engine import UnknownVoice
from voice_coach.speech.engines.family import Family, Voice
from voice_coach.speech.take import Trim
from voice_coach.speech.voices.offers import installed, model_of, words_of

REVISION = 2
"""Raised by whatever changes the sound of a sentence here."""
PACKAGES = ("hibari-tts", "onnxruntime", "numpy")
HEART = "heart"
"""The voice inside the wheel."""
WORDS = 190.0
"""Words a minute at the network's own speed, pauses between sentences counted in."""
SPEEDS = (0.5, 2.0)
"""The range that the network was trained for; rates beyond it are cut to it."""

_GAPS = " ,;:\N{EM DASH}"
"""Phones between words."""
_LINGER = 0.75
"""Of the speed, there: an unhurried speaker parts the words and leaves the vowels as they are.
`SPEEDS` bounds the phones alone."""
_UNSPOKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
"""Control characters end sentences; half a pair has no UTF-8."""
_NAMELESS = re.compile(r"\d(?:,?\d){36,}")
"""Numbers from 10 to the power of 36 on: the engine's names of thousands end there."""
_SPOKEN = re.compile(r"[^\W\d_ˈˌːʰʲ]")
_SPEED, _ONE, _ANY = b"\x0a\x05speed", b"\x0a\x02\x08\x01", b"\x0a\x02\x1a\x00"


class Hibari:
    """The package, ready to speak; each voice is loaded when it is first used.

    Raises:
        ImportError, RuntimeError: it does not start.
    """

    def __init__(self, first: str) -> None:
        with _without("scipy", "scipy.fft"):  # its transform makes other bytes than numpy's
            from hibari import Hibari as Network
            from hibari import dsp
            from hibari.g2p import G2P
        if dsp.FFT_BACKEND != "numpy":
            raise RuntimeError("hibari was loaded with scipy before")
        self._make: Any = Network
        self._sound: Any = dsp.synth
        self._phones_of = cache(lambda british: G2P(british=british))
        self._voices: dict[str, Any] = {}
        self._words: dict[str, float] = {}
        if first in _models():
            self._voice(first).phonemize("Rest.")  # loads the lexicon, half of the way to speech

    def speak(self, text: str, voice: str, rate: int) -> tuple[int, bytearray]:
        """Speak; see `Engine`. There is silence around it, and a faint breath after it.

        What holds no word that can be said is nothing.
        """
        tts = self._voice(voice)
        speed = _speed(rate, self._words[voice])
        parts = [self._spoken(tts, phones, speed) for phones in _phones(tts, text)]
        return tts.sample_rate, bytearray().join(parts)

    def _voice(self, name: str) -> Any:
        if name not in self._voices:
            models = _models()
            if name not in models:
                raise UnknownVoice(name, list(models))
            opened = _opened(models[name])  # given the network itself, it never downloads
            phones = self._phones_of(name in _british())
            self._words[name] = words_of(name, FAMILY.name, WORDS)
            self._voices[name] = self._make(model=opened, threads=1, g2p=phones)
        return self._voices[name]

    def _spoken(self, tts: Any, phones: str, speed: float) -> bytes:
        import numpy as np

        ids = tts.ids(phones)
        speeds = _speeds(ids, speed, {tts.vocab[gap] for gap in _GAPS if gap in tts.vocab})
        given = {"ids": np.array([ids], np.int64), "speed": np.array(speeds, np.float32)}
        frames = (out[0] for out in tts.sess.run(None, given))
        samples = self._sound(*frames, np.random.default_rng(0))
        return bytes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def start(voice: str) -> Hibari:
    """Return the engine, at its quickest in the voice called `voice`.

    Raises:
        ImportError, RuntimeError: it does not start.
    """
    return Hibari(voice)


def _phones(tts: Any, sentence: str) -> list[str]:
    """Return a sentence as strings of phones, several where it is very long."""
    return [part for part in tts.phonemize(_plain(sentence)) if _SPOKEN.search(part)]


def _plain(text: str) -> str:
    """Return text without what the engine takes for its markup: ``[word](/phones/)``.

    A number for which the engine has no name is read digit by digit.
    """
    text = _NAMELESS.sub(lambda number: " ".join(number[0].replace(",", "")), text)
    return _UNSPOKEN.sub(" ", text).replace("[", "(").replace("]", ")")


def _speed(rate: int, words: float = WORDS) -> float:
    """Return a network's speed for a rate, if it speaks `words` a minute at its own speed."""
    least, most = SPEEDS
    return min(max(rate / words, least), most)


def _speeds(ids: Sequence[int], speed: float, gaps: Container[int]) -> list[float]:
    """Return the speed of each phone: those between words are slower, the silence at both ends is not.

    Slowed down, that at the beginning would draw out the first consonant: "Yees off" for "Ease off".
    """
    inner = (speed * _LINGER if each in gaps else speed for each in ids[1:-1])
    return [1.0, *inner, 1.0]


def _opened(path: Path) -> bytes:
    """Return a network that takes a speed for each phone.

    It divides all durations by its input `speed`, declared as one number. Without that declaration,
    two bytes of the file, it takes as many as there are phones; equal ones make the same bytes.
    """
    data = path.read_bytes()
    at = data.rfind(_SPEED)
    size = data.find(_ONE, at, at + 32)
    if at < 0 or size < 0:
        raise RuntimeError(f"{path.name} is not the network we know")
    return data[:size] + _ANY + data[size + len(_ANY) :]


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Let imports of some modules fail."""
    kept = {name: sys.modules.get(name) for name in modules}
    sys.modules |= dict.fromkeys(modules)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in kept.items():
            sys.modules.pop(name)
            sys.modules |= {name: module} if module else {}


def _models() -> dict[str, Path]:
    """Return the networks of all voices that are here, by name."""
    return {HEART: _heart()} | {name: model_of(e) for name, e in installed("hibari").items()}


def _british() -> set[str]:
    """Return the names of the voices that say words as the British do."""
    return {name for name, entry in installed("hibari").items() if entry.language == "en-GB"}


def _heart() -> Path:
    """Return the network that is inside the wheel."""
    spec = find_spec("hibari")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "", "assets", "hibari.onnx")


@cache
def _identity(voice: str) -> str:
    parts = [f"{name} {package_version(name)}" for name in PACKAGES]
    model = sha256_of(_models().get(voice, _heart()))[:16]
    words = words_of(voice, "hibari", WORDS)
    parts += ["words", str(words)] * (words != WORDS)
    return " ".join([*parts, "model", model, "rev", str(REVISION)])


def _fault() -> str:
    """Look for the packages without importing them."""
    missing = [name for name in ("hibari", "onnxruntime") if not find_spec(name)]
    if missing:
        return f"{' and '.join(missing)} not installed"
    return "" if _heart().is_file() else f"{_heart()} is missing"


def _offers() -> list[Voice]:
    more = installed("hibari").values()
    return [
        Voice(HEART, "en-US", "natural", "Apache-2.0", 98.0),
        *(Voice(e.name, e.language, e.kind, e.licence, round(e.megabytes, 1)) for e in more),
    ]


FAMILY = Family(
    name="hibari",
    module=__name__,
    identity=_identity,
    fault=_fault,
    offers=_offers,
    remedy="Reinstall it with: pip install --force-reinstall hibari-tts==0.2.1 onnxruntime",
    rate=115,
    slow=0.86,
    pauses=(0.45, 0.80),
    lexicon=Path(__file__).with_name("hibari-lexicon.txt"),
    trim=Trim(after=-40.0, keep_after=0.060),
    lines_each=12,
)
