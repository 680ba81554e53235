"""What a format is, and what it gets to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO, Protocol

from voice_coach.export.tags import Tags
from voice_coach.plan.timeline import Chapter

if TYPE_CHECKING:
    from voice_coach.sound.files import Pcm


class Quality(str, Enum):
    """How much of the sound a lossy format keeps."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Recording:
    """A session on its way into a file."""

    length: int
    """Frames."""
    blocks: Iterator[Pcm]
    """int16, shape (frames, channels); `length` frames in all."""
    tags: Tags
    chapters: tuple[Chapter, ...] = ()
    cover: Callable[[], bytes] = bytes
    """Draws a square picture, as PNG; empty: none."""
    channels: int = 2
    quality: Quality = Quality.NORMAL


class Format(Protocol):
    """One kind of file."""

    @property
    def streams(self) -> bool:
        """Whether it can go down a pipe: nothing before its end is filled in later."""

    @property
    def bit_rates(self) -> Mapping[Quality, int]:
        """Kilobits a second of a stereo file by quality; empty: it loses nothing."""

    def write(self, recording: Recording, file: BinaryIO) -> list[str]:
        """Write a whole file.

        Args:
            recording: what to write; its blocks are used up.
            file: to write into, from its beginning; with a name and seekable, unless it `streams`.

        Returns:
            What the format has no room for, each as a line for the user.

        Raises:
            CoachError: it cannot be written, or the package that writes it is not installed.
            OSError: as `file` raises it.
        """
