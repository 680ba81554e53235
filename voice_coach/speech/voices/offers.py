"""The voices on offer: where their files are, how large they must be, whose they are.

A list of offers may come from anywhere, as `VOICE_COACH_CATALOGUE` can name that of a mirror. So
its names become paths only if they are plain, its addresses are asked only over HTTP, and a file
counts only when its size and its SHA-256 are the ones listed.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from voice_coach import lossless, paths
from voice_coach.atomic import atomic_write, sweep
from voice_coach.errors import CoachError, UnknownVoiceError, nearest, printable, why

_OURS = Path(__file__).with_name("offers.json")
MOST_BYTES = 1 << 30
"""Of all files of a voice together; the largest voices of Piper have a tenth."""

PlainName = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9_.+-]*\Z", max_length=100)]
"""A name that leads into no other folder, on any system."""


class RemoteFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a voice."""

    name: PlainName
    """In the voice's folder."""
    address: Annotated[str, Meta(pattern=r"\Ahttps?://[^\s]+\Z")]
    bytes: Annotated[int, Meta(ge=1, le=MOST_BYTES)]
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class Offer(Struct, frozen=True, forbid_unknown_fields=True):
    """A voice that can be installed."""

    name: PlainName
    engine: str
    """The name of its family; see `speech.engines`."""
    language: str
    """Such as en-GB."""
    kind: str
    """Such as natural."""
    about: str
    """In a few words, such as British, female."""
    licence: str
    """By its SPDX identifier."""
    attribution: str
    rate: int
    """Its sample rate in Hz."""
    files: Annotated[tuple[RemoteFile, ...], Meta(min_length=1)]
    """The model first."""
    words: float | None = None
    """Words a minute at its own speed, as its family counts them; None: nobody has measured it,
    and its family's number is taken."""

    def __post_init__(self) -> None:
        if self.bytes > MOST_BYTES:
            raise ValueError(f"{self.name} has {self.bytes:,} bytes; {MOST_BYTES:,} are allowed")
        if len({MANIFEST, *(file.name.lower() for file in self.files)}) <= len(self.files):
            raise ValueError(f"two files of {self.name} have the same name")

    @property
    def bytes(self) -> int:
        """Of all its files."""
        return sum(file.bytes for file in self.files)

    @property
    def megabytes(self) -> float:
        """The same in units of 10^6 bytes."""
        return self.bytes / 1e6


def offers() -> dict[str, Offer]:
    """Return all voices that can be installed, by name.

    Raises:
        CoachError: the list that `VOICE_COACH_CATALOGUE` names cannot be read.
    """
    path = Path(os.environ.get("VOICE_COACH_CATALOGUE") or _OURS)
    try:
        listed = lossless.load(path, list[Offer])
    except OSError as fault:
        raise CoachError(f"The list of voices {path} cannot be read: {why(fault)}.") from None
    except msgspec.MsgspecError as fault:
        raise CoachError(f"{path} is not a list of voices: {printable(str(fault))}.") from None
    return {offer.name: offer for offer in listed}


def offer_of(name: str) -> Offer:
    """Return the offer of a voice.

    Raises:
        UnknownVoiceError: there is none of that name.
        CoachError: as `offers`.
    """
    known = offers()
    if name not in known:
        hint = nearest(name, known) or f" Available: {', '.join(known)}."
        raise UnknownVoiceError(f'There is no voice "{printable(name)}" to install.{hint}')
    return known[name]


MANIFEST = "manifest.json"


def voices_folder() -> Path:
    """Return where voices are kept."""
    return paths.data() / "voices"


def installed(engine: str = "") -> dict[str, Offer]:
    """Return the voices that are complete, by name; those of one engine, or all."""
    try:
        names = sorted(os.listdir(voices_folder()))
    except OSError:
        return {}
    voices = [offer for name in names if (offer := _manifest(name))]
    return {offer.name: offer for offer in voices if engine in ("", offer.engine)}


def model_of(offer: Offer) -> Path:
    """Return the path of an installed voice's model."""
    return voices_folder() / offer.name / offer.files[0].name


def words_of(name: str, engine: str, default: float) -> float:
    """Return the words a minute of an installed voice at its own speed, where they were measured.

    Reads the manifest of every voice of an engine: not for every sentence.
    """
    offer = installed(engine).get(name)
    return offer.words if offer and offer.words else default


def write_manifest(offer: Offer) -> None:
    """Mark a voice as installed, once its files are complete.

    Raises:
        CoachError: it cannot be written.
    """
    with atomic_write(voices_folder() / offer.name / MANIFEST) as file:
        file.write(msgspec.json.format(msgspec.json.encode(offer)))


def remove(name: str) -> None:
    """Remove an installed voice.

    Raises:
        UnknownVoiceError: it is not installed.
        CoachError: it cannot be removed.
    """
    known = installed()
    if name not in known:
        hint = nearest(name, known)
        raise UnknownVoiceError(f'The voice "{printable(name)}" is not installed.{hint}')
    remove_files(known[name])


def remove_files(offer: Offer) -> None:
    """Remove the files of a voice, and its folder unless there are others in it.

    Raises:
        CoachError: one cannot be removed.
    """
    folder = voices_folder() / offer.name
    try:  # the manifest first: what is left half-way is not a voice any more
        for name in (MANIFEST, *(file.name for file in offer.files)):
            (folder / name).unlink(missing_ok=True)
        sweep(folder, float("inf"))
    except OSError as fault:
        raise CoachError(f"{folder} cannot be removed: {why(fault)}.") from None
    with contextlib.suppress(OSError):  # somebody's own file is there, or another voice
        folder.rmdir()
        folder.parent.rmdir()


def listed_files(name: str) -> set[str]:
    """Return the names of the files in a voice's folder that we wrote, by its manifest of any version."""
    try:
        found = msgspec.json.decode((voices_folder() / name / MANIFEST).read_bytes())
        return {MANIFEST, *(file["name"] for file in found["files"])}
    except (OSError, msgspec.MsgspecError, KeyError, TypeError):
        return set()


def _manifest(name: str) -> Offer | None:
    """Return what a folder holds; None where a file is missing or of another size."""
    folder = voices_folder() / name
    try:
        offer = lossless.load(folder / MANIFEST, Offer)
        complete = all((folder / file.name).stat().st_size == file.bytes for file in offer.files)
    except (OSError, msgspec.MsgspecError):
        return None
    return offer if complete and offer.name == name else None
