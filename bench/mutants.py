"""How many small faults the tests find: mutation testing of the rooms that tell times and levels.

    pip install mutmut==3.8.1
    python bench/mutants.py                         # every mutant: hours
    python bench/mutants.py plan mixer --most 300   # 300 of each of these rooms, drawn by --seed
    python bench/mutants.py --told                  # the figures of what was run so far

Mutmut breaks one thing after another in a copy of the code (in `mutants/`) and runs the tests that
pass through it, until one fails. Which files and which tests: `[tool.mutmut]` in pyproject.toml.
It leaves alone what stands outside of functions and what a decorator stands on. A survivor is shown by
`mutmut show NAME`; what was run already is not run again unless its function has changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import get_mutant_name

ROOMS = {
    "plan": "voice_coach/plan/*",
    "mixer": "voice_coach/sound/*",
    "transport": "voice_coach/playback/**/*",
    "export": "voice_coach/export/*",
}
COLUMNS = ("mutants", "killed", "survived", "no tests", "timeout", "other")


def main() -> None:
    """Run some mutants and print a line of figures for each room."""
    parser = argparse.ArgumentParser(description="Which small faults the tests find.")
    told = f"{', '.join(ROOMS)}; all by default"
    parser.add_argument("rooms", nargs="*", choices=[[], *ROOMS], metavar="ROOM", help=told)
    parser.add_argument("--most", type=int, help="so many mutants of each room")
    parser.add_argument("--seed", type=int, default=1, help="which ones (1)")
    parser.add_argument("--told", action="store_true", help="only print the figures so far")
    options = parser.parse_args()
    rooms = options.rooms or list(ROOMS)
    if not options.told:
        drawn = [name for room in rooms for name in draw(room, options.most, options.seed)]
        few = {**os.environ, "EXAMPLES": "mutants"}  # see tests/rig/examples.py
        subprocess.run(["mutmut", "run", "--max-children", "1", *drawn], check=True, env=few)
    print(f"{'':12}" + "".join(f"{column:>10}" for column in (*COLUMNS, "found")))
    for room in rooms:
        tell(room)


def files(room: str) -> list[Path]:
    """Return what is broken in a room."""
    wanted = set(Path().glob(ROOMS[room]))
    return sorted(path for path in walk_mutatable_files() if path in wanted)


def draw(room: str, most: int | None, seed: int) -> Sequence[str]:
    """Return the names of the mutants of a room, or so many of them."""
    names = [
        get_mutant_name(path, name)
        for path in files(room)
        for name in mutate_file_contents(str(path), path.read_text()).mutant_names
    ]
    return names if most is None or most >= len(names) else Random(seed).sample(names, most)  # noqa: S311


def results(room: str) -> Iterator[str]:
    """Yield what became of each mutant of a room that was run."""
    for path in files(room):
        data = SourceFileMutationData(path=path)
        data.load()
        yield from (status_by_exit_code[c] for c in data.exit_code_by_key.values() if c is not None)


def tell(room: str) -> None:
    """Print the figures of a room; what runs into its time limit is found, too."""
    counts = Counter(results(room))
    total = counts.total()
    counts["mutants"] = total
    counts["other"] = total - sum(counts[column] for column in COLUMNS[1:5])
    share = (counts["killed"] + counts["timeout"]) / total if total else 0
    print(f"{room:12}" + "".join(f"{counts[column]:>10}" for column in COLUMNS) + f"{share:>10.1%}")


if __name__ == "__main__":
    main()
