"""Pictures of a session over time: everything in its place, for a phone, a page, a terminal."""

import re
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

from voice_coach.errors import ExportError
from voice_coach.picture.raster import encode, rasterize
from voice_coach.picture.timeline import WIDTH, is_ours, timeline_strip, timeline_svg
from voice_coach.plan.timeline import (
    ChimeEvent,
    HoldSpan,
    Line,
    Sound,
    SpeechEvent,
    StepMark,
    Timeline,
)
from voice_coach.script.terms import Side

RATE = 48_000
SVG = "{http://www.w3.org/2000/svg}"


def at(seconds: float) -> int:
    """Frames."""
    return round(seconds * RATE)


SESSION = Timeline(
    at(100),
    (SpeechEvent(at(5), at(10), Line("Lie down.")), SpeechEvent(at(50), at(5), Line("Hold."))),
    (ChimeEvent(at(20), at(2), Sound.BEGIN),),
    (
        StepMark(0, "Welcome", ""),
        StepMark(at(20), "Left side: <hold> & rest", "Lower back", Side.LEFT),
        StepMark(at(60), "Right side", "Lower back", Side.RIGHT),
    ),
    (HoldSpan(at(25), at(30), Side.LEFT),),
)


def shapes(svg: str, kind: str) -> list[ElementTree.Element]:
    """Shapes of a kind below the legend."""
    found = ElementTree.fromstring(svg).iter()
    places = [(e, float(e.get("y") or e.get("cy") or 0)) for e in found if e.get("class") == kind]
    return [element for element, y in places if y >= 84]


def spans(svg: str, kind: str) -> list[tuple[float, float]]:
    """Where bars of a kind begin and end, in seconds of the session."""
    height = float(ElementTree.fromstring(svg).get("height", ""))
    down = (height - 100) / 100
    bars = [(float(e.get("y", "")) - 84, float(e.get("height", ""))) for e in shapes(svg, kind)]
    return [(y / down, (y + tall) / down) for y, tall in bars]


def test_everything_stands_at_its_time() -> None:
    """Speech, holds and sides begin and end where the timeline says, to half a second."""
    svg = timeline_svg(SESSION, "Lower back")
    near = pytest.approx
    assert spans(svg, "speech") == [near((5, 15), abs=0.5), near((50, 55), abs=0.5)]
    assert spans(svg, "hold") == [near((25, 55), abs=0.5)]
    assert spans(svg, "left") == [near((20, 60), abs=0.5)]
    assert spans(svg, "right") == [near((60, 100), abs=0.5)]
    assert len(shapes(svg, "chime")) == 1


def test_words() -> None:
    """Title, times and every step are told; a technique where it begins; nothing is markup."""
    words = [
        e.text for e in ElementTree.fromstring(timeline_svg(SESSION, "A & B")).iter(f"{SVG}text")
    ]
    assert words[0] == "A & B, 1:40"
    assert words[-6:] == [
        "0:00",
        "Welcome",
        "0:20",
        "Lower back: Left side: <hold> & rest",
        "1:00",
        "Right side",
    ]
    whole = timeline_svg(SESSION, "A & B")
    assert "1:40 long: 3 steps, 2 cues, 1 holds." in whole


def test_titles_do_not_overlap_or_leave_the_picture() -> None:
    """Steps of a second are drawn apart, and a title of 200 letters is cut."""
    steps = tuple(StepMark(at(n), "x" * 200, "") for n in range(0, 60, 2))
    svg = timeline_svg(Timeline(at(60), (), (), steps, ()), "Fast")
    texts = [e for e in ElementTree.fromstring(svg).iter(f"{SVG}text") if e.text.startswith("xx")]
    heights = [float(e.get("y", "")) for e in texts]
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= 17
    assert {len(e.text or "") for e in texts} == {42}
    assert ElementTree.fromstring(svg).get("width") == str(WIDTH)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG counts it."""

    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_contrast(dark: bool) -> None:
    """By day and by night words stand out by 4.5 to 1 from what is under them, speech by 3 to 1."""
    svg = timeline_svg(SESSION, "x")
    light_style, dark_style = svg.split("@media (prefers-color-scheme:dark)")
    colors = dict(re.findall(r"\.(\w+){fill:(#\w+)}", dark_style if dark else light_style))
    for ground in ("paper", "left", "right"):
        assert contrast(colors["ink"], colors[ground]) >= 4.5
        assert contrast(colors["faint"], colors[ground]) >= 4.5
        assert contrast(colors["speech"], colors[ground]) >= 3


def test_an_empty_session() -> None:
    """A session of nothing is still a picture, and a strip."""
    nothing = Timeline(0, (), (), (), ())
    ElementTree.fromstring(timeline_svg(nothing, ""))
    assert len(timeline_strip(nothing)) == 5


@pytest.mark.parametrize("width", [40, 80, 200])
def test_strip(width: int) -> None:
    """In a terminal each stretch of time has its share of speech and holds, and steps their mark."""
    ruler, speech, hold, chime, step = timeline_strip(SESSION, width)
    assert all(len(line) <= width for line in (ruler, speech, hold, chime, step))
    columns = width - 8

    def column(row: str, seconds: float) -> str:
        return row.ljust(width)[8 + int(columns * seconds / 100)]

    assert (column(speech, 10), column(speech, 30)) == ("█", " ")
    assert (column(hold, 40), column(hold, 80)) == ("█", " ")
    assert column(chime, 20) == "·"
    assert [column(step, second) for second in (0, 20, 60)] == ["|", "l", "r"]


def test_png() -> None:
    """The picture as PNG has twice its size, and letters in it."""
    pytest.importorskip("resvg_py")
    png = rasterize(timeline_svg(SESSION, "Lower back"))
    assert png.startswith(b"\x89PNG")
    assert is_ours(png)
    assert not is_ours(encode(np.zeros((2, 2, 3), np.uint8)))
    assert int.from_bytes(png[16:20], "big") == 2 * WIDTH
    bare = re.sub(r"<text.*?</text>", "", timeline_svg(SESSION, "Lower back"))
    assert len(rasterize(bare)) < 0.8 * len(png)


def test_png_without_what_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can draw a PNG, one line tells what to install."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ExportError, match=r"pip install 'voice-coach\[pictures\]'"):
        rasterize("<svg/>")
