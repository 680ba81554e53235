"""A session as M4A or M4B (AAC), by an encoder that is a program of its own: PyAV or ffmpeg.

Its code is under another licence, and it may crash without harm to us: it gets PCM on its standard
input and writes the file.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from voice_coach.atomic import temporary_folder
from voice_coach.errors import ExportError
from voice_coach.export.encoder import feed, ffmpeg, knows, samples_in
from voice_coach.export.recording import Quality, Recording
from voice_coach.units import RATE

NERO = 255
"""Chapters that the older of the two lists holds; the other one holds them all."""
_REMEDY = "install it by `pip install 'voice-coach[m4a]'`, or install ffmpeg"


class M4a:
    """The `Format` M4A, which is M4B as well: an audiobook differs by its name alone."""

    streams = False
    bit_rates: Mapping[Quality, int] = {Quality.LOW: 64, Quality.NORMAL: 96, Quality.HIGH: 160}

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a file."""
        rate = self.bit_rates[recording.quality] * 1000 * recording.channels // 2
        path = Path(os.path.abspath(file.name))
        with temporary_folder() as folder:
            feed(command(recording, rate, path, folder), recording.blocks)
        return []


def command(recording: Recording, rate: int, path: Path, folder: Path) -> list[str]:
    """Return the command that encodes; put what else it has to know into `folder`.

    Raises:
        ExportError: there is no encoder.
    """
    cover = folder / "cover.png"
    cover.write_bytes(recording.cover())
    if importlib.util.find_spec("av"):
        about = {"rate": rate, "channels": recording.channels, "tags": tags(recording)}
        about["language"] = recording.tags.language3
        about["chapters"] = [(c.start, c.end, c.title) for c in recording.chapters]
        (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
        child = [sys.executable, "-W", "ignore", "-m", "voice_coach.export.m4a_child"]
        return [*child, str(folder / "about.json"), str(cover), str(path)]
    program = ffmpeg("aac")
    if program is None:
        raise ExportError(f"M4A needs an encoder: {_REMEDY}.")
    (folder / "about.txt").write_text(ffmetadata(recording), encoding="utf-8")
    exact = ["-movie_timescale", str(RATE)] * knows(program, "mp4", "movie_timescale")
    return [program, *_arguments(recording, rate, folder, cover), *exact, str(path)]


def tags(recording: Recording) -> dict[str, str]:
    """Return the tags by the names that FFmpeg knows."""
    words = recording.tags
    return {
        "title": words.title,
        "artist": words.artist,
        "album": words.album,
        "genre": words.genre,
        "date": words.date,
        "comment": words.comment,
    }


def ffmetadata(recording: Recording) -> str:
    """Return tags and chapters as ffmpeg reads them from a file."""
    lines = [";FFMETADATA1"]
    lines += [f"{name}={_escaped(text)}" for name, text in tags(recording).items()]
    for chapter in recording.chapters:
        lines += ["[CHAPTER]", f"TIMEBASE=1/{RATE}", f"START={chapter.start}", f"END={chapter.end}"]
        lines.append(f"title={_escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join("\\" + letter if letter in "=;#\\\n" else letter for letter in text)


def _arguments(recording: Recording, rate: int, folder: Path, cover: Path) -> list[str]:
    sound = samples_in(recording.channels)
    about = ["-f", "ffmetadata", "-i", str(folder / "about.txt")]
    picture = ["-i", str(cover)] * bool(cover.stat().st_size)
    maps = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
    shown = ["-map", "2:v", "-c:v", "copy", "-disposition:v:0", "attached_pic"] * bool(picture)
    coded = f"-c:a aac -aac_coder fast -b:a {rate}".split()
    coded += ["-metadata:s:a:0", f"language={recording.tags.language3}"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
    packed = [*exact, "-movflags", "+faststart", "-brand", "M4A ", "-f", "mp4", "-y"]
    return [*sound, *about, *picture, *maps, *shown, *coded, *packed]
