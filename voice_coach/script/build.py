"""What the records of the language build where their keys depend on each other.

A record whose keys are simply the fields of a class names that class instead. The rest is here, in the
order of the tables: cues, then whole scripts. A builder that finds something wrong adds a problem to
the report and returns None.
"""

from __future__ import annotations

import math
import re
from typing import Any

from msgspec.structs import replace

from voice_coach.errors import Place, printable
from voice_coach.script import model, references
from voice_coach.script.document import Scalar
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.model import Block, Say
from voice_coach.script.terms import Anchor, Meaning, Posture, Role
from voice_coach.units import parse_duration

MOST_HOLD = 90.0
"""Seconds on one spot; longer pressure gains nothing and can bruise."""
_LONGEST_WORD = 60

Values = dict[str, Any]
Bounds = tuple[float, float, float]
"""Seconds as written, at least, at most."""


def caution(place: Place, text: str) -> Say:
    """Build `Say` of a caution."""
    return Say(place, (text,), role=Role.CAUTION)


def ready_time(place: Place, values: Values, report: Report) -> Bounds | None:
    """Build bounds; what is left out is as written."""
    target: float = values["for"]
    return _ascending(
        place, target, values.get("least", target), values.get("most", target), report
    )


def ready(place: Place, values: Values, report: Report) -> model.Ready:
    """Build `Ready` from its bounds."""
    return model.Ready(place, *values["ready"])


def stretch(place: Place, values: Values, report: Report) -> Bounds | None:
    """Build the bounds of a hold; what is left out is half, or one and a half."""
    target = values["for"]
    least = values.get("least", target / 2)
    most = values.get("most", max(target, min(target * 1.5, MOST_HOLD)))
    return _ascending(place, target, least, most, report)


def _ascending(
    place: Place, target: float, least: float, most: float, report: Report
) -> Bounds | None:
    if not least <= target <= most:
        bounds = f"least {least:g}s, for {target:g}s, most {most:g}s"
        report.add(place, f"{bounds}: must be in ascending order")
        return None
    return target, least, most


def offset(key: Scalar, report: Report) -> tuple[Anchor, float, float] | None:
    """Read a reminder's time: anchor, seconds, share of the hold."""
    text = key.text.strip()
    if re.fullmatch("[1-9][0-9]?%", text):
        return Anchor.START, 0.0, int(text[:-1]) / 100
    anchor = Anchor.END if text.startswith("-") else Anchor.START
    try:
        return anchor, parse_duration(text.removeprefix("-")), 0.0
    except ValueError:
        report.add(key, f'"{printable(text[:40])}": write 15s, 50% or -10s')
        return None


def reminder(at: tuple[Anchor, float, float], words: Say) -> model.Reminder:
    """Build `Reminder`."""
    return model.Reminder(words, *at)


def hold(place: Place, values: Values, report: Report) -> model.Hold | None:
    """Build `Hold`."""
    words = {SAY_FIELDS[key]: values[key] for key in SAY_FIELDS if key in values}
    if words and "say" not in values:
        key = next(key for key in SAY_FIELDS if key in values)
        report.add(place, f'"{key}" needs "say"')
        return None
    if "ticks" in values and "strokes" in values:
        report.add(place, 'use "ticks" or "strokes", not both: ticks are strokes that sound')
        return None
    target, least, most = values["hold"]
    return model.Hold(
        place,
        target,
        least,
        most,
        say=Say(place, **words) if words else None,
        reminders=values.get("at", ()),
        strokes=values.get("ticks") or values.get("strokes") or 0.0,
        ticks="ticks" in values,
        chime=values.get("chime", Meaning.BEGIN),
    )


SAY_FIELDS = {"say": "texts", "again": "again", "brief": "brief", "as": "role"}
"""Keys of spoken words, and the fields of `Say` that they fill."""


def step(place: Place, values: Values, report: Report) -> model.Step | None:
    """Build `Step`; steps do not nest."""
    if any(isinstance(cue, model.Step) for cue in model.walk(values["do"])):
        report.add(place, "a step cannot contain another step; end this one before it")
        return None
    return model.Step(place, values["step"], values["do"], values.get("only"))


def sides(place: Place, values: Values, report: Report) -> model.Sides | None:
    """Build `Sides`; sides do not nest."""
    if any(isinstance(cue, model.Sides) for cue in model.walk(values["do"])):
        report.add(place, "sides cannot contain sides")
        return None
    return model.Sides(place, values["sides"], values["do"], values.get("between"))


def times(place: Place, values: Values, report: Report) -> tuple[int, int, int] | None:
    """Build how often: as written, at least, at most."""
    often = values["times"]
    least = values.get("least", max(min(1, often), math.floor(often / 2 + 0.5)))
    most = values.get("most", max(1, math.ceil(often * 1.5)))
    if not least <= often <= most:
        counts = f"least {least}, times {often}, most {most}"
        report.add(place, f"{counts}: must be in ascending order")
        return None
    return often, least, most


def rounds(place: Place, values: Values, report: Report) -> model.Rounds:
    """Build `Rounds`."""
    often, least, most = values["rounds"]
    return model.Rounds(place, often, least, most, values["do"])


def lengths(place: Place, values: Values, report: Report) -> model.Lengths | None:
    """Build `Lengths`."""
    known = [values[k] for k in ("short", "standard", "long") if k in values]
    if known != sorted(known):
        report.add(place, "short, standard and long must be in ascending order")
        return None
    return model.Lengths(**values)


def pressure(place: Place, values: Values, report: Report) -> model.Pressure | None:
    """Build `Pressure`."""
    if values["aim"] > values["max"]:
        report.add(place, "aim is above max")
        return None
    return model.Pressure(values["aim"], values["max"])


def sound_files(place: Place, values: Values, report: Report) -> tuple[tuple[Meaning, str], ...]:
    """Build pairs of meaning and file name."""
    return tuple((Meaning(name), file) for name, file in values.items())


def respelled(key: Scalar, report: Report) -> str | None:
    """Read a word that the voice is to read in another way."""
    text = " ".join(key.text.split())
    if not any(map(str.isalnum, text)) or len(text) > _LONGEST_WORD:
        report.add(key, f"expected a word or two, of at most {_LONGEST_WORD} characters")
        return None
    return text


_APART = ("coach", "with", "say-as", "intro", "closing", "pressure", "chimes", "steps")
"""Keys of a script that are not the fields of a heading by the same name."""
_BLOCKS = ("opening", "ending")


def head(place: Place, values: Values, report: Report) -> model.Heading | None:
    """Build `Heading` without its slug, which is the file's name: the reader fills it in."""
    if ("variant_of" in values) != ("with" in values):
        report.add(place, '"variant_of" and "with" must be used together')
        return None
    if Posture.ASLEEP in values.get("posture", ()) and len(values["posture"]) > 1:
        report.add(place, '"asleep" is how a session ends; it cannot be one of several postures')
        return None
    fields = {key: value for key, value in values.items() if key not in (*_APART, *_BLOCKS)}
    if "variant_of" in fields:
        fields["variant_of"] = fields["variant_of"].name
    for key, role in (("intro", Role.SETTLE), ("closing", Role.CLOSE)):
        if key in values:
            fields[key] = replace(values[key], role=role)
    names = {"variant": values.get("with", ""), "say_as": values.get("say-as", ())}
    return model.Heading(place, "", **names, **fields)


def technique(place: Place, values: Values, report: Report) -> model.Technique | None:
    """Build `Technique`; every placeholder in it has a meaning."""
    heading = head(place, values, report)
    if heading is None or not _sound(place, values["steps"], report):
        return None
    keys = ("pressure", "chimes", "steps")
    return model.Technique(heading, **{key: values[key] for key in keys if key in values})


def routine(place: Place, values: Values, report: Report) -> model.Routine | None:
    """Build `Routine`; the library finds its techniques."""
    heading = head(place, values, report)
    blocks = [values.get(key, ()) for key in _BLOCKS]
    if heading is None or not all(_sound(place, block, report) for block in blocks):
        return None
    return model.Routine(heading, (), *blocks)


def _sound(place: Place, block: Block, report: Report) -> bool:
    """Report misplaced placeholders and too many cues; return whether there are none."""
    wrong = list(references.misplaced(block))
    if references.cues(block) > references.MOST_CUES:
        total = f"over {references.MOST_CUES} cues"
        wrong.append((place, f"the rounds add up to {total}; use fewer"))
    for where, message in wrong:
        report.add(where, message)
    return not wrong
