"""Firefox and WebKit as installed on this machine, behind the three things that tests need of them."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

MINI_BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")


class Tab(Protocol):
    """One page in a browser."""

    def go(self, url: str) -> None:
        """Load a page."""

    def evaluate(self, script: str) -> Any:
        """Return what an expression is, as JSON can tell it; promises are waited for."""

    def tap(self, name: str) -> None:
        """Tap the element with an id, as a finger does."""


class FirefoxTab:
    """Firefox by WebDriver BiDi, which it speaks itself: no driver program is needed."""

    def __init__(self, address: str) -> None:
        websocket = pytest.importorskip("websocket", reason="websocket-client not installed")
        self.socket = websocket.create_connection(address, suppress_origin=True, timeout=120)
        self.count = 0
        self.call("session.new", capabilities={})
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **params: Any) -> Any:
        """Send a command; returns its result."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.count:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, url: str) -> None:
        self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, script: str) -> Any:
        expression = f"Promise.resolve({script}).then((found) => JSON.stringify(found ?? null))"
        target = {"context": self.context}
        answer = self.call(
            "script.evaluate", expression=expression, target=target, awaitPromise=True
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def tap(self, name: str) -> None:
        self.call(
            "script.evaluate",
            expression=f"document.getElementById('{name}').click()",
            target={"context": self.context},
            awaitPromise=False,
            userActivation=True,
        )


class WebKitTab:
    """WebKitGTK's small browser by its own driver."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def go(self, url: str) -> None:
        self.driver.get(url)

    def evaluate(self, script: str) -> Any:
        code = "const done = arguments[0];"
        code += f"Promise.resolve({script}).then((found) => done(found ?? null))"
        return self.driver.execute_async_script(code)

    def tap(self, name: str) -> None:
        middle = "{ block: 'center', behavior: 'instant' }"
        self.driver.execute_script(f"document.getElementById('{name}').scrollIntoView({middle})")
        self.driver.find_element("id", name).click()


@contextlib.contextmanager
def firefox(folder: Path) -> Iterator[FirefoxTab]:
    """Yield a Firefox with a new profile in a folder; skips where it is not installed."""
    if shutil.which("firefox-esr") is None:
        pytest.skip("firefox-esr not installed (see CONTRIBUTING.md)")
    profile = folder / "profile"
    profile.mkdir()
    command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(
        [*command, "--remote-debugging-port", "0"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )
    try:
        assert process.stderr
        found = (re.search(r"ws://\S+", line) for line in process.stderr)
        yield FirefoxTab(next(match.group() for match in found if match) + "/session")
    finally:
        process.terminate()
        process.communicate(timeout=120)


@contextlib.contextmanager
def webkit(folder: Path) -> Iterator[WebKitTab]:
    """Yield a WebKitGTK on a screen of its own; skips where it is not installed."""
    needed = ("WebKitWebDriver", "Xvfb")
    if not MINI_BROWSER.exists() or not all(map(shutil.which, needed)):
        pytest.skip("webkit2gtk-driver or xvfb not installed (see CONTRIBUTING.md)")
    pytest.importorskip("selenium", reason="selenium not installed")
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    with _screen() as display:
        options = Options()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        env = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "DISPLAY": display}
        service = Service("/usr/bin/WebKitWebDriver", env=env)
        driver = webdriver.WebKitGTK(options=options, service=service)
        driver.set_script_timeout(120)
        try:
            yield WebKitTab(driver)
        finally:
            driver.quit()


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "800x1000x24"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            yield f":{process.stdout.readline().strip()}"
        finally:
            process.terminate()
