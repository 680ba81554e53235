"""Prints docs/library.md from the shipped scripts: `python docs/library.py > docs/library.md`."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach import resources
from voice_coach.library import catalog
from voice_coach.plan.leaflet import REVIEW
from voice_coach.script.model import Heading, Technique

HEAD = f"""\
# The library

Made from the scripts by `python docs/library.py`; do not edit by hand. Minutes are short, standard
and long (`--length`). Where the techniques come from, and what was changed: [sources](sources.md).

{REVIEW}
"""


def page() -> Iterator[str]:
    """Yield the page's lines."""
    found = [catalog.load(path) for path in sorted(resources.folder("scripts").glob("*.yaml"))]
    techniques = [one for one in found if isinstance(one, Technique)]
    yield HEAD
    yield "## Routines\n"
    yield "| name | what | plays | minutes |"
    yield "|---|---|---|---|"
    for one in found:
        if not isinstance(one, Technique):
            plays = ", ".join(part.heading.slug for part in one.techniques)
            yield f"| `{one.heading.slug}` | {one.heading.summary} | {plays} | {_minutes(one.heading)} |"
    yield "\n## Techniques\n"
    yield "| name | what | position | needs | minutes | source |"
    yield "|---|---|---|---|---|---|"
    yield from (_row(one) for one in techniques if not one.heading.variant_of)
    yield "\n## Variants\n"
    yield "| command | what | position | needs | minutes |"
    yield "|---|---|---|---|---|"
    yield from (_variant(one.heading) for one in techniques if one.heading.variant_of)


def _row(one: Technique) -> str:
    heading = one.heading
    return _cells(f"`{heading.slug}`", heading, ", ".join(heading.sources) or "ours")


def _variant(heading: Heading) -> str:
    asked = f'"{heading.variant}"' if " " in heading.variant else heading.variant
    return _cells(f"`coach play {heading.variant_of} --with {asked}`", heading)


def _cells(name: str, heading: Heading, *more: str) -> str:
    needs = ", ".join(heading.needs) or "hands"
    cells = (name, heading.summary, heading.position, needs, _minutes(heading), *more)
    return f"| {' | '.join(cells)} |"


def _minutes(heading: Heading) -> str:
    lengths = heading.lengths
    return "/".join(f"{(s or 0) / 60:g}" for s in (lengths.short, lengths.standard, lengths.long))


if __name__ == "__main__":
    print("\n".join(page()))
