"""Prints docs/library.md from the shipped scripts: `python docs/library.py > docs/library.md`."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach import resources
from voice_coach.plan import safety
from voice_coach.script import library
from voice_coach.script.model import Heading, Technique

HEAD = f"""\
# The library

Made from the scripts by `python docs/library.py`; do not edit by hand. Minutes are short, standard
and long (`--length`). Where the techniques come from, and what was changed: [sources](sources.md).

{safety.REVIEW}
"""


def page() -> Iterator[str]:
    """Yield the page's lines."""
    found = [library.load(path) for path in sorted(resources.folder("scripts").glob("*.yaml"))]
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
    for one in found:
        if isinstance(one, Technique):
            yield _row(one)


def _row(one: Technique) -> str:
    heading = one.heading
    needs, sources = ", ".join(heading.needs) or "hands", ", ".join(heading.sources)
    cells = (
        f"`{heading.slug}`",
        heading.summary,
        heading.position,
        needs,
        _minutes(heading),
        sources,
    )
    return f"| {' | '.join(cells)} |"


def _minutes(heading: Heading) -> str:
    lengths = heading.lengths
    return "/".join(f"{(s or 0) / 60:g}" for s in (lengths.short, lengths.standard, lengths.long))


if __name__ == "__main__":
    print("\n".join(page()))
