"""The JSON Schema for editors says what the reader says."""

import json
import re
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
import yaml

from voice_coach.errors import ScriptError
from voice_coach.resources import folder
from voice_coach.script.document import parse
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.language import SCRIPT
from voice_coach.script.schema import FILE, schema
from voice_coach.script.starter import starter

VALIDATOR = jsonschema.Draft202012Validator(schema())
HEAD = "coach: 1\ntitle: T\nsummary: S.\narea: neck\nposition: x\n"
SAY = "steps: [{say: x}]\n"
ROUTINE = "coach: 1\ntitle: T\nsummary: S.\narea: body\nplay: [jaw]\n"
GOOD = {
    "smallest": HEAD + SAY,
    "routine": "coach: 1\ntitle: T\nsummary: S.\narea: body\nplay: [jaw, brow]\n",
    "number as a title": HEAD.replace("title: T", "title: 7") + SAY,
    "truth as a title": HEAD.replace("title: T", "title: on") + SAY,
    "quoted null": HEAD.replace("title: T", "title: 'null'") + SAY,
    "silent later": HEAD + "steps: [{say: x, again: ''}]\n",
    "hold": HEAD + "steps: [{hold: 45s}]\n",
    "hold with bounds": HEAD + "steps: [{hold: {for: 45s, least: 20s, most: 1m30s}}]\n",
    "reminders": HEAD + "steps: [{hold: 45s, at: {15s: a, 50%: b, -10s: {say: c, as: exit}}}]\n",
    "no reminders": HEAD + "steps: [{hold: 45s, at: {}}]\n",
    "strokes": HEAD + "steps: [{hold: 45s, strokes: 12.5/min, chime: none}]\n",
    "breath": HEAD + "steps: [{breathe: {in: 4s, out: 6s, times: 2}}]\n",
    "sides": HEAD + "steps: [{sides: [right, left], do: [{say: x}], between: [{wait: 5s}]}]\n",
    "rounds": HEAD + "steps: [{rounds: 3, do: [{chime: tick}]}]\n",
    "rounds with bounds": HEAD + "steps: [{rounds: {times: 3, least: 0}, do: [{say: x}]}]\n",
    "rounds for long sessions": HEAD + "steps: [{rounds: {times: 0}, do: [{say: x}]}]\n",
    "postures": HEAD + "posture: [lying, prone]\n" + SAY,
    "step on arriving": HEAD + "steps: [{step: A, only: arriving, do: [{say: x}]}]\n",
    "lengths": HEAD + "lengths: {short: 5m, long: 1h}\n" + SAY,
    "no lengths": HEAD + "lengths: {}\n" + SAY,
    "empty lists": HEAD + "needs: []\nkeywords: []\n" + SAY,
    "times to get ready": HEAD
    + "steps: [{ready: 30s}, {ready: {for: 30s, least: 20s, most: 1m}}]\n",
    "wordings": HEAD + "steps: [{say: [a, b], again: [c, d, e], brief: f}]\n",
    "wordings of a reminder": HEAD + "steps: [{hold: 40s, ticks: 12/min, at: {50%: [a, b]}}]\n",
    "step played alone": HEAD + "steps: [{step: A, only: single, do: [{say: x}]}]\n",
    "language": HEAD + "language: en\n" + SAY,
    "risks and safety": HEAD + "risks: [stroke, flat]\nsafety: short\n" + SAY,
    "a variant": HEAD + "variant_of: jaw\nwith: one hand\n" + SAY,
    "a routine whole": ROUTINE + "intro: a\nclosing: [b, c]\nposture: [asleep]\nneeds: [d]\n"
    "opening: [{say: x}]\nending: [{hold: 30s}]\n",
    "everything shown": HEAD + "pressure: {aim: 0, max: 10}\nnot_for: [a]\nstop_at: [b]\n" + SAY,
}
BAD = {
    "nothing": "{}\n",
    "no steps": HEAD,
    "both": HEAD + "play: [jaw]\n" + SAY,
    "no title": HEAD.replace("title: T\n", "") + SAY,
    "empty title": HEAD.replace("title: T", "title: ''") + SAY,
    "null title": HEAD.replace("title: T", "title:") + SAY,
    "long title": HEAD.replace("title: T", "title: " + "x" * 81) + SAY,
    "list as a title": HEAD.replace("title: T", "title: [T]") + SAY,
    "unknown key": HEAD + "colour: red\n" + SAY,
    "unknown area": HEAD.replace("neck", "knee") + SAY,
    "other version": HEAD.replace("coach: 1", "coach: 2") + SAY,
    "word as a version": HEAD.replace("coach: 1", "coach: one") + SAY,
    "steps as a mapping": HEAD + "steps: {say: x}\n",
    "no cues": HEAD + "steps: []\n",
    "word as a cue": HEAD + "steps: [x]\n",
    "unknown cue": HEAD + "steps: [{sing: x}]\n",
    "two cues in one": HEAD + "steps: [{say: x, wait: 5s}]\n",
    "unknown role": HEAD + "steps: [{say: x, as: song}]\n",
    "null again": HEAD + "steps: [{say: x, again: }]\n",
    "long words": HEAD + f"steps: [{{say: {'x' * 401}}}]\n",
    "wait without unit": HEAD + "steps: [{wait: 5}]\n",
    "wait as a clock": HEAD + "steps: [{wait: '1:30'}]\n",
    "negative wait": HEAD + "steps: [{wait: -5s}]\n",
    "wait in words": HEAD + "steps: [{wait: a while}]\n",
    "not a number": HEAD + "steps: [{wait: .nan}]\n",
    "endless": HEAD + "steps: [{wait: .inf}]\n",
    "huge": HEAD + "steps: [{wait: 1e999}]\n",
    "many digits": HEAD + f"steps: [{{wait: {'9' * 5000}s}}]\n",
    "hold as a list": HEAD + "steps: [{hold: [45s]}]\n",
    "hold without for": HEAD + "steps: [{hold: {least: 20s}}]\n",
    "strokes without unit": HEAD + "steps: [{hold: 45s, strokes: 12}]\n",
    "reminder in words": HEAD + "steps: [{hold: 45s, at: {soon: x}}]\n",
    "reminder at 0%": HEAD + "steps: [{hold: 45s, at: {0%: x}}]\n",
    "reminder at 100%": HEAD + "steps: [{hold: 45s, at: {100%: x}}]\n",
    "reminders as a list": HEAD + "steps: [{hold: 45s, at: [x]}]\n",
    "breath without out": HEAD + "steps: [{breathe: {in: 4s}}]\n",
    "no breaths": HEAD + "steps: [{breathe: {in: 4s, out: 6s, times: 0}}]\n",
    "one side": HEAD + "steps: [{sides: [left], do: [{say: x}]}]\n",
    "left twice": HEAD + "steps: [{sides: [left, left], do: [{say: x}]}]\n",
    "middle": HEAD + "steps: [{sides: [left, middle], do: [{say: x}]}]\n",
    "sides of nothing": HEAD + "steps: [{sides: [left, right]}]\n",
    "no rounds": HEAD + "steps: [{rounds: 0, do: [{say: x}]}]\n",
    "half a round": HEAD + "steps: [{rounds: 1.5, do: [{say: x}]}]\n",
    "unknown posture": HEAD + "posture: [kneeling]\n" + SAY,
    "posture twice": HEAD + "posture: [lying, lying]\n" + SAY,
    "only sometimes": HEAD + "steps: [{step: A, only: sometimes, do: [{say: x}]}]\n",
    "chime none": HEAD + "steps: [{chime: none}]\n",
    "own chime for none": HEAD + "chimes: {none: a.wav}\n" + SAY,
    "pressure over ten": HEAD + "pressure: {aim: 3, max: 11}\n" + SAY,
    "pressure without aim": HEAD + "pressure: {max: 3}\n" + SAY,
    "text as a list": HEAD + "needs: ball\n" + SAY,
    "nothing to play": "coach: 1\ntitle: T\nsummary: S.\narea: body\nplay: []\n",
    "pressure of a routine": ROUTINE + "pressure: {aim: 1, max: 2}\n",
    "ready without unit": HEAD + "steps: [{ready: 30}]\n",
    "four wordings": HEAD + "steps: [{say: [a, b, c, d]}]\n",
    "one wording in a list": HEAD + "steps: [{say: [a]}]\n",
    "the same wording twice": HEAD + "steps: [{say: [a, a]}]\n",
    "unknown risk": HEAD + "risks: [boredom]\n" + SAY,
    "a language that the coach does not speak": HEAD + "language: es\n" + SAY,
    "unknown safety": HEAD + "safety: none\n" + SAY,
    "brief as null": HEAD + "steps: [{say: x, brief: }]\n",
}  # fmt: skip
READER_ALONE = {
    "a string's bounds in seconds": HEAD + "steps: [{hold: 91s}]\n",
    "a short wait": HEAD + "steps: [{wait: 0.1s}]\n",
    "strokes out of bounds": HEAD + "steps: [{hold: 45s, strokes: 1/min}]\n",
    "least over for": HEAD + "steps: [{hold: {for: 20s, least: 30s}}]\n",
    "least over times": HEAD + "steps: [{rounds: {times: 1, least: 2}, do: [{say: x}]}]\n",
    "aim over max": HEAD + "pressure: {aim: 5, max: 3}\n" + SAY,
    "lengths that fall": HEAD + "lengths: {short: 9m, long: 5m}\n" + SAY,
    "unknown placeholder": HEAD + "steps: [{say: '{sied} x'}]\n",
    "placeholder out of place": HEAD + "steps: [{say: '{side} x'}]\n",
    "nothing to speak": HEAD + "steps: [{say: '...'}]\n",
    "blank text": HEAD.replace("title: T", "title: ' '") + SAY,
    "hidden character": HEAD + 'steps: [{say: "a\\u202eb"}]\n',
    "again without say": HEAD + "steps: [{hold: 45s, again: x}]\n",
    "step in a step": HEAD + "steps: [{step: A, do: [{step: B, do: [{say: x}]}]}]\n",
    "sides in sides": HEAD + "steps: [{sides: [left, right], do: "
    "[{sides: [left, right], do: [{say: x}]}]}]\n",
    "path to play": "coach: 1\ntitle: T\nsummary: S.\narea: body\nplay: [../jaw]\n",
    "sound that does not exist": HEAD + "chimes: {begin: none.wav}\n" + SAY,
}
"""Rules about what a text means, two keys together, or other files: no schema has words for them."""


class _Loader(yaml.SafeLoader):
    """As editors read YAML: dates and times of day are text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, how) for tag, how in found if not tag.endswith(("timestamp", "int"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789")
)


def loaded(text: str) -> Any:
    """The plain data of a script, as an editor sees it."""
    return yaml.load(text, _Loader)


def takes(text: str) -> bool:
    """Whether the reader takes a script."""
    report = Report()
    try:
        found = SCRIPT.read(parse(text, "my.yaml"), report)
    except ScriptError:
        return False
    assert (found is None) == bool(report.problems)
    return found is not None


def test_file_is_the_schema() -> None:
    """What ships for editors is what the tables print today."""
    shown = subprocess.run(
        [sys.executable, "-m", "voice_coach.script.schema"], capture_output=True, check=True
    )
    assert FILE.read_bytes() == shown.stdout
    assert json.loads(shown.stdout) == schema()


def test_schema_is_a_schema() -> None:
    """It keeps to the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("case", GOOD)
def test_both_take(case: str) -> None:
    """Reader and schema take the same good examples."""
    assert takes(GOOD[case])
    assert [error.message for error in VALIDATOR.iter_errors(loaded(GOOD[case]))] == []


@pytest.mark.parametrize("case", BAD)
def test_both_refuse(case: str) -> None:
    """Reader and schema refuse the same bad examples."""
    assert not takes(BAD[case])
    assert not VALIDATOR.is_valid(loaded(BAD[case]))


@pytest.mark.parametrize("case", READER_ALONE)
def test_reader_alone_refuses(case: str) -> None:
    """The reader refuses what a schema cannot tell; where it can one day, move the example up."""
    assert not takes(READER_ALONE[case])
    assert VALIDATOR.is_valid(loaded(READER_ALONE[case]))


def test_shipped_scripts_keep_to_the_schema() -> None:
    """No editor complains of a shipped script, nor of a new one."""
    texts = {path.name: path.read_text() for path in folder("scripts").glob("*.yaml")}
    texts["starter"] = starter("My neck")
    wrong = {
        name: [e.message for e in VALIDATOR.iter_errors(loaded(t))] for name, t in texts.items()
    }
    assert {name: found for name, found in wrong.items() if found} == {}


def test_every_key_is_described() -> None:
    """An editor has something to show for each key."""

    def bare(part: Any, trail: str) -> list[str]:
        if isinstance(part, list):
            return [name for one in part for name in bare(one, trail)]
        if not isinstance(part, dict):
            return []
        own = part.get("properties", {})
        missing = [f"{trail}.{key}" for key, value in own.items() if not value.get("description")]
        return missing + [name for key, one in part.items() for name in bare(one, f"{trail}.{key}")]

    assert bare(schema(), "") == []
