"""How long the voice `heart` takes for what the shipped sessions say, as once measured.

Speaking all of it takes minutes; laying it out takes seconds. What was never measured, as a new sentence,
is spoken. After larger changes to the scripts remake the file: `PYTHONPATH=tests python -m check.heart`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from voice_coach.check.report import Checker, CheckReport
from voice_coach.library import catalog
from voice_coach.plan.program import Length, Narration
from voice_coach.speech.cache import TakeCache
from voice_coach.speech.narrator import make_narrator
from voice_coach.speech.take import Take, Utterance

FILE = Path(__file__).with_name("heart.json")


@dataclass(slots=True)
class Measured(TakeCache):
    """A cache that also knows the lengths of takes it does not have."""

    known: dict[str, int] = field(default_factory=dict)
    """Frames, by `key`."""
    wanted: dict[str, int] = field(default_factory=dict)
    """All that was asked for."""

    def key(self, utterance: Utterance) -> str:
        """Return a short name of what is said, how, and by what."""
        said = "\0".join((self.engine(), str(utterance.rate), str(utterance.pause), utterance.text))
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    def frames(self, utterance: Utterance) -> int | None:
        """Return how many frames the take of an utterance has, where that is known."""
        key = self.key(utterance)
        found = self.known.get(key) or TakeCache.frames(self, utterance)
        if found:
            self.wanted[key] = found
        return found

    def put(self, utterance: Utterance, take: Take) -> bool:
        """Keep a take, and its length."""
        self.wanted[self.key(utterance)] = take.frames
        return TakeCache.put(self, utterance, take)


def known() -> dict[str, int]:
    """Return the lengths that were measured."""
    lengths: dict[str, int] = json.loads(FILE.read_text())
    return lengths


def checked(known: dict[str, int]) -> tuple[list[CheckReport], dict[str, int]]:
    """Check all shipped sessions, as `coach check` does; return the lengths they needed, too."""
    narrator = make_narrator("heart")
    narrator.cache = cache = Measured(narrator.cache.folder, narrator.cache.engine, known=known)
    checker = Checker(narrator.measure, narrator.silent)
    shipped = [entry.path for entry in catalog.entries().values() if not entry.own]
    found = [checker.check(path, Narration(), Length.STANDARD) for path in shipped]
    return found, cache.wanted


if __name__ == "__main__":
    lengths = checked({})[1]
    FILE.write_text(json.dumps(lengths, indent=0, sort_keys=True) + "\n")
