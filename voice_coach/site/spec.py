"""What a site is to hold, and where its files lie."""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from voice_coach.errors import UsageError, printable
from voice_coach.library import catalog
from voice_coach.plan.program import Length
from voice_coach.session.spec import SessionSpec
from voice_coach.session.write import FileSpec

TITLE = "Self-massage"
AUDIO, RENDERINGS, PAGES = "audio", "renderings", "sessions"
"""Folders of a site."""
_URL = re.compile(
    r"(?i:https?)://(?:[a-z0-9](?:[a-z0-9._-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::([0-9]{1,5}))?"
    r"(?:/(?:[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?",
    re.IGNORECASE | re.ASCII,
)
"""An address as RFC 3986 has it, without name, query and fragment."""
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class SiteSpec:
    """A site to be: its sessions, how they are spoken, and what it says of itself."""

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

    def __post_init__(self) -> None:
        for option, words in (("--title", self.title), ("--author", self.author)):
            if any(map(_unreadable, words)):
                reason = "has a character that no page can show; type it anew"
                raise UsageError(f'{option} "{printable(words[:80])}" {reason}.')
        if self.url and checked_url(self.url) != self.url:
            raise UsageError(f'"{self.url}" needs a slash at its end.')
        if self.feed_guid:
            _check_guid(self.feed_guid)


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
    for slug in slugs.values():
        if printable(slug) != slug:
            reason = "has no place in an address; rename the script"
            raise UsageError(f'The name "{printable(slug)}" {reason}.')
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
        UsageError: it is none that browsers and podcast apps could read.
    """
    if re.match(r"\w+:/*[^/?#]*@", url):  # not shown: it has a password in it
        reason = "every page and the feed would show them to everybody"
        raise UsageError(f"Leave name and password out of the address: {reason}.")
    match = _URL.fullmatch(url)
    if not match or int(match[1] or 0) > _LAST_PORT:
        remedy = "give the address of the site's folder, such as https://example.org/sessions/"
        hint = "" if url.isascii() else "; letters such as ä as %C3%A4, or xn-- in a host's name"
        raise UsageError(f'"{printable(url[:200])}": {remedy}{hint}.')
    return url.rstrip("/") + "/"


def _unreadable(character: str) -> bool:
    """Tell whether XML or UTF-8 has no place for a character."""
    nothing = ord(character) & 0xFFFE == 0xFFFE
    return nothing or unicodedata.category(character) in ("Cc", "Cs")


def _check_guid(text: str) -> None:
    try:
        uuid.UUID(text)
    except ValueError:
        remedy = "copy it from <podcast:guid> of the feed that moved"
        raise UsageError(f'--feed-guid "{printable(text[:80])}" is not a UUID; {remedy}.') from None


def audio_folder(folder: Path) -> Path:
    """Return where a site keeps what is heard."""
    return folder / AUDIO


def _label(length: Length | float) -> str:
    return length.value if isinstance(length, Length) else f"{length:g}s"
