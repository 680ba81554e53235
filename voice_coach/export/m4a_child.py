"""The encoder of M4A in a process of its own: the one module that imports PyAV.

    python -m voice_coach.export.m4a_child ABOUT.json COVER.png FILE

reads samples from standard input: 16 bits little-endian, 48 kHz, channels interleaved.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

RATE = 48_000
BLOCK = 1 << 16


def main(about: dict[str, Any], cover: bytes, path: str) -> None:
    """Encode what comes in."""
    options = {"movflags": "+faststart", "brand": "M4A ", "fflags": "+bitexact"}
    options["movie_timescale"] = str(RATE)  # in thousandths, the sound would end too early
    with av.open(path, "w", format="mp4", options=options) as container:
        stream: Any = container.add_stream("aac", rate=RATE)
        stream.layout = "stereo" if about["channels"] == 2 else "mono"
        stream.bit_rate = about["rate"]
        stream.options = {"aac_coder": "fast", "flags": "+bitexact"}
        stream.metadata["language"] = about["language"]
        picture = _picture(container, cover) if cover else None
        container.metadata.update(about["tags"])
        container.set_chapters(_chapters(about["chapters"]))
        if picture:
            container.mux(picture)
        _encode(container, stream, about["channels"])


def _picture(container: Any, cover: bytes) -> Any:
    """Return the packet of the cover, in a stream that is shown while the sound plays."""
    stream = container.add_mux_stream("png", width=_size(cover, 16), height=_size(cover, 20))
    stream.disposition = av.stream.Disposition.attached_pic
    packet = av.Packet(cover)
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    packet.time_base = Fraction(1, 90_000)
    return packet


def _size(png: bytes, at: int) -> int:
    return int.from_bytes(png[at : at + 4], "big")


def _chapters(chapters: list[tuple[int, int, str]]) -> list[Any]:
    return [
        {
            "id": number,
            "start": start,
            "end": end,
            "time_base": Fraction(1, RATE),
            "metadata": {"title": title},
        }
        for number, (start, end, title) in enumerate(chapters)
    ]


def _encode(container: Any, stream: Any, channels: int) -> None:
    at = 0
    while data := sys.stdin.buffer.read(BLOCK * channels * 2):
        samples = np.frombuffer(data, "<i2").astype(np.int16, copy=False).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=stream.layout.name)
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        at += frame.samples
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


if __name__ == "__main__":
    try:
        main(
            json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")),
            Path(sys.argv[2]).read_bytes(),
            sys.argv[3],
        )
    except OSError as fault:  # PyAV's own are of this kind
        sys.exit(f"{fault.strerror or fault}")
