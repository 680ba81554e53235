"""The site in a real browser: it plays, seeks, follows, remembers, and works without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rig.command import Coach
from rig.server import until
from rig.sites import Served, serving

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SMALL = {"viewport": {"width": 320, "height": 568}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
SIZES: dict[str, dict[str, Any]] = {"small": SMALL, "phone": PHONE, "desktop": DESKTOP}
STEADY = (
    "document.readyState === 'complete' && audio.readyState > 0 && $('track').track.cues?.length"
)


class Visit:
    """A page in a browser of its own, and all that it complains of."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.url = page, url
        self.complaints: list[str] = []
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("console", self._note)
        page.on("requestfailed", self._failed)

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # a browser that seeks ends its old request
            self.complaints.append(f"{request.url}: {request.failure}")

    def open(self, path: str, ready: str = "document.readyState === 'complete'") -> Any:
        """Go to a page and wait until it is ready."""
        self.page.goto(self.url + path)
        wait(self.page, ready)
        return self.page

    def session(self, path: str = "sessions/short.html") -> Any:
        """Go to a session's page and wait until it could play."""
        return self.open(path, STEADY)


@pytest.fixture
def visit(browser: Any, served: Served) -> Iterator[Visit]:
    """A phone that has never been here; at the end it must have had nothing to complain of."""
    context = phone(browser)
    found = Visit(context.new_page(), served.url)
    yield found
    context.close()
    assert found.complaints == []


ANSWERED = "try { localStorage.setItem(`screened ${location.origin}/`, new Date().toDateString()); } catch {}"
"""Before each page: nothing of the question was true today."""


def phone(browser: Any) -> Any:
    """A phone whose owner has answered the question before the first session of the day."""
    context = browser.new_context(**PHONE)
    context.add_init_script(ANSWERED)
    return context


def wait(page: Any, true: str) -> None:
    """Wait until something is true on a page; not by Playwright's own way, which the page forbids."""
    until(lambda: bool(page.evaluate(f"Boolean({true})")), 30)


def starts(page: Any) -> list[float]:
    """When the steps of a page begin, in seconds."""
    return [
        float(x)
        for x in page.eval_on_selector_all("[data-start]", "all => all.map(x => x.dataset.start)")
    ]


def test_it_plays_and_the_words_follow(visit: Visit, public: Path) -> None:
    """A tap on the button plays; the words on the page are those that are spoken there."""
    page = visit.session()
    page.click("#play")
    wait(page, "audio.currentTime > 0.2 && $('words').textContent")
    record = json.loads((public / "renderings" / "short.standard.json").read_text())
    spoken = [cue["text"] for step in record["steps"] for cue in step["words"]]
    assert page.inner_text("#words") == spoken[0]
    assert page.inner_text("#play") == "Pause"
    page.click("#play")
    assert page.evaluate("audio.paused") is True


def test_steps(visit: Visit) -> None:
    """A tap on a step plays from there, within 50 ms; next and back go by step, back to its start first."""
    page = visit.session()
    begins = starts(page)
    for step in range(len(begins) - 1, -1, -1):
        page.evaluate("audio.pause()")
        page.evaluate(f"seek({begins[step]})")
        assert abs(page.evaluate("audio.currentTime") - begins[step]) < 0.05
    page.evaluate("steps[2].click()")
    wait(page, "!audio.paused && !audio.seeking")
    page.evaluate("audio.pause()")
    assert page.evaluate("document.querySelector('[aria-current=step]') === steps[2]")
    page.evaluate(f"audio.currentTime = {begins[2] + 3.5}")
    for press, wanted in (("#back", 2), ("#back", 1), ("#next", 2), ("#next", 3)):
        page.click(press)
        assert abs(page.evaluate("audio.currentTime") - begins[wanted]) < 0.05


def test_keys(visit: Visit) -> None:
    """Space plays and pauses, arrows go by step, mirrored where the page is; not while a control has them."""
    page = visit.session()
    begins = starts(page)
    page.keyboard.press("ArrowRight")
    assert abs(page.evaluate("audio.currentTime") - begins[1]) < 0.05
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.keyboard.press("ArrowLeft")
    assert abs(page.evaluate("audio.currentTime") - begins[2]) < 0.05
    page.keyboard.press(" ")
    wait(page, "!audio.paused")
    page.keyboard.press(" ")
    assert page.evaluate("audio.paused")
    page.focus("#sleep")
    page.keyboard.press("ArrowRight")
    assert abs(page.evaluate("audio.currentTime") - begins[2]) < 2


def test_the_place_is_kept(visit: Visit) -> None:
    """After a reload it goes on at the words that were cut off, until it was heard to its end."""
    page = visit.session()
    page.click("#play")
    page.evaluate("seek(starts[2] + 1.5)")
    wait(page, "audio.currentTime > starts[2] + 1.6")
    page.reload()
    wait(page, STEADY)
    page.wait_for_selector("#resumed:not([hidden])")
    assert page.evaluate("audio.currentTime > starts[2] + 1.4")
    words = page.evaluate("cueAt(audio.currentTime)?.startTime ?? audio.currentTime")
    assert abs(page.evaluate("(toggle(), audio.currentTime)") - words) < 0.05
    wait(page, "!audio.paused && !audio.seeking")
    page.click("#again")
    assert page.evaluate("audio.currentTime < 1")
    page.evaluate("seek(length() - 0.4)")
    wait(page, "audio.ended")
    page.reload()
    wait(page, STEADY)
    assert page.evaluate("audio.currentTime") == 0


def test_sleep_timer(visit: Visit) -> None:
    """It stops where the step ends in which the time runs out, and stands still in a pause."""
    page = visit.session()
    page.evaluate("seek(starts[2] - 0.8)")
    page.select_option("#sleep", "0")
    page.click("#play")
    wait(page, "audio.paused && $('say').textContent")
    assert abs(page.evaluate("audio.currentTime - starts[2]")) < 0.05
    assert page.input_value("#sleep") == ""
    page.select_option("#sleep", "5")
    assert page.evaluate("left") == 300
    page.evaluate("seek(starts[1])")
    assert page.evaluate("(sleepy(starts[1] + 0.2), left)") == 300
    page.evaluate("left = 0.1; heard = starts[1]")
    page.evaluate("sleepy(starts[1] + 0.5)")
    assert page.evaluate("stopAt === starts[2]")


def test_lock_screen(visit: Visit) -> None:
    """The lock screen shows the step and the session; its buttons go by step, and none by seconds."""
    page = visit.page
    page.add_init_script(
        "globalThis.handlers = {};"
        "MediaSession.prototype.setActionHandler = (name, how) => { handlers[name] = how; };"
    )
    visit.session()
    page.click("#play")
    wait(page, "audio.currentTime > 0 && handlers.nexttrack")
    page.evaluate("handlers.nexttrack()")
    wait(
        page,
        "navigator.mediaSession.metadata.title === steps[1].querySelector('.name').textContent",
    )
    assert page.evaluate("navigator.mediaSession.metadata.artist") == "Short"
    assert page.evaluate("navigator.mediaSession.metadata.artwork[0].src").startswith(visit.url)
    assert (
        page.evaluate("[handlers.seekto, handlers.seekforward, handlers.seekbackward]")
        == [None] * 3
    )
    page.evaluate("handlers.pause(); handlers.pause()")
    assert page.evaluate("audio.paused")


def test_the_screen_stays_on_only_on_request(visit: Visit) -> None:
    """Nothing asks for the screen before the button does, and the button lets it go again."""
    page = visit.page
    page.add_init_script(
        "globalThis.locks = 0;"
        "navigator.wakeLock.request = async () => { locks++; return { release: async () => { locks--; } }; };"
    )
    visit.session()
    page.click("#play")
    wait(page, "audio.currentTime > 0")
    assert page.evaluate("locks") == 0
    page.click("#awake")
    wait(page, "locks === 1 && $('awake').getAttribute('aria-pressed') === 'true'")
    page.click("#awake")
    wait(page, "locks === 0")


def test_offline(browser: Any, maker: Coach, public: Path) -> None:
    """With the server gone, what was kept plays, seeks and shows its words; ranges are answered with 206."""
    with serving(maker, public) as served:
        context = phone(browser)
        visit = Visit(context.new_page(), served.url)
        page = visit.session()
        wait(page, "navigator.serviceWorker.controller")
        page.click("#keep")
        page.wait_for_selector("#keep[data-state=kept]")
        assert "Kept" in page.inner_text("#say")
        served.stop()
        page = visit.session()
        page.click("[data-start] >> nth=3")
        wait(page, "!audio.paused && audio.currentTime > starts[3] && $('words').textContent")
        answer = page.evaluate(
            """async () => {
                const ask = async (range) => {
                    const answer = await fetch(audio.src, { headers: { Range: range } });
                    const size = (await answer.arrayBuffer()).byteLength;
                    return [answer.status, answer.headers.get("Content-Range"), size];
                };
                return [await ask("bytes=100-199"), await ask("bytes=-50"), await ask("bytes=999999999-")];
            }"""
        )
        size = next((public / "audio").glob("short.standard.*.mp3")).stat().st_size
        assert answer == [
            [206, f"bytes 100-199/{size}", 100],
            [206, f"bytes {size - 50}-{size - 1}/{size}", 50],
            [416, f"bytes */{size}", 0],
        ]
        visit.open("", "document.querySelector('.mark:not([hidden])')")
        assert page.locator(".mark:visible").count() == 1
        page.goto(served.url + "sessions/tiny.html")
        assert "Spoken sessions" in page.inner_text("main")
        visit.session()
        page.click("#keep")
        page.wait_for_selector("#keep[data-state=keep]")
        assert (
            page.evaluate(
                "keptPaths().then((all) => all.filter((each) => each.startsWith('audio/')))"
            )
            == []
        )
        context.close()


def test_a_new_version_of_what_was_kept(
    browser: Any, maker: Coach, copied: Path, tmp_path: Path
) -> None:
    """A kept session stays whole when the site has a newer one, and takes that by one tap."""
    with serving(maker, copied) as served:
        context = phone(browser)
        page = Visit(context.new_page(), served.url).session()
        wait(page, "navigator.serviceWorker.controller")
        page.click("#keep")
        page.wait_for_selector("#keep[data-state=kept]")
        html = (copied / "sessions" / "short.html").read_text()
        old = next((copied / "audio").glob("short.standard.*.mp3")).name.removesuffix(".mp3")
        new = "short.standard.0123456789ab"
        for path in list((copied / "audio").glob(f"{old}.*")):
            path.rename(path.with_name(new + path.suffix))
        (copied / "sessions" / "short.html").write_text(html.replace(old, new))
        page.reload()
        page.wait_for_selector("#keep[data-state=newer]")
        page.click("#keep")
        page.wait_for_selector("#keep[data-state=kept]")
        kept = page.evaluate(
            "keptPaths().then((all) => all.filter((each) => each.startsWith('audio/')))"
        )
        assert {Path(path).stem for path in kept} == {new}
        context.close()


def test_a_full_disk(visit: Visit) -> None:
    """Where there is no room, a line says so, and nothing half is kept."""
    page = visit.session()
    wait(page, "navigator.serviceWorker.controller")
    page.evaluate(
        "void (Cache.prototype.addAll = async () => { throw new DOMException('', 'QuotaExceededError'); })"
    )
    page.click("#keep")
    page.wait_for_selector("#keep[data-state=keep]:enabled")
    assert "no room" in page.inner_text("#say")


NOTHING_STORED = """
const refuse = () => { throw new DOMException("no", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { get: refuse });
Object.defineProperty(navigator, "serviceWorker", { get: refuse });
CacheStorage.prototype.open = () => Promise.reject(new DOMException("no", "SecurityError"));
"""


def test_where_nothing_may_be_stored(visit: Visit) -> None:
    """A browser that keeps nothing plays, searches, and offers no keeping, without an error."""
    visit.page.add_init_script(NOTHING_STORED)
    page = visit.session()
    page.click("#play")
    page.click("#none")
    wait(page, "audio.currentTime > 0.2")
    page.click("#next")
    assert page.evaluate("$('keep').hidden") is True
    page = visit.open("index.html")
    page.fill("#query", "zzzz")
    wait(page, "document.querySelectorAll('[data-page]').length && $('count').textContent")


def test_a_sound_that_is_gone(browser: Any, served: Served) -> None:
    """Without its file a page says so, on arrival or on play; once the file is back it plays."""
    context = phone(browser)
    page = context.new_page()
    gone: list[bool] = [True]
    page.route("**/*.mp3", lambda route: route.abort() if gone[0] else route.continue_())
    page.goto(served.url + "sessions/short.html")
    page.click("#play")
    wait(page, "$('say').textContent === $('say').dataset.failed")
    gone[0] = False
    page.click("#play")
    wait(page, "audio.currentTime > 0.2 && !$('say').textContent")
    context.close()


def test_it_can_be_installed(visit: Visit) -> None:
    """The manifest has what a phone asks for, and its pictures have the sizes it tells."""
    visit.open("")
    manifest = visit.page.evaluate("fetch('app.webmanifest').then((answer) => answer.json())")
    assert {"name", "start_url", "display", "icons", "id", "scope"} <= set(manifest)
    for icon in manifest["icons"]:
        size = visit.page.evaluate(
            """async (src) => {
                const picture = new Image();
                picture.src = src;
                await picture.decode();
                return picture.naturalWidth;
            }""",
            icon["src"],
        )
        assert icon["sizes"] == f"{size}x{size}"


def test_search(visit: Visit) -> None:
    """Words narrow the list; a red flag answers with what to do instead; nothing typed shows all."""
    page = visit.open("")
    found = page.locator(".cards li:visible")
    everything = found.count()
    page.fill("#query", "seconds for tests")
    assert found.count() == 1
    page.fill("#query", "zebra")
    assert (found.count(), page.inner_text("#count")) == (0, "Nothing fits.")
    page.fill("#query", "pregnant")
    assert found.count() == 0
    page.fill("#query", "worst headache")
    assert (found.count(), "emergency" in page.inner_text("#advice")) == (0, True)
    page.fill("#query", "")
    assert (found.count(), page.inner_text("#advice")) == (everything, "")
    page.select_option("#area", "back")
    assert found.count() == everything


@pytest.mark.parametrize("path", ["", "sessions/short.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(browser: Any, served: Served, path: str, scheme: str) -> None:
    """axe-core finds nothing on phone and desktop; nothing runs out of its box, to the right or mirrored."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe not installed")
    for name, size in SIZES.items():
        context = browser.new_context(**size, color_scheme=scheme, reduced_motion="reduce")
        visit = Visit(context.new_page(), served.url)
        page = visit.open(path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for direction in ("ltr", "rtl"):
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            found = axe.Axe().run(page).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], (
                name,
                direction,
            )
            wide = page.evaluate(
                "[...document.querySelectorAll('html, body, body *')]"
                ".filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)"
                ".filter((each) => each.tagName !== 'SELECT')"
                ".map((each) => each.outerHTML.slice(0, 80))"
            )
            assert wide == [], (name, direction)
        targets = page.evaluate(
            "[...document.querySelectorAll('button, select')].filter((each) => each.offsetHeight)"
            ".filter((each) => each.offsetHeight < 44).map((each) => each.outerHTML)"
        )
        assert targets == [], name
        assert visit.complaints == []
        context.close()


def test_without_javascript(browser: Any, served: Served) -> None:
    """Without JavaScript the list is a list, and a session has the browser's own player and all words."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url)
    assert page.locator(".cards li:visible").count() == 2
    assert page.locator("#find").is_hidden()
    page.goto(served.url + "sessions/short.html")
    assert page.locator("audio[controls]").is_visible()
    page.click("text=Read all words")
    assert "Rest both hands." in page.inner_text(".all")
    context.close()


def test_one_question_a_day(browser: Any, served: Served) -> None:
    """Before the first session of the day it asks; a yes says what to do, and only a no is remembered."""
    context = browser.new_context(**PHONE)
    visit = Visit(context.new_page(), served.url)
    page = visit.session()
    page.click("#play")
    page.click("#screening button >> nth=0")
    assert "call your emergency number" in page.inner_text("#instead")
    assert page.evaluate("audio.paused") is True
    page = visit.session()
    page.click("#play")
    page.click("#none")
    wait(page, "audio.currentTime > 0")
    page = visit.session()
    page.click("#play")
    wait(page, "audio.currentTime > 0")
    assert page.evaluate("$('screening').hidden") is True
    context.close()
    assert visit.complaints == []
