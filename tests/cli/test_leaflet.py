"""Every output of the program names everything that a routine and a technique in it warn of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest
from rig.command import BEEPS, Coach
from rig.server import until
from rig.terminal import terminal

pytestmark = pytest.mark.slow

SCRIPT = """\
coach: 1
title: {title}
summary: Made of {name}.
area: back
posture: [sitting]
keywords: [{title}]
needs: [{name} mat]
risks: [{risk}]
cautions: [Never with {name} cold.]
not_for: [{name} fever]
stop_at: [{name} cramp]
"""
ROUTINE = SCRIPT.format(title="Zigzag", name="routine", risk="device") + "play: [inner]\n"
INNER = SCRIPT.format(title="Inner", name="inner", risk="swollen-arm") + "play: [part]\n"
PART = SCRIPT.format(title="Part", name="part", risk="tingling")
PART += "position: sitting\nsteps: [{say: Work.}]\n"
SPOKEN = {
    "Keep well away from any device under your skin.",
    "Leave out an arm with lymphoedema or a fistula.",
    "If an arm or a hand tingles, take your fingers off.",
    *(f"Never with {name} cold." for name in ("routine", "inner", "part")),
}
SHOWN = SPOKEN | {
    f"{name} {word}" for name in ("routine", "inner", "part") for word in ("fever", "cramp")
}


@pytest.fixture
def zigzag(coach: Coach, home: dict[str, str]) -> Coach:
    """The command, with a routine in a routine among the user's own sessions."""
    own = Path(home["XDG_DATA_HOME"], "voice-coach", "scripts")
    own.mkdir(parents=True)
    for name, text in (("zigzag", ROUTINE), ("inner", INNER), ("part", PART)):
        (own / f"{name}.yaml").write_text(text)
    return coach


def missing(text: str, wanted: Iterable[str] = SHOWN) -> list[str]:
    """What is not in a text; where its lines end does not matter."""
    whole = " ".join(unescape(text).split())
    return sorted(one for one in wanted if one not in whole)


@pytest.mark.parametrize("option", [(), ("--all",), ("--json",)])
def test_show(zigzag: Coach, option: tuple[str, ...]) -> None:
    """`coach show` names all of it: on its first page, with --all, and to programs."""
    done = zigzag("show", "zigzag", *option, *BEEPS)
    assert (done.returncode, done.stderr) == (0, "")
    assert missing(done.stdout.partition("\nSteps")[0].partition('"steps"')[0]) == []


def test_list(zigzag: Coach) -> None:
    """`coach list --json` names all of it."""
    (row,) = (
        r for r in json.loads(zigzag("list", "--json").stdout)["sessions"] if r["slug"] == "zigzag"
    )
    assert missing(json.dumps(row)) == []
    assert row["needs"] == ["routine mat", "inner mat", "part mat"]


def test_voice(zigzag: Coach) -> None:
    """The welcome says each risk and each caution; who must not do it is said in general."""
    words = json.loads(zigzag("show", "zigzag", "--json", *BEEPS).stdout)["steps"][0]["words"]
    assert missing(" ".join(word["text"] for word in words), SPOKEN) == []


def test_guided_start(zigzag: Coach) -> None:
    """Somebody who is guided to a session sees all of it before it begins."""
    with terminal(zigzag) as shown:
        shown.answer("Where does it", "zigzag")
        shown.answer("How many minutes", "")
        if "Ready?" not in ready_or_choice(shown.shown):
            shown.answer("Which one?", "1")
        shown.wait_for("Ready?")
        assert missing(shown.shown()) == []
        os.write(shown.ours, b"q\r")
        shown.process.wait(timeout=120)


def ready_or_choice(shown: object) -> str:
    """Wait for one of two questions; return all that is shown."""
    assert callable(shown)
    until(lambda: any(one in shown() for one in ("Ready?", "Which one?")), 120.0)
    return str(shown())


def test_a_file(zigzag: Coach) -> None:
    """The tags of an exported file have all of it, for a player to show."""
    done = zigzag("export", "zigzag", "--output", "x.wav", *BEEPS)
    assert done.returncode == 0, done.stderr
    assert missing((zigzag.folder / "x.wav").read_bytes().decode("utf-8", "ignore")) == []


def test_a_site(zigzag: Coach) -> None:
    """The page of a session has all of it before the player, and so has its episode in the feed."""
    done = zigzag("site", "zigzag", *BEEPS, "--url", "https://example.org/")
    assert (done.returncode, done.stderr) == (0, "")
    public = zigzag.folder / "public"
    page = (public / "sessions" / "zigzag.html").read_text()
    assert missing(page[: page.index('id="player"')]) == []
    assert missing((public / "feed.xml").read_text()) == []
