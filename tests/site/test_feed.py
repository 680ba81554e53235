"""The feed, read by two readers that podcast programs are made of, and held against the files."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import mutagen.id3
import pytest
from rig.sites import URL

from voice_coach.plan.leaflet import REVIEW, safety_texts
from voice_coach.site.feed import guid_of

pytestmark = pytest.mark.slow

feedparser = pytest.importorskip("feedparser", reason="feedparser not installed")
podcastparser = pytest.importorskip("podcastparser", reason="podcastparser not installed")
SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


@pytest.fixture(scope="module")
def xml(public: Path) -> bytes:
    """The feed as it is served."""
    return (public / "feed.xml").read_bytes()


@pytest.fixture(scope="module")
def items(xml: bytes) -> list[ET.Element]:
    """Its items."""
    return ET.fromstring(xml).findall("channel/item")


def local(public: Path, url: str) -> Path:
    """The file that an address of the feed means."""
    assert url.startswith(URL)
    return public / url.removeprefix(URL)


def test_feedparser_reads_it(public: Path, xml: bytes) -> None:
    """The parser feedparser finds nothing wrong, and each enclosure is a file of that length."""
    found = feedparser.parse(io.BytesIO(xml))
    assert (found.bozo, found.version) == (False, "rss20")
    assert [entry.title for entry in found.entries] == ["Short", "Tiny"]
    for entry in found.entries:
        sound = entry.enclosures[0]
        assert (sound.type, int(sound.length)) == (
            "audio/mpeg",
            local(public, sound.href).stat().st_size,
        )
        assert entry.published_parsed
        assert local(public, entry.link).is_file()


def test_podcastparser_reads_it(public: Path, xml: bytes) -> None:
    """The parser of gPodder sees episodes with length, picture, chapters and guids."""
    found: Any = podcastparser.parse(f"{URL}feed.xml", io.BytesIO(xml))
    assert found["type"] == "serial"
    for episode in found["episodes"]:
        name = episode["guid"].rpartition("/")[2]
        record = json.loads((public / "renderings" / f"{name}.json").read_text())
        assert abs(episode["total_time"] - record["length"] / 1000) <= 1
        assert local(public, episode["episode_art_url"]).is_file()
        told = [(chapter["start"], chapter["title"]) for chapter in episode["chapters"]]
        assert told == [(step["start"] // 1000, step["chapter"]) for step in record["steps"]]


def test_chapters_are_the_same_everywhere(public: Path, items: list[ET.Element]) -> None:
    """JSON, the feed itself and the MP3 tell the same chapters at the same milliseconds."""
    for item in items:
        json_url = item.find("podcast:chapters", SPACES).attrib["url"]
        told = json.loads(local(public, json_url).read_text())
        assert told["version"] == "1.2.0"
        outside = [(round(one["startTime"] * 1000), one["title"]) for one in told["chapters"]]
        inline = [
            (milliseconds(one.attrib["start"]), one.attrib["title"])
            for one in item.findall("psc:chapters/psc:chapter", SPACES)
        ]
        tag = mutagen.id3.ID3(local(public, item.find("enclosure").attrib["url"]))
        frames = sorted(tag.getall("CHAP"), key=lambda frame: frame.start_time)
        inside = [(frame.start_time, str(frame.sub_frames["TIT2"])) for frame in frames]
        assert outside == inline == inside


def milliseconds(clock: str) -> int:
    """``hh:mm:ss.mmm`` in milliseconds."""
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def test_transcripts(public: Path, items: list[ET.Element]) -> None:
    """Each episode has its words as VTT and as SRT, which has to be marked as captions."""
    for item in items:
        kinds = {
            one.attrib["type"]: one.attrib for one in item.findall("podcast:transcript", SPACES)
        }
        assert set(kinds) == {"text/vtt", "application/x-subrip"}
        assert local(public, kinds["text/vtt"]["url"]).read_text().startswith("WEBVTT")
        assert kinds["application/x-subrip"]["rel"] == "captions"


def test_an_episode_tells_all_that_protects(items: list[ET.Element]) -> None:
    """A podcast app shows no page: the description has every caution and every reason to stop."""
    for item in items:
        text = item.findtext("description") or ""
        for general in safety_texts(neck=False):
            assert all(line in text for line in general.lines)
        assert REVIEW in text


def test_guids_stay(items: list[ET.Element], xml: bytes) -> None:
    """An episode's guid tells what it is, not where or how it lies; the feed's comes from its address."""
    guids = [item.find("guid") for item in items]
    assert [guid.text for guid in guids] == [
        "voice-coach/en/short.standard",
        "voice-coach/en/tiny.standard",
    ]
    assert {guid.attrib["isPermaLink"] for guid in guids} == {"false"}
    assert guid_of(f"{URL}feed.xml") in xml.decode()
    # The example of the standard.
    known = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert guid_of("https://podnews.net/rss") == guid_of("http://podnews.net/rss/") == known


def test_the_picture_is_large_enough(public: Path, xml: bytes) -> None:
    """The picture of the feed is square and within what directories take: 1400 to 3000 pixels."""
    image = ET.fromstring(xml).find("channel/itunes:image", SPACES)
    head = local(public, image.attrib["href"]).read_bytes()[:24]
    width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    assert width == height
    assert 1400 <= width <= 3000
