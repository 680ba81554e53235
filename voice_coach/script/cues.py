"""The language of cues, as tables: what a step is made of; read from the bottom up."""

from __future__ import annotations

from voice_coach.script import build, model
from voice_coach.script.kinds.containers import (
    Either,
    Field,
    Keyed,
    ListOf,
    Named,
    Record,
    Tagged,
    Wordings,
)
from voice_coach.script.kinds.scalars import Choice, Duration, Kind, Number, Text
from voice_coach.script.terms import Meaning, Only, Role, Side

_WORDS = Wordings(Text(spoken=True))
_AGAIN = Wordings(Text(spoken=True, empty=True))

_SAY_DOCS = {
    "again": Field(_AGAIN, 'other words from the second side or round on; "" says nothing'),
    "brief": Field(_WORDS, "fewer words, for people who know the session (--guide brief)"),
    "as": Field(
        Choice(Role),
        "what the words are for; exit, caution and side are never left out",
        into="role",
    ),
}
SAY = Record(
    {
        "say": Field(
            _WORDS,
            "the words to speak; of a list, the day chooses one",
            required=True,
            into="texts",
        ),
        **_SAY_DOCS,
    },
    model.Say,
    "Words to speak.",
)
_SPOKEN = Either(_WORDS, SAY, "say")

_READY_TIME = Record(
    {
        "for": Field(Duration(5, 180), "how long as written", required=True),
        "least": Field(Duration(5, 180), "never shorter; the same if left out"),
        "most": Field(Duration(5, 180), "never longer; the same if left out"),
    },
    build.ready_time,
)
READY = Record(
    {
        "ready": Field(
            Either(Duration(5, 180), _READY_TIME, "for"),
            "time to get into position, or to fetch something; any key goes on at once",
            required=True,
        )
    },
    build.ready,
    "Time that the listener may end early; with bounds, the planner may stretch it.",
)
WAIT = Record(
    {
        "wait": Field(
            Duration(0.5, 300), "time to do something; never scaled", required=True, into="seconds"
        )
    },
    model.Wait,
    "Silence of a fixed length.",
)
CHIME = Record(
    {
        "chime": Field(
            Choice(Meaning, but=("none",)),
            "begin 1, change 2, end 3 strikes",
            required=True,
            into="meaning",
        )
    },
    model.Chime,
    "A chime by its meaning.",
)

_BREATH = Record(
    {
        "in": Field(Duration(2, 10), "length of the in-breath", required=True, into="seconds_in"),
        "out": Field(
            Duration(2, 15), "length of the out-breath", required=True, into="seconds_out"
        ),
        "times": Field(Number(1, 20), "how many breaths; one if left out"),
    },
    model.Breathe,
)
BREATHE = Record(
    {"breathe": Field(_BREATH, '"in" and "out" on the beat', required=True)},
    lambda place, values, report: values["breathe"],
    "Paced breaths; never scaled.",
)

_STRETCH = Record(
    {
        "for": Field(Duration(5, 90), "how long as written", required=True),
        "least": Field(Duration(3, 90), "never shorter; half if left out"),
        "most": Field(Duration(5, 90), "never longer; one and a half if left out, at most 90s"),
    },
    build.stretch,
)
_REMINDERS = Keyed(
    build.offset,
    _SPOKEN,
    r"^(-?(?=\d)(\d{1,4}(\.\d{1,3})?m)?(\d{1,5}(\.\d{1,3})?s)?|[1-9][0-9]?%)$",
    build.reminder,
)
HOLD = Record(
    {
        "hold": Field(
            Either(Duration(5, 90), _STRETCH, "for"),
            "time on one spot or with one movement; the planner may stretch it",
            required=True,
        ),
        "say": Field(_WORDS, "spoken as the hold begins"),
        **_SAY_DOCS,
        "at": Field(
            _REMINDERS, "reminders: 15s from the start, 50% of the way, -10s before the end"
        ),
        "strokes": Field(Number(2, 120, "/min"), "the pace of the motion; makes no sound"),
        "ticks": Field(Number(2, 120, "/min"), "the same, with a soft tick for each stroke"),
        "chime": Field(Choice(Meaning), "what it begins with; begin if left out"),
    },
    build.hold,
    "Elastic time, begun by a chime.",
)

BLOCK = Named("block", lambda: CUES)

_STEP_TITLE = Text(80, spoken=True)
STEP = Record(
    {
        "step": Field(_STEP_TITLE, "its title", required=True),
        "do": Field(BLOCK, "what happens in it", required=True),
        "only": Field(
            Choice(Only),
            "arriving, leaving: where the posture changes; single: where it is played by itself",
        ),
    },
    build.step,
    "What next and back jump between.",
)
SIDES = Record(
    {
        "sides": Field(ListOf(Choice(Side), 2, 2, unique=True), "in which order", required=True),
        "do": Field(BLOCK, "done once for each side, equally long", required=True),
        "between": Field(BLOCK, "done between the sides instead of the usual announcement"),
    },
    build.sides,
    "Everything below it once for each side.",
)
_TIMES = Record(
    {
        "times": Field(
            Number(0, 20), "how often as written; 0: in long sessions only", required=True
        ),
        "least": Field(Number(0, 20), "never less often; 0: short sessions leave it out"),
        "most": Field(Number(1, 20), "never more often; one and a half if left out"),
    },
    build.times,
)
ROUNDS = Record(
    {
        "rounds": Field(Either(Number(1, 20), _TIMES, "times"), "how often", required=True),
        "do": Field(BLOCK, "done in every round", required=True),
    },
    build.rounds,
    "Everything below it several times.",
)

CUES: Kind = ListOf(
    Tagged(
        {
            "step": STEP,
            "sides": SIDES,
            "rounds": ROUNDS,
            "hold": HOLD,
            "breathe": BREATHE,
            "wait": WAIT,
            "ready": READY,
            "chime": CHIME,
            "say": SAY,
        }
    ),
    least=1,
)
