"""What the records of whole scripts build: headings, techniques and routines."""

from __future__ import annotations

from msgspec.structs import replace

from voice_coach.errors import Place
from voice_coach.script import model, references
from voice_coach.script.build import Values
from voice_coach.script.document import Scalar
from voice_coach.script.kinds.scalars import Report
from voice_coach.script.model import Block
from voice_coach.script.terms import Meaning, Posture, Role

_LONGEST_WORD = 60


def lengths(place: Place, values: Values, report: Report) -> model.Lengths | None:
    """Build `Lengths`; they rise from short to long."""
    known = [values[k] for k in ("short", "standard", "long") if k in values]
    if known != sorted(known):
        report.add(place, "short, standard and long must rise")
        return None
    return model.Lengths(**values)


def pressure(place: Place, values: Values, report: Report) -> model.Pressure | None:
    """Build `Pressure`; the aim lies within the limit."""
    if values["aim"] > values["max"]:
        report.add(place, "aim lies above max")
        return None
    return model.Pressure(values["aim"], values["max"])


def sound_files(place: Place, values: Values, report: Report) -> tuple[tuple[Meaning, str], ...]:
    """Build pairs of meaning and file name."""
    return tuple((Meaning(name), file) for name, file in values.items())


_SAME = (
    "title",
    "summary",
    "area",
    "language",
    "lengths",
    "needs",
    "keywords",
    "position",
    "posture",
    "risks",
    "cautions",
    "safety",
    "variant_of",
    "not_for",
    "stop_at",
    "sources",
    "play",
)
"""Keys that are named as the fields of `Heading` are."""


def written(key: Scalar, report: Report) -> str | None:
    """Read a word that the voice is to read otherwise."""
    text = " ".join(key.text.split())
    if not any(map(str.isalnum, text)) or len(text) > _LONGEST_WORD:
        report.add(key, f"a word or two is expected, of at most {_LONGEST_WORD} characters")
        return None
    return text


def respelling(word: str, read: str) -> tuple[str, str]:
    """Build a word with how the voice reads it."""
    return word, read


def heading(place: Place, values: Values) -> model.Heading:
    """Build `Heading`; the slug is the file's name and filled in by the reader."""
    rest = {key: values[key] for key in _SAME if key in values}
    if "variant_of" in rest:
        rest["variant_of"] = rest["variant_of"].name
    for key, role in (("intro", Role.SETTLE), ("closing", Role.CLOSE)):
        if key in values:
            rest[key] = replace(values[key], role=role)
    say_as = values.get("say-as", ())
    return model.Heading(place, "", variant=values.get("with", ""), say_as=say_as, **rest)


def head(place: Place, values: Values, report: Report) -> model.Heading | None:
    """Build the `Heading` of a technique whose steps were not read."""
    if ("variant_of" in values) != ("with" in values):
        report.add(place, '"variant_of" and "with" go together')
        return None
    if Posture.ASLEEP in values.get("posture", ()) and len(values["posture"]) > 1:
        report.add(place, '"asleep" is how a session ends; no other posture can stand beside it')
        return None
    return heading(place, values)


def technique(place: Place, values: Values, report: Report) -> model.Technique | None:
    """Build `Technique`; every placeholder in it has a meaning."""
    known = head(place, values, report)
    if known is None or not _sound(place, values["steps"], report):
        return None
    keys = ("pressure", "chimes", "steps")
    return model.Technique(known, **{key: values[key] for key in keys if key in values})


def routine(place: Place, values: Values, report: Report) -> model.Routine | None:
    """Build `Routine`; the library finds its techniques."""
    known = head(place, values, report)
    blocks = values.get("opening", ()), values.get("ending", ())
    if known is None or not all(_sound(place, block, report) for block in blocks):
        return None
    return model.Routine(known, (), *blocks)


def _sound(place: Place, block: Block, report: Report) -> bool:
    """Tell whether a block holds no placeholder out of place, and not too many cues."""
    wrong = list(references.misplaced(block))
    if references.cues(block) > references.MOST_CUES:
        wrong.append((place, f"the rounds come to over {references.MOST_CUES} cues; do fewer"))
    for where, message in wrong:
        report.add(where, message)
    return not wrong
