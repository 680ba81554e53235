"""Scripts for planner tests: written as text, read by the real reader, laid out by the real planner."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import yaml
from hypothesis import strategies as st

from voice_coach.plan.planner import Plan, plan_session
from voice_coach.plan.program import Length, Narration, Preamble, Program, build_program
from voice_coach.plan.timeline import Line, Measure, Section, Timeline
from voice_coach.script.document import parse
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.language import SCRIPT
from voice_coach.script.model import Technique
from voice_coach.units import frames

HEAD = "coach: 1\ntitle: Test\nsummary: S.\narea: back\nposition: x\n"
QUIET = Narration(preamble=Preamble.SHORT)
CLOSING = "Notice how you feel now."
"""What ends a session without words of its own."""


def technique(steps: str, more: str = "") -> Technique:
    """The technique with these steps (a YAML list) and more keys."""
    report = Report()
    found: Technique | None = SCRIPT.read(
        parse(f"{HEAD}{more}steps:\n{steps}\n", "test.yaml"), report
    )
    assert found, report.problems
    return found


def programmed(*parts: Technique) -> Program:
    """The session of some techniques."""
    return build_program(parts)


def spoken(lines: Iterable[Line]) -> dict[Line, int]:
    """A voice: each text has a length of its own, about half a second a word."""
    return {line: frames(0.2 + 0.4 * len(line.text.split()) + _odd(line)) for line in lines}


def lettered(lines: Iterable[Line]) -> dict[Line, int]:
    """A voice as slow as its letters and digits are many: "12" takes longer than "9"."""
    return {line: frames(0.1 * len(line.text)) for line in lines}


def _odd(line: Line) -> float:
    return zlib.crc32(line.text.encode()) % 997 / 1000


def layout(
    steps: str,
    length: Length | float = Length.STANDARD,
    narration: Narration = QUIET,
    measure: Measure = spoken,
    more: str = "",
) -> Plan:
    """A session of one technique, planned."""
    return plan_session(programmed(technique(steps, more)), narration, length, measure)


def own_words(timeline: Timeline) -> list[str]:
    """What the steps themselves say, in order."""
    edges = [step.start for step in timeline.steps if step.kind is Section.ENDING]
    first = timeline.bed[0]
    return [cue.line.text for cue in timeline.speech if first <= cue.start < edges[0]]


def texts(timeline: Timeline) -> list[str]:
    """What is spoken, in order."""
    return [cue.line.text for cue in timeline.speech]


WORDS = st.sampled_from(["Sit", "well", "and", "let", "your", "shoulders", "sink", "slowly", "now"])
TEXT = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
AGAIN = st.one_of(st.just(""), TEXT)
ROLES = st.sampled_from(["guide", "settle", "load", "exit", "caution", "side", "close"])


def _some(**optional: Any) -> Any:
    return st.fixed_dictionaries({}, optional=optional)


def _joined(first: Any, second: Any) -> Any:
    return st.tuples(first, second).map(lambda both: both[0] | both[1])


TEXTS = TEXT | st.lists(TEXT, min_size=2, max_size=3, unique=True)
SAY = _joined(
    st.fixed_dictionaries({"say": TEXTS}), _some(**{"again": AGAIN, "brief": TEXT, "as": ROLES})
)
READY = st.integers(5, 60).map(
    lambda s: {"ready": {"for": f"{s}s", "least": "5s", "most": f"{s + 9}s"}}
)
WAIT = st.fixed_dictionaries({"wait": st.integers(1, 60).map(lambda s: f"{s}s")})
CHIME = st.fixed_dictionaries({"chime": st.sampled_from(["begin", "change", "end", "tick"])})
BREATHE = st.fixed_dictionaries(
    {"breathe": st.fixed_dictionaries({"in": st.just("4s"), "out": st.just("6s"),
                                       "times": st.integers(1, 3)})}
)  # fmt: skip
AT = st.one_of(
    st.integers(1, 99).map(lambda n: f"{n}%"),
    st.integers(0, 60).map(lambda n: f"{n}s"),
    st.integers(0, 60).map(lambda n: f"-{n}s"),
)
BOUNDS = st.tuples(st.integers(3, 90), st.integers(5, 90), st.integers(5, 90)).map(
    lambda t: (
        dict(zip(("least", "for", "most"), (f"{n}s" for n in sorted(t)), strict=True))
        if sorted(t)[1] >= 5
        else {"for": "5s", "least": "3s", "most": "90s"}
    )
)
HOLD = _joined(
    st.one_of(
        st.fixed_dictionaries({"hold": BOUNDS}),
        _joined(st.fixed_dictionaries({"hold": BOUNDS, "say": TEXT}), _some(again=AGAIN)),
    ),
    _some(
        at=st.dictionaries(AT, SAY | TEXT, max_size=4),
        chime=st.sampled_from(["begin", "change", "none"]),
    ),
)
PACED = _joined(
    HOLD,
    st.tuples(
        st.sampled_from(["strokes", "ticks"]), st.sampled_from(["4/min", "20/min", "97/min"])
    ).map(lambda pair: dict([pair])),
)
SIMPLE = st.one_of(SAY, WAIT, READY, PACED, CHIME, BREATHE, HOLD, HOLD)


def _blocks(cue: Any) -> Any:
    return st.lists(cue, min_size=1, max_size=4)


ROUNDS = st.builds(
    lambda numbers, do: {
        "rounds": dict(zip(("least", "times", "most"), sorted(numbers), strict=True)), "do": do
    },
    st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4)),
    _blocks(SIMPLE),
)  # fmt: skip
SIDES = st.builds(
    lambda do, more: {"sides": ["left", "right"], "do": _framed(do), **more},
    _blocks(SIMPLE | ROUNDS),
    _some(between=_blocks(SIMPLE)),
)


def _framed(do: list[Any]) -> list[Any]:
    first = {"step": "{Side} first", "do": [{"say": "{Side} side."}, *do]}
    return [
        first,
        {"step": "{Side} last", "do": [{"say": "{Other} hand off the {side} one, slowly."}]},
    ]


STEPS = st.lists(SIMPLE | ROUNDS | SIDES, min_size=1, max_size=5).map(
    lambda cues: yaml.safe_dump(cues, sort_keys=False)
)
"""The steps of any script without an error, as YAML."""
