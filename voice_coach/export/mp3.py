"""A session as MP3: what every phone, car and podcast app plays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from voice_coach.export import id3
from voice_coach.export.encoder import encode
from voice_coach.export.recording import Quality, Recording
from voice_coach.export.splice import Splice, Splicer

_LEAST, _MOST = 32, 320
"""Kilobits a second at libsndfile's levels 1 and 0."""
_LAME_QUALITY = 3
"""Of 0 (best) to 9: what LAME takes by itself, and so libsndfile."""
_MONO_LEAST = 64
"""Below it, LAME finds no room for the frame that tells players of its delay."""


class Mp3:
    """The `Format` MP3, at a constant bit rate: players seek in it without a table."""

    streams = False
    bit_rates: Mapping[Quality, int] = {Quality.LOW: 64, Quality.NORMAL: 96, Quality.HIGH: 160}

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a file."""
        head = id3.tag(recording.tags, recording.chapters, recording.cover())
        rate = self.bit_rates[recording.quality]
        if recording.channels == 1:
            rate = max(_MONO_LEAST, rate // 2)
        faster = ["libmp3lame", "-b:a", f"{rate}k", "-compression_level", str(_LAME_QUALITY)]
        encode(
            recording,
            Splicer(file, lambda first: Splice(0, 0, head)),
            [*faster, "-id3v2_version", "0", "-f", "mp3"],
            format="MP3",
            subtype="MPEG_LAYER_III",
            bitrate_mode="CONSTANT",
            compression_level=(_MOST - rate) / (_MOST - _LEAST),
        )
        return []
