"""What a site is to hold, and where its files lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from voice_coach.errors import UsageError, printable
from voice_coach.library import catalog
from voice_coach.plan.program import Length
from voice_coach.session.spec import SessionSpec
from voice_coach.session.write import FileSpec

TITLE = "Self-massage"
AUDIO, RENDERINGS, PAGES = "audio", "renderings", "sessions"
"""Folders of a site."""


@dataclass(frozen=True, slots=True)
class SiteSpec:
    """A site to be: its sessions, how they are told, and what it says of itself."""

    session: SessionSpec
    """Its names are those of the site; none: the whole catalog."""
    lengths: tuple[Length | float, ...] = (Length.STANDARD,)
    """The first one has the session's plain page; the others are offered there."""
    file: FileSpec = FileSpec("mp3", captions="vtt,srt")
    """How much sound is kept."""
    url: str = ""
    """Where it will be read, with a slash at its end; empty: not known, and so no feed."""
    title: str = TITLE
    author: str = "voice-coach"
    unlisted: bool = False
    """Search engines and podcast directories are asked to leave it out."""
    feed_guid: str = ""
    """Of a feed that has moved here; empty: made from the address."""


@dataclass(frozen=True, slots=True)
class Item:
    """One session at one length."""

    slug: str
    length: str
    """As a file name has it: ``standard``, ``750s``."""
    main: bool
    """Has the session's plain page."""
    spec: SessionSpec
    file: FileSpec
    """What kind of file it becomes."""

    @property
    def name(self) -> str:
        """Return what no other of the site is called."""
        return f"{self.slug}.{self.length}"

    @property
    def page(self) -> str:
        """Return the path of its page in the site."""
        return f"{PAGES}/{self.slug if self.main else self.name}.html"


def items_of(site: SiteSpec) -> list[Item]:
    """Return every session at every length.

    Raises:
        UsageError: no such session, or two of one name.
    """
    names = [*dict.fromkeys(site.session.names)] or [*catalog.entries()]
    slugs = {name: catalog.find(name, site.session.variant).stem for name in names}
    items = [
        Item(
            slugs[name],
            _label(length),
            length == site.lengths[0],
            replace(site.session, names=(name,), length=length),
            site.file,
        )
        for name in names
        for length in dict.fromkeys(site.lengths)
    ]
    if len({item.page.casefold() for item in items}) < len(items):
        raise UsageError("Two of these sessions would have one page; rename a script.")
    return items


def checked_url(url: str) -> str:
    """Return the address of a site with a slash at its end.

    Raises:
        UsageError: it is none that a podcast app could read.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.netloc or parts.query or parts.fragment:
        told = "give the address of the site's folder, such as https://example.org/sessions/"
        raise UsageError(f'"{printable(url)}": {told}.')
    return url.rstrip("/") + "/"


def audio_folder(folder: Path) -> Path:
    """Return where a site keeps what is heard."""
    return folder / AUDIO


def _label(length: Length | float) -> str:
    return length.value if isinstance(length, Length) else f"{length:g}s"
