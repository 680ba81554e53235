"""What a site says of itself: an address, a title and an author that pages and feeds can hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from rig.command import Coach

from voice_coach.errors import UsageError
from voice_coach.session.spec import SessionSpec
from voice_coach.site.spec import SiteSpec, checked_url

SESSION = SessionSpec(names=())
GOOD = [
    "https://example.org",
    "http://localhost:8000/",
    "http://[::1]:80/a/",
    "HTTPS://example.org/~me/a%20b/",
    "https://xn--bcher-kva.example/b%C3%BC/",
]
BAD = [
    "",
    "example.org",
    "ftp://example.org/",
    "http://[x",
    "http://[x]/",
    "http://a b/",
    "https://example.org/a b/",
    "https://exämple.org/",
    "https://example.org/ä/",
    "https://example.org:99999/",
    "https://example.org:8x/",
    "https://example.org/\n",
    "https://example.org/\x00/",
    "https://example.org/%zz/",
    "https://example.org/?q=1",
    "https://example.org/#a",
    "https://exa\udcffmple.org/",
    'https://example.org/"><script>/',
    "https:///a",
]


@pytest.mark.parametrize("url", GOOD)
def test_good_addresses(url: str) -> None:
    """What RFC 3986 has as an address is taken, with a slash at its end."""
    assert checked_url(url) == url.rstrip("/") + "/"


@pytest.mark.parametrize("url", BAD)
def test_bad_addresses(url: str) -> None:
    """Anything else is refused in one line, with an example."""
    with pytest.raises(UsageError, match="such as https://example") as caught:
        checked_url(url)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "url", ["https://me:secret@example.org/", "http://me:secret@[x", "https:me:secret@x/"]
)
def test_a_password_in_an_address(url: str) -> None:
    """A password is refused, and not repeated."""
    with pytest.raises(UsageError, match="password") as caught:
        checked_url(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\x1bb", "a\ufffeb", "a\udcffb", "a\nb", "a\U0001ffffb"]
)
def test_words_that_no_page_can_show(words: str) -> None:
    """What XML or UTF-8 cannot hold is refused in title and author, from Python too."""
    with pytest.raises(UsageError, match="--title"):
        SiteSpec(SESSION, title=words)
    with pytest.raises(UsageError, match="--author"):
        SiteSpec(SESSION, author=words)
    SiteSpec(SESSION, title="Für alle 日本 🙂‍↔️", author="Zoë")


def test_python_is_checked_as_well() -> None:
    """An address and a feed's id are checked where a site is described, not only on the command line."""
    for url in ("https://me:pw@example.org/", "https://exämple.org/", "https://example.org"):
        with pytest.raises(UsageError):
            SiteSpec(SESSION, url=url)
    with pytest.raises(UsageError, match="not a UUID"):
        SiteSpec(SESSION, feed_guid="a\x00")


def test_nothing_is_made_for_words_that_cannot_be_written(coach: Coach) -> None:
    """An author who is not UTF-8 is one line, before anything is rendered."""
    done = coach("site", "tiny", "-o", "public", "--author", "\udcff")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert not Path(coach.folder, "public").exists()
    for url in ("http://[x", "https://a b/", "https://ä/"):
        done = coach("publish-check", "--url", url)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
