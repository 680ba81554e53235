"""Takes the pictures of the site from a running `coach serve` of the library.

    python docs/images/screens.py http://localhost:8000/

Needs playwright, Pillow and chromium-headless-shell.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium-headless-shell"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
COLORS = 64
"""Enough for letters on flat grounds, and a third of the bytes."""
PICTURES: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    ("site-list-light", PHONE, "light", ""),
    ("site-list-dark", PHONE, "dark", ""),
    ("site-list-desktop", DESKTOP, "light", ""),
    ("site-player-light", PHONE, "light", "sessions/neck.html"),
    ("site-player-dark", PHONE, "dark", "sessions/neck.html"),
    ("site-player-desktop", DESKTOP, "dark", "sessions/neck.html"),
)


def main(url: str) -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        for name, size, scheme, path in PICTURES:
            page = browser.new_context(
                **size, color_scheme=scheme, reduced_motion="reduce"
            ).new_page()
            page.goto(url + path)
            if path:
                play(page)
            keep(name, page.screenshot())
        browser.close()


def play(page: Any) -> None:
    """Show the player in the middle of a session."""
    while not page.evaluate("audio.readyState && $('track').track.cues?.length"):
        page.wait_for_timeout(50)
    page.evaluate("steps[6].click()")
    while not page.evaluate("!audio.paused && $('words').textContent !== ''"):
        page.wait_for_timeout(50)
    page.evaluate("$('player').scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(200)


def keep(name: str, png: bytes) -> None:
    """Write a picture with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLORS)
    picture.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
