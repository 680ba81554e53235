"""What the records of cues build: values of `script.model`, after checks across keys."""

from __future__ import annotations

import math
import re
from typing import Any

from voice_coach.errors import Place, printable
from voice_coach.script import model
from voice_coach.script.document import Scalar
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.model import Say, Wordings
from voice_coach.script.terms import Anchor, Meaning, Role
from voice_coach.units import parse_duration

MOST_HOLD = 90.0
"""Seconds on one spot; longer pressure gains nothing and can bruise."""

Values = dict[str, Any]


def say(place: Place, values: Values, report: Report) -> Say:
    """Build `Say`."""
    return Say(
        place,
        values["say"],
        values.get("again"),
        values.get("brief"),
        values.get("as", Role.GUIDE),
    )


def short_say(place: Place, texts: Wordings, report: Report) -> Say:
    """Build `Say` from its words alone."""
    return Say(place, texts)


def caution(place: Place, text: str, report: Report) -> Say:
    """Build `Say` of a caution."""
    return Say(place, (text,), role=Role.CAUTION)


def ready_time(place: Place, values: Values, report: Report) -> tuple[float, float, float] | None:
    """Build (target, least, most) in seconds; what is left out is the target."""
    target: float = values["for"]
    least: float = values.get("least", target)
    most: float = values.get("most", target)
    return _risen(place, target, least, most, report)


def short_ready_time(
    place: Place, target: float, report: Report
) -> tuple[float, float, float] | None:
    """Build the bounds around a target alone."""
    return target, target, target


def ready(place: Place, values: Values, report: Report) -> model.Ready:
    """Build `Ready`."""
    return model.Ready(place, *values["ready"])


def wait(place: Place, values: Values, report: Report) -> model.Wait:
    """Build `Wait`."""
    return model.Wait(place, values["wait"])


def chime(place: Place, values: Values, report: Report) -> model.Chime:
    """Build `Chime`."""
    return model.Chime(place, values["chime"])


def breath(place: Place, values: Values, report: Report) -> model.Breathe:
    """Build `Breathe` from in, out and times."""
    return model.Breathe(place, values["in"], values["out"], values.get("times", 1))


def breathe(place: Place, values: Values, report: Report) -> model.Breathe:
    """Hand on what stands under `breathe`."""
    found: model.Breathe = values["breathe"]
    return found


def stretch(place: Place, values: Values, report: Report) -> tuple[float, float, float] | None:
    """Build (target, least, most) in seconds."""
    target = values["for"]
    least = values.get("least", target / 2)
    most = values.get("most", max(target, min(target * 1.5, MOST_HOLD)))
    return _risen(place, target, least, most, report)


def _risen(
    place: Place, target: float, least: float, most: float, report: Report
) -> tuple[float, float, float] | None:
    if not least <= target <= most:
        report.add(place, f"least {least:g}s, for {target:g}s, most {most:g}s: they must rise")
        return None
    return target, least, most


def short_stretch(place: Place, target: float, report: Report) -> tuple[float, float, float] | None:
    """Build the bounds around a target alone."""
    return stretch(place, {"for": target}, report)


def offset(key: Scalar, report: Report) -> tuple[Place, Anchor, float, float] | None:
    """Read a reminder's time: (place, anchor, seconds, share of the hold)."""
    text = key.text.strip()
    if re.fullmatch("[1-9][0-9]?%", text):
        return key.place, Anchor.START, 0.0, int(text[:-1]) / 100
    anchor = Anchor.END if text.startswith("-") else Anchor.START
    try:
        return key.place, anchor, parse_duration(text.removeprefix("-")), 0.0
    except ValueError:
        report.add(key, f'"{printable(text[:40])}": write 15s, 50% or -10s')
        return None


def reminder(at: tuple[Place, Anchor, float, float], words: Say) -> model.Reminder:
    """Build `Reminder`."""
    _, anchor, seconds, share = at
    return model.Reminder(words, anchor, seconds, share)


def hold(place: Place, values: Values, report: Report) -> model.Hold | None:
    """Build `Hold`."""
    for key in ("again", "brief", "as"):
        if key in values and "say" not in values:
            report.add(place, f'"{key}" goes with "say"')
            return None
    if "ticks" in values and "strokes" in values:
        report.add(place, '"ticks" are "strokes" that sound; one of them may stand')
        return None
    target, least, most = values["hold"]
    return model.Hold(
        place,
        target,
        least,
        most,
        say=say(place, values, report) if "say" in values else None,
        reminders=values.get("at", ()),
        strokes=values["ticks"] if "ticks" in values else values.get("strokes", 0.0),
        ticks="ticks" in values,
        chime=values.get("chime", Meaning.BEGIN),
    )


def step(place: Place, values: Values, report: Report) -> model.Step | None:
    """Build `Step`; steps do not nest."""
    if any(isinstance(cue, model.Step) for cue in model.walk(values["do"])):
        report.add(place, "a step can not hold another step; end this one before it")
        return None
    return model.Step(place, values["step"], values["do"], values.get("only"))


def sides(place: Place, values: Values, report: Report) -> model.Sides | None:
    """Build `Sides`; sides do not nest."""
    if any(isinstance(cue, model.Sides) for cue in model.walk(values["do"])):
        report.add(place, "sides can not hold sides")
        return None
    return model.Sides(place, values["sides"], values["do"], values.get("between"))


def times(place: Place, values: Values, report: Report) -> tuple[int, int, int] | None:
    """Build (times, least, most)."""
    often = values["times"]
    least = values.get("least", max(min(1, often), math.floor(often / 2 + 0.5)))
    most = values.get("most", max(1, math.ceil(often * 1.5)))
    if not least <= often <= most:
        report.add(place, f"least {least}, times {often}, most {most}: they must rise")
        return None
    return often, least, most


def short_times(place: Place, often: int, report: Report) -> tuple[int, int, int] | None:
    """Build the bounds around a number of rounds alone."""
    return times(place, {"times": often}, report)


def rounds(place: Place, values: Values, report: Report) -> model.Rounds:
    """Build `Rounds`."""
    often, least, most = values["rounds"]
    return model.Rounds(place, often, least, most, values["do"])
