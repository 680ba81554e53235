"""eSpeak NG: the voice that is always there.

What speaks is in `espeak_library`, so that its process need not load this module.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from voice_coach.provenance import package_version
from voice_coach.speech.engines.family import Family, Voice

DEFAULT = "en-us+f5"


@cache
def _identity(voice: str) -> str:
    loader, binding = (package_version(p, "system") for p in ("espeakng-loader", "pyttsx3"))
    return f"espeak {loader} pyttsx3 {binding} rev 1"


def _offers() -> list[Voice]:
    gpl, size = "GPL-3.0-or-later", 21.0
    return [
        Voice(DEFAULT, "en-US", "formant", gpl, size),
        Voice("en-gb+f2", "en-GB", "formant", gpl, size),
        Voice("en-us+m3", "en-US", "formant", gpl, size),
    ]


FAMILY = Family(
    name="espeak",
    module=f"{__package__}.espeak_library",
    identity=_identity,
    fault=lambda: "",
    offers=_offers,
    remedy="Reinstall it with: pip install --force-reinstall espeakng-loader pyttsx3",
    rate=113,
    slow=0.85,
    lexicon=Path(__file__).with_name("espeak-lexicon.txt"),
    tone="soft",
    forks=True,
)
