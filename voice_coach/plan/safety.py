"""Words that protect the listener, as `coach show` shows them; those that are spoken: `plan.phrases`.

A physiotherapist has not reviewed these texts, and `coach show` says so. Sources: NHS pages on
headaches, back pain and temporal arteritis; NCCIH- and Mayo-style lists of massage precautions.
"""

from __future__ import annotations

REVIEW = "No physiotherapist has reviewed these texts."

STOP_AT = (
    "sharp, stabbing, burning or electric pain, or pain that builds",
    "numbness, tingling or weakness",
    "dizziness, faintness or nausea",
    "a change in vision, speech or swallowing",
    "a headache that gets worse",
    "chest pain or breathlessness",
)
"""For every technique."""

EMERGENCY = (
    "a sudden or extremely painful headache, or one after a head injury, or with trouble in speech,"
    " memory or vision, drowsiness, confusion, fever with a stiff neck or rash, or a red eye",
    "back pain with weakness, numbness or tingling in both legs, numbness around the genitals or"
    " buttocks, trouble passing urine, loss of bladder or bowel control, chest pain, or after a"
    " serious accident",
    "sudden dizziness with unsteadiness, or weakness of the face or a limb",
    "chest pain or breathlessness",
)
URGENT = (
    "a severe headache with jaw pain on eating, a sore scalp, blurred or double vision",
    "back pain with fever, weight loss or a lump, worse at night or when coughing, or high between"
    " the shoulders",
)
NOT_FOR = (
    "fever or an infectious illness",
    "a known or suspected blood clot",
    "a fracture or an open wound",
    "severe osteoporosis, cancer in the bones, damaged blood vessels",
)
NOT_FOR_NECK = ("carotid disease, a recent stroke or its warning signs, a recent neck injury",)
ASK_FIRST = (
    "blood thinners or a bleeding disorder",
    "pregnancy (no belly work, no lying on the stomach, not flat on the back for long after 16 weeks)",
    "cancer, heart problems, fragile skin, diabetes with poor feeling",
    "recent surgery or injury, osteoporosis",
)
NEVER_OVER = (
    "broken, infected, inflamed or irradiated skin, rash, lumps, varicose veins, implants,"
    " a pacemaker, a port"
)


def groups(*, neck: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return all of it, each list under its heading; with what concerns the neck where it is touched."""
    return (
        ("Stop at once at", STOP_AT),
        ("Get emergency help, do not massage", EMERGENCY),
        ("Get urgent advice first", URGENT),
        ("Do not use with", NOT_FOR + (NOT_FOR_NECK if neck else ())),
        ("Ask a clinician first, light touch only", ASK_FIRST),
        ("Never over", (NEVER_OVER,)),
    )
