"""What people write by hand today: a loop over the cues with pyttsx3 and pydub.

    python bench/peer.py SHOWN.json OUT.wav

SHOWN.json is what `coach show NAME --json` prints. Needs `pip install pydub`.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
from pathlib import Path

import espeakng_loader
from pydub import AudioSegment

os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)

import pyttsx3  # noqa: E402 - finds the library that was just loaded


def main(shown: Path, out: Path) -> None:
    """Speak each cue to a file and lay it over silence."""
    session = json.loads(shown.read_text())
    engine = pyttsx3.init()
    engine.setProperty("rate", 116)
    engine.setProperty("voice", "gmw/en-us+f5")
    audio = AudioSegment.silent(session["seconds"] * 1000, frame_rate=48_000).set_channels(2)
    with tempfile.TemporaryDirectory() as folder:
        for step in session["steps"]:
            for number, word in enumerate(step["words"]):
                path = Path(folder, f"{number}.wav")
                engine.save_to_file(word["text"], str(path))
                engine.runAndWait()
                clip = AudioSegment.from_wav(path).set_frame_rate(48_000).set_channels(2)
                audio = audio.overlay(clip, position=word["start"] * 1000)
    audio.export(out, format="wav")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
