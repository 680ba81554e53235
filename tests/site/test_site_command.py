"""`coach site`: only what changed, parts that make the whole, and nothing of what is not its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from export.faults import Faults
from rig.command import BEEPS, Coach
from rig.sites import URL

from voice_coach.errors import CoachError
from voice_coach.session.record import FileState, Record, write_record
from voice_coach.session.spec import SessionSpec
from voice_coach.site import build
from voice_coach.site.spec import SiteSpec

pytestmark = [pytest.mark.slow, pytest.mark.first]

TINY = (Path(__file__).parents[1] / "data" / "tiny.yaml").read_text()
SITE = SiteSpec(SessionSpec(names=()))
FIXED = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture
def own(coach: Coach) -> Path:
    """The user's own library: `one`, `two` and `three`, of a few seconds each."""
    folder = Path(coach.env["XDG_DATA_HOME"]) / "voice-coach" / "scripts"
    folder.mkdir(parents=True)
    for name in ("one", "two", "three"):
        (folder / f"{name}.yaml").write_text(TINY.replace("Tiny", name.capitalize()))
    return folder


def make(coach: Coach, *more: str, names: tuple[str, ...] = ("one", "two", "three")) -> str:
    """Make a site; returns what was told."""
    done = coach("site", *names, *BEEPS, *more, env=FIXED)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def tree(folder: Path) -> dict[str, int]:
    """Every file, and when it was written, to the nanosecond."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """What was written since."""
    return {path for path in after if before.get(path) != after[path]}


def test_only_what_changed(coach: Coach, own: Path) -> None:
    """A second run writes nothing; a changed script its own sound and pages; the old sound goes."""
    public = coach.folder / "public"
    make(coach, "--url", URL)
    first = tree(public)
    told = make(coach, "--url", URL)
    assert told.count("unchanged") == 3
    assert tree(public) == first
    old = json.loads((public / "renderings" / "two.standard.json").read_text())["files"]
    (own / "two.yaml").write_text(TINY.replace("Tiny", "Two").replace("Open", "Close"))
    make(coach, "--url", URL)
    second = tree(public)
    written = changed(first, second)
    new = json.loads((public / "renderings" / "two.standard.json").read_text())["files"]
    assert new != old
    assert written == {
        *(file["path"] for file in new),
        *("sessions/two.html", "feed.xml", "renderings/two.standard.json", "renderings/site.json"),
    }
    assert {path for path in first if path not in second} == {file["path"] for file in old}


def contents(public: Path) -> dict[str, bytes]:
    """The bytes of every file that is published; records hold times of writing."""
    paths = (path for path in tree(public) if not path.startswith("renderings/"))
    return {path: (public / path).read_bytes() for path in paths}


def test_a_damaged_rendering_is_made_again(coach: Coach, own: Path) -> None:
    """A sound that was cut short, words that are gone, a record that is none: each is made again."""
    public = coach.folder / "public"
    make(coach)
    whole = contents(public)
    next((public / "audio").glob("one.*.mp3")).write_bytes(b"half")
    next((public / "audio").glob("two.*.vtt")).unlink()
    (public / "renderings" / "three.standard.json").write_text("{")
    assert "unchanged" not in make(coach)
    assert contents(public) == whole


def test_sessions_that_are_no_longer_wanted(coach: Coach, own: Path) -> None:
    """What the site no longer has goes; files of somebody else stay."""
    public = coach.folder / "public"
    make(coach, "--url", URL)
    (public / "CNAME").write_text("example.org")
    (public / "sessions" / "mine.html").write_text("mine")
    make(coach, names=("one",))
    left = set(tree(public))
    assert {"CNAME", "sessions/mine.html", "sessions/one.html"} <= left
    assert not [path for path in left if "two" in path or path == "feed.xml"]


def test_a_script_with_an_odd_name(coach: Coach, own: Path) -> None:
    """A name with characters that mean something in an address is quoted in pages and feed."""
    (own / "x #1? 50% ä.yaml").write_text(TINY.replace("Tiny", "Odd"))
    make(coach, "--url", URL, names=("x #1? 50% ä",))
    public = coach.folder / "public"
    feed = (public / "feed.xml").read_text()
    assert "x%20%231%3F%2050%25%20%C3%A4.standard." in feed
    assert not re.search(r'(url|href)="[^"]*[ #ä]', feed.replace("xmlns", ""))
    assert (
        'href="sessions/x%20%231%3F%2050%25%20%C3%A4.html"' in (public / "index.html").read_text()
    )
    assert coach("publish-check", "public").returncode == 0


def test_a_page_that_somebody_changed(coach: Coach, own: Path) -> None:
    """A file of the site that was changed since is neither replaced nor removed."""
    public = coach.folder / "public"
    make(coach)
    (public / "index.html").write_text("mine")
    done = coach("site", "one", *BEEPS)
    assert done.returncode == 2
    assert "index.html: changed since" in done.stderr
    assert (public / "index.html").read_text() == "mine"


def test_a_script_that_is_wrong(coach: Coach, own: Path) -> None:
    """One faulty script is told, the others are rendered, and the pages stay as they were."""
    public = coach.folder / "public"
    make(coach)
    before = tree(public)
    (own / "one.yaml").write_text(TINY.replace("Tiny", "One").replace("Open", "Close"))
    (own / "two.yaml").write_text(TINY + "oops: 1\n")
    done = coach("site", "one", "two", "three", *BEEPS)
    assert done.returncode == 1
    assert "two.standard" in done.stderr
    assert "1 of 3 not rendered" in done.stderr
    assert {
        path
        for path in changed(before, tree(public))
        if not path.startswith(("audio/", "renderings/one"))
    } == set()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--url", "example.org"), "give the address"),
        (("no-such",), "There is no session"),
        (("-o", "taken"), "is a file"),
        ((os.fsdecode(b"b\xff.yaml"),), "has no place in an address"),
    ],
)
def test_what_can_not_be(coach: Coach, args: tuple[str, ...], told: str) -> None:
    """What does not go together is one clear line, and nothing is rendered."""
    (coach.folder / "taken").write_text("")
    (coach.folder / os.fsdecode(b"b\xff.yaml")).write_text(TINY)
    done = coach("site", *args, *([] if "no-such" in args else ["temples"]))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(coach.folder.rglob("*.mp3"))


def test_without_the_extra(coach: Coach, tmp_path: Path) -> None:
    """Without Jinja2 one line tells how to get it, before anything is rendered."""
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "jinja2.py").write_text("raise ImportError")
    done = coach("site", "temples", env={"PYTHONPATH": str(tmp_path / "none")})
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'voice-coach[site]'" in done.stderr
    assert not (coach.folder / "public").exists()


def test_unlisted(coach: Coach, own: Path) -> None:
    """An unlisted site asks search engines and directories to leave it out, everywhere they look."""
    public = coach.folder / "public"
    make(coach, "--url", URL, "--unlisted", names=("one",))
    assert "noindex" in (public / "index.html").read_text()
    assert "noindex" in (public / "sessions" / "one.html").read_text()
    assert "Disallow: /" in (public / "robots.txt").read_text()
    feed = (public / "feed.xml").read_text()
    assert "<itunes:block>Yes" in feed
    assert "<podcast:block>yes" in feed


def test_the_feed_keeps_its_guid(coach: Coach, own: Path) -> None:
    """The guid of the feed outlives a move of the folder to another address."""
    public = coach.folder / "public"
    make(coach, "--url", URL, names=("one",))
    before = (public / "feed.xml").read_text()
    make(coach, "--url", "https://example.com/moved/", names=("one",))
    after = (public / "feed.xml").read_text()
    guid = before.partition("<podcast:guid>")[2].partition("<")[0]
    assert f"<podcast:guid>{guid}</podcast:guid>" in after
    assert "example.org" not in after


def test_less_sound(coach: Coach, own: Path) -> None:
    """With --quality low a sound is smaller, has another name, and takes the place of the larger one."""
    make(coach, names=("one",))
    (before,) = (coach.folder / "public" / "audio").glob("*.mp3")
    size = before.stat().st_size
    make(coach, "--quality", "low", names=("one",))
    (after,) = (coach.folder / "public" / "audio").glob("*.mp3")
    assert after.name != before.name
    assert after.stat().st_size < 0.8 * size


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_its_files_name_who_publishes_it(coach: Coach, own: Path) -> None:
    """The sound of a site carries its author's name, also once it has been copied elsewhere."""
    make(coach, "--author", "Anna Berg", names=("one",))
    (sound,) = (coach.folder / "public").rglob("*.mp3")
    asked = ["ffprobe", "-v", "error", "-show_entries", "format_tags=artist", "-of", "csv=p=0"]
    found = subprocess.run([*asked, sound], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "Anna Berg"


@pytest.mark.parametrize("name", ["index.html", "robots.txt", "audio/song.0123456789ab.mp3"])
def test_a_folder_of_somebody_else(coach: Coach, own: Path, name: str) -> None:
    """A folder with files of others, and no list of ours, is refused by name and stays as it was."""
    public = coach.folder / "public"
    (public / name).parent.mkdir(parents=True)
    (public / name).write_text("mine")
    done = coach("site", "one", *BEEPS)
    assert (done.returncode, done.stdout) == (2, "")
    assert name.split("/")[0] in done.stderr
    assert set(tree(public)) == {name}


def test_a_file_that_appeared_in_the_way(coach: Coach, own: Path) -> None:
    """In a site of ours, a file that we never wrote is neither replaced nor removed."""
    public = coach.folder / "public"
    make(coach, names=("one",))
    (public / "robots.txt").write_text("mine")
    (public / "audio" / "song.0123456789ab.mp3").write_text("mine")
    make(coach, names=("one",))
    done = coach("site", "one", *BEEPS, "--unlisted")
    assert (done.returncode, done.stdout) == (2, "")
    assert "robots.txt: was not written here" in done.stderr
    assert (public / "robots.txt").read_text() == "mine"
    assert (public / "audio" / "song.0123456789ab.mp3").read_text() == "mine"


def test_nothing_is_removed_before_the_pages_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a page cannot be written, the sounds that the old pages point at are still there."""
    monkeypatch.setattr(build, "gather", lambda items, records: [])
    old = tmp_path / "audio" / "old.mp3"
    build.open_folder(SITE, tmp_path, [])
    old.parent.mkdir()
    old.write_text("sound")
    record = Record(key="k", files=(FileState.of(tmp_path, "audio/old.mp3"),))
    write_record(tmp_path / "renderings", "old.standard", record)
    (tmp_path / "sessions").write_text("in the way")
    monkeypatch.setattr(build, "_files", lambda site, pages: {"sessions/x.html": b"new"})
    with pytest.raises(CoachError):
        build.assemble(SITE, tmp_path, [])
    assert old.exists()
    (tmp_path / "sessions").unlink()
    assert build.assemble(SITE, tmp_path, [])[1] == 1
    assert not old.exists()


@pytest.mark.nightly
@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.7, 0.9])
def test_no_space_at_any_moment(coach: Coach, own: Path, tmp_path: Path, share: float) -> None:
    """Wherever the disk gets full: 1, each file old or whole, no half one; the next run ends it."""
    public, faults = coach.folder / "public", Faults(tmp_path / "hook")
    args = ("site", "one", "two", *BEEPS, "--url", URL, "-o", "public", "-j", "1")
    assert coach(*args, env=FIXED).returncode == 0
    old = contents(public)
    shutil.copytree(public, tmp_path / "copy")
    run = (*args, "--bed", "drone")
    assert coach(*run, env={**FIXED, **faults.env("none", 0, "/public")}).returncode == 0
    new, count = contents(public), faults.slots
    shutil.rmtree(public)
    shutil.copytree(tmp_path / "copy", public)
    at = 1 + int(share * count)
    done = coach(*run, env={**FIXED, **faults.env("full", at, "/public")})
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "the disk is full" in done.stderr
    found = contents(public)
    assert all(found.get(name) in (old[name], new.get(name)) for name in old)
    assert not [path for path in public.rglob("*") if path.name.endswith(".part")]
    assert coach(*run, env=FIXED).returncode == 0
    assert contents(public) == new
