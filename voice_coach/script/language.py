"""The words of the script language, as tables: what is allowed where, and what it means.

Read from the bottom up: a script is a technique or a routine; a technique has steps, made of
`cues`. The reader walks these tables, the JSON Schema and the reference are printed from them.
"""

from __future__ import annotations

from voice_coach.script import build, model
from voice_coach.script.cues import BLOCK
from voice_coach.script.kinds.containers import (
    Field,
    Keyed,
    ListOf,
    Placed,
    Record,
    Tagged,
    Wordings,
)
from voice_coach.script.kinds.scalars import GENERAL, Choice, Duration, Number, Text
from voice_coach.script.references import ScriptName, SoundFile
from voice_coach.script.terms import Area, Language, Meaning, Posture, Risk, Safety

VERSION = 1

_LENGTHS = Record(
    {
        "short": Field(Duration(30, 7200), "what --length short solves for"),
        "standard": Field(Duration(30, 7200), "the length as written; list shows it"),
        "long": Field(Duration(30, 7200), "what --length long solves for"),
    },
    build.lengths,
)
_PRESSURE = Record(
    {
        "aim": Field(Number(0, 10), "of 10", required=True),
        "max": Field(Number(0, 10), "of 10", required=True),
    },
    build.pressure,
)
_SOUND_FILES = Record(
    {
        meaning.value: Field(
            SoundFile(), f"your own sound file for {meaning.value}, beside the script"
        )
        for meaning in Meaning
        if meaning is not Meaning.NONE
    },
    build.sound_files,
)
_PHRASES = ListOf(Text(300))

_GENERAL_SAY = Placed(Wordings(Text(spoken=True, known=GENERAL)), model.Say)

AREAS = {
    **dict.fromkeys(("hand", "finger", "fingers", "palm", "palms", "wrist", "wrists"), "hands"),
    **dict.fromkeys(("foot", "sole", "soles", "toes", "ankle", "ankles"), "feet"),
    **dict.fromkeys(("leg", "calf", "calves", "knee", "knees", "thigh", "thighs"), "legs"),
    **dict.fromkeys(("arm", "forearm", "forearms", "elbow", "elbows"), "arms"),
    **dict.fromkeys(("hip", "glutes", "buttocks", "pelvis"), "hips"),
    **dict.fromkeys(("whole body", "all", "everything"), "body"),
    **dict.fromkeys(("belly", "stomach", "abdomen"), "chest"),
    **dict.fromkeys(("eyes", "forehead", "mouth", "temples", "nose"), "face"),
    **dict.fromkeys(("lower back", "upper back", "spine"), "back"),
    **dict.fromkeys(("scalp", "hair", "skull"), "head"),
    "chin": "jaw",
    "shoulder": "shoulders",
}
"""What people write for a part of the body, and the area that it belongs to."""

_HEADING = {
    "coach": Field(Number(1, VERSION), "version of the language: 1", required=True),
    "title": Field(Text(80, spoken=True, known=()), "its name, as shown", required=True),
    "summary": Field(Text(200), "one sentence for lists", required=True),
    "area": Field(
        Choice(Area, instead=AREAS), "part of the body; adds its safety sentence", required=True
    ),
    "language": Field(
        Choice(
            Language,
            instead=dict.fromkeys(("english", "en-us", "en-gb"), "en"),
            why="What the coach says itself, for safety too, is in no other language.",
        ),
        "that it is spoken in",
    ),
    "keywords": Field(_PHRASES, "words people search by"),
    "lengths": Field(_LENGTHS, "session lengths that are promised"),
    "intro": Field(_GENERAL_SAY, "greeting, what, and how long; title and length if left out"),
    "closing": Field(_GENERAL_SAY, "the words after the last rest"),
    "risks": Field(
        ListOf(Choice(Risk), 1, unique=True), "what it is dangerous with; spoken at the start"
    ),
    "cautions": Field(
        ListOf(Placed(Text(300, spoken=True, known=GENERAL), build.caution)),
        "spoken after the risks, never left out",
    ),
    "say-as": Field(
        Keyed(
            build.respelled,
            Text(100, spoken=True, known=()),
            "^.{1,60}$",
        ),
        "words, and how the voice reads them; the captions keep the words",
    ),
    "safety": Field(Choice(Safety), "short: the full safety text is never spoken"),
    "not_for": Field(_PHRASES, "who should not do it; shown"),
    "stop_at": Field(_PHRASES, "signs to stop at; shown"),
    "sources": Field(_PHRASES, "where it comes from; shown"),
    "needs": Field(_PHRASES, "what to have at hand"),
    "posture": Field(
        ListOf(Choice(Posture), 1, 5, unique=True),
        "the postures it can be done in, and how it ends; asleep: nothing gets a sleeper up",
    ),
    "variant_of": Field(ScriptName(), "the session that this one is a variant of"),
    "with": Field(Text(40), "what the variant is called by: coach play NAME --with ..."),
}

TECHNIQUE = Record(
    {
        **_HEADING,
        "position": Field(Text(200), "how the listener sits, lies or stands", required=True),
        "pressure": Field(_PRESSURE, "aim and upper limit, of 10"),
        "chimes": Field(_SOUND_FILES, "your own chimes"),
        "steps": Field(BLOCK, "what happens", required=True),
    },
    build.technique,
    "One technique.",
)
ROUTINE = Record(
    {
        **_HEADING,
        "opening": Field(BLOCK, "before the first technique, instead of its own arriving"),
        "play": Field(ListOf(ScriptName(), 1, 50), "techniques, in order", required=True),
        "ending": Field(BLOCK, "after the last technique"),
    },
    build.routine,
    "Techniques one after another under one opening and one ending.",
)

SCRIPT = Tagged({"play": ROUTINE, "steps": TECHNIQUE})

HEAD = Record(
    {name: field for name, field in TECHNIQUE.fields.items() if name != "steps"}, build.head
)
"""All of a technique above its steps: enough for lists."""
