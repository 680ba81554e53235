"""What people must know first: flags in clinical and in lay words, and who is not frightened."""

import re

import pytest

from voice_coach.library import catalog
from voice_coach.library.advice import FLAGS, advice_for
from voice_coach.library.flags import Kind
from voice_coach.library.shelf import Shelf, conditions
from voice_coach.library.understanding import words_of
from voice_coach.script.model import Heading

EMERGENCIES = [
    "my legs feel weak", "tingling in both legs", "worst headache", "sudden headache",
    "headache after a fall", "stiff neck and fever", "chest pain", "pain in my chest", "tight chest",
    "can't breathe", "loss of bladder control", "slurred speech", "his face has dropped on one side",
    "feels like someone is standing on my chest", "a rash that stays when i press a glass on it",
    "i cant tell when ive done a poo", "what's the point in living", "i took 30 ibuprofen",
    "my tongue is swelling up", "leg gone cold and blue", "my waters have broken", "pregnant and bleeding",
    "came off my motorbike, lower back", "uncontrollable shivering and confused", "he had a seizure",
]  # fmt: skip
URGENT = [
    "numb leg", "double vision", "swollen calf", "lump on my neck", "i keep dropping things",
    "shadow across my eye", "back pain and lost 2 stone", "peeing brown after crossfit",
    "sharp headache whenever i sneeze", "seeing spots, 34 weeks pregnant", "red hot swollen knee",
]  # fmt: skip
EXCLUDED = [
    "I have a fever", "sunburnt shoulders", "shingles on my back", "just had botox", "tooth abscess",
    "hernia, tummy massage", "broken rib", "im drunk", "dvt last month", "varicose veins", "conjunctivitis",
]  # fmt: skip
ASKED = [
    "sciatica", "migraine", "Pregnant", "after surgery", "on Eliquis", "im 20 weeks, back ache",
    "my bones are like chalk", "bone cancer", "ive got a pacemaker", "lymph nodes taken out",
    "massage for my 6 year old", "blocked carotid", "mini stroke two years ago", "room spins when i turn over",
    "ehlers danlos", "diabetic with no feeling in my feet", "glaucoma", "had a c-section in march",
]  # fmt: skip
PLAIN = [
    "headache", "stiff neck", "sore back", "can't sleep", "desk", "legs up", "chest", "arms",
    "stroke my forehead", "this desk job is killing me", "dead tired", "fell asleep on the sofa",
    "chest of drawers", "the weight of the world on my shoulders", "panic attack", "no fever, stiff neck",
    "not pregnant, sore back", "a heart to heart", "squeeze my shoulders",
]  # fmt: skip
PLACES = re.compile(
    r"\b(pressing|ball|balls|socks|rug|barefoot|shoes|version|floor|chair|cloth|sleepy|falling asleep|armpit"
    r"|eyelids|tissue|hollow|throat|strokes on|turned|turning|stomach|touch makes|reaching|sore)\b"
)
"""Lines of `not_for` that tell where not to press, and how not to lie: no condition of a person."""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (kind, words)
        for kind, table in (
            (Kind.EMERGENCY, EMERGENCIES),
            (Kind.URGENT, URGENT),
            (Kind.EXCLUDE, EXCLUDED),
            (Kind.ASK, ASKED),
        )
        for words in table
    ],
)
def test_flags(kind: Kind, words: str) -> None:
    """Each is recognised as what it is, and it is said what to do."""
    advice = advice_for(words_of(words))
    assert advice.kind is kind
    assert advice.forbids is (kind is not Kind.ASK)
    assert re.search("emergency number|doctor|ask|leave|never|not", advice.text)


@pytest.mark.parametrize("words", PLAIN)
def test_plain_complaints_need_no_advice(words: str) -> None:
    """Nobody is frightened for nothing."""
    assert advice_for(words_of(words)).flags == ()


def test_several_conditions_are_all_told() -> None:
    """Two conditions that need care are both named, and only what suits both is offered."""
    advice = advice_for(words_of("warfarin and glaucoma"))
    assert [flag.key for flag in advice.flags] == ["thinners", "glaucoma"]
    assert {"light", "-face"} <= set(advice.offer)


def test_every_flag_is_complete() -> None:
    """Each flag has words or signs, a source, and says something; no name is used twice."""
    assert len({flag.key for flag in FLAGS}) == len(FLAGS)
    for flag in FLAGS:
        assert flag.source
        assert flag.when or flag.words, flag.key
        assert flag.text.endswith("."), flag.key
        assert not flag.offer or flag.kind in (Kind.ASK, Kind.EXCLUDE), flag.key


def test_conditions_of_scripts_are_recognised() -> None:
    """Every condition that a script is not for is recognised in the script's own words."""
    headings = [heading for _, heading in catalog.headings() if isinstance(heading, Heading)]
    lines = {line for heading in headings for line in heading.not_for}
    assert len(lines) > 30
    missing = [
        line
        for line in sorted(lines)
        if not any(advice_for(words_of(part)).flags for part in (line, *conditions(line)))
        and not PLACES.search(line)
    ]
    assert missing == []


def test_a_session_is_not_offered_with_what_it_is_not_for() -> None:
    """What a script is not for keeps it from being offered, in the condition's lay name."""
    headings = {h.slug: h for _, h in catalog.headings() if isinstance(h, Heading)}
    shelf = Shelf(catalog.whole(headings).values())
    assert {"bones", "pregnancy"} <= shelf.avoids("lower-back")
    assert "glaucoma" in shelf.avoids("brow")
    assert "carotid" in shelf.avoids("side-neck")
