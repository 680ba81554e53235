"""A podcast feed of the sessions: RSS 2.0 with iTunes, Podcasting 2.0 and Podlove's chapters."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from email.utils import formatdate
from urllib.parse import quote

from voice_coach.plan.leaflet import REVIEW
from voice_coach.site.about import Page, in_order
from voice_coach.site.files import FEED_COVER, cover_path
from voice_coach.site.pages import LANGUAGE
from voice_coach.site.spec import SiteSpec
from voice_coach.units import format_timestamp

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_PSC = "http://podlove.org/simple-chapters"
_ATOM = "http://www.w3.org/2005/Atom"
_SPACES = {"itunes": _ITUNES, "podcast": _PODCAST, "psc": _PSC, "atom": _ATOM}
_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace that Podcasting 2.0 makes guids of addresses in."""
_ABOUT = "Spoken self-massage sessions to follow with your eyes closed."


def guid_of(url: str) -> str:
    """Return the guid of the feed at an address, made from it without its scheme."""
    return str(uuid.uuid5(_GUIDS, url.partition("://")[2].rstrip("/")))


def feed(site: SiteSpec, pages: Sequence[Page], guid: str) -> bytes:
    """Return the feed: an item for each session, in the order of the list.

    Args:
        site: with its address.
        pages: those with a plain page are listed.
        guid: of the feed; stays the same when it moves.
    """
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _about_channel(channel, site, guid)
    for number, page in enumerate(in_order([one for one in pages if one.item.main]), 1):
        _item(ET.SubElement(channel, "item"), site, page, number)
    ET.indent(rss, " ")
    whole = '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(rss, "unicode") + "\n"
    return whole.encode()


def _about_channel(channel: ET.Element, site: SiteSpec, guid: str) -> None:
    _add(channel, "title", site.title)
    _add(channel, "link", site.url)
    _add(channel, "language", LANGUAGE)
    _add(channel, "description", _ABOUT)
    _add(channel, "atom:link", rel="self", type="application/rss+xml", href=f"{site.url}feed.xml")
    _add(channel, "itunes:author", site.author)
    _add(channel, "itunes:type", "serial")
    _add(channel, "itunes:explicit", "false")
    _add(channel, "itunes:image", href=site.url + cover_path("body", FEED_COVER))
    health = _add(channel, "itunes:category", text="Health & Fitness")
    _add(health, "itunes:category", text="Alternative Health")
    _add(channel, "podcast:guid", guid)
    _add(channel, "podcast:locked", "no")
    if site.unlisted:
        _add(channel, "itunes:block", "Yes")
        _add(channel, "podcast:block", "yes")


def _item(item: ET.Element, site: SiteSpec, page: Page, number: int) -> None:
    record, url = page.record, site.url
    _add(item, "title", page.title)
    _add(item, "link", url + quote(page.item.page))
    # Of what it is, not of where or how it lies: apps take a new guid for a new episode.
    _add(item, "guid", f"voice-coach/{LANGUAGE}/{page.item.name}", isPermaLink="false")
    _add(item, "pubDate", formatdate(record.published, usegmt=True))
    _add(item, "description", "\n\n".join(_description(page)))
    sound = {
        "url": url + quote(record.path(".mp3")),
        "length": str(record.bytes),
        "type": "audio/mpeg",
    }
    _add(item, "enclosure", **sound)
    _add(item, "itunes:duration", str(round(record.length / 1000)))
    _add(item, "itunes:episode", str(number))
    _add(item, "itunes:explicit", "false")
    _add(item, "itunes:image", href=url + cover_path(page.area, FEED_COVER))
    chapters = {"url": url + quote(record.path(".json")), "type": "application/json+chapters"}
    _add(item, "podcast:chapters", **chapters)
    _add(
        item,
        "podcast:transcript",
        url=url + quote(record.path(".vtt")),
        type="text/vtt",
        language=LANGUAGE,
    )
    subrip = {
        "url": url + quote(record.path(".srt")),
        "type": "application/x-subrip",
        "rel": "captions",
    }
    _add(item, "podcast:transcript", language=LANGUAGE, **subrip)
    inline = _add(item, "psc:chapters", version="1.2")
    for step in record.steps:
        _add(inline, "psc:chapter", start=format_timestamp(step.start), title=step.chapter)


def _description(page: Page) -> Iterator[str]:
    """Yield what it is, and all that protects: an app shows nothing else of the page."""
    leaflet = page.leaflet
    yield leaflet.summary
    yield f"You need: {leaflet.needed}."
    yield from leaflet.cautions
    for text in leaflet.safety:
        yield f"{text.label}: {'; '.join(text.lines)}."
    yield REVIEW


def _add(parent: ET.Element, tag: str, words: str = "", **attributes: str) -> ET.Element:
    space, colon, name = tag.partition(":")
    full = f"{{{_SPACES[space]}}}{name}" if colon else tag
    child = ET.SubElement(parent, full, attributes)
    child.text = words or None
    return child
