"""Tries everything that a session needs, and says what is wrong and what to do about it."""

from __future__ import annotations

import contextlib
import importlib.util
import math
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from msgspec import Struct

from voice_coach import settings
from voice_coach.atomic import atomic_write
from voice_coach.errors import CoachError, VoiceError, printable, why
from voice_coach.plan.timeline import Line
from voice_coach.playback.output import Output, output
from voice_coach.session import places
from voice_coach.session.spec import OutputSpec, VoiceSpec
from voice_coach.sound.files import Pcm
from voice_coach.speech.cache import MOST_BYTES, default_folder, size
from voice_coach.speech.engines.family import SAMPLE
from voice_coach.speech.engines.registry import default_voice, family_of, missing
from voice_coach.speech.narrator import Delivery
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.units import RATE, frames, seconds

LITTLE = 200 << 20
"""Bytes of free space below which a finding says so: speech and an export need some."""


class Finding(Struct, frozen=True, rename={"result": "told"}):
    """The result of one try."""

    name: str
    fine: bool
    result: str
    """What came of it; its name in `coach doctor --json` is older."""
    remedy: str = ""
    """What to do; where all is fine, what could be better."""


def findings(voice: VoiceSpec, heard: OutputSpec) -> Iterator[Finding]:
    """Yield the findings, one after another: some tries take seconds."""
    tries: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("settings", _settings),
        ("voice", lambda: _voice(voice)),
        ("device", lambda: _device(heard)),
        ("cache", _cache),
        ("storage", _storage),
        ("awake", _awake),
        ("media keys", _media_keys),
    )
    for name, attempt in tries:
        try:
            yield attempt()
        except CoachError as fault:
            cause, *more = str(fault).splitlines()
            yield Finding(name, False, printable(cause), printable(" ".join(more)))
        except OSError as fault:  # such as a folder of another user
            cause = f"{printable(str(fault.filename or 'the system'))}: {why(fault)}"
            yield Finding(name, False, cause, "See who owns it; it should be you.")


def _settings() -> Finding:
    kept = settings.read()
    there = f"{len(kept)} in {settings.file()}" if kept else "none; all as it ships"
    return Finding("settings", True, there)


def _voice(spec: VoiceSpec) -> Finding:
    """Let the voice really speak: nothing comes from the cache."""
    name = spec.name or default_voice()
    family = family_of(name)
    delivery = Delivery(family, family.named(name), spec.rate or family.rate)
    ((_, take),) = Synthesizer(family).speak([delivery.utterance(Line(SAMPLE))])
    if not take.pcm:
        raise VoiceError(f"{name} speaks silence.\n{family.remedy}")
    result = f"{printable(name)} speaks: {seconds(take.frames):.1f} s for a line"
    better = "" if spec.name else missing(name)
    return Finding("voice", True, result, " ".join(better.splitlines()))


def _device(spec: OutputSpec) -> Finding:
    through = spec.through or "miniaudio"
    if not sounded(output(through, spec.device)):
        result = "it opens, but does not play"
        return Finding("device", False, result, "Choose another (coach devices), or reconnect it.")
    if through == "silent":
        return Finding("device", True, "silent: sessions are shown in words")
    return Finding("device", True, f"a soft tone was played through {_name(spec)}", _UNHEARD)


_UNHEARD = "Not heard? See the system's volume, or choose: coach devices"


def _name(spec: OutputSpec) -> str:
    if spec.device:
        return printable(spec.device)
    with contextlib.suppress(CoachError):
        from voice_coach.playback.outputs.miniaudio import devices

        return next((each.name for each in devices() if each.default), "the default device")
    return "the default device"


def _cache() -> Finding:
    count, held = size(default_folder())
    _try_to_write(default_folder())
    return Finding("cache", True, f"{count} takes, {held / 2**20:.0f} of {MOST_BYTES >> 20} MiB")


def _storage() -> Finding:
    folders = {place.folder for place in places.places() if place.name != "running"}
    for folder in sorted(folders):
        _try_to_write(folder)
    free = min(shutil.disk_usage(_there(folder)).free for folder in folders)
    result = f"{free / 2**30:.1f} GiB free; see coach paths"
    remedy = "" if free > LITTLE else "Free some space: an export needs it."
    return Finding("storage", free > LITTLE, result, remedy)


def _there(folder: Path) -> Path:
    """Return the folder, or the nearest above it that exists."""
    return next(one for one in (folder, *folder.parents) if os.path.exists(one))


def _try_to_write(folder: Path) -> None:
    """Write a small file to the folder, or where the folder would be made, and remove it again."""
    probe = _there(folder) / f".coach-probe-{os.getpid()}"
    try:
        with atomic_write(probe, durable=False) as file:
            file.write(b"x" * 4096)
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()


def _awake() -> Finding:
    from voice_coach.playback.awake import trial

    cause, remedy = trial()
    if cause:
        return Finding("awake", False, f"the machine may fall asleep: {cause}", remedy)
    return Finding("awake", True, "the machine stays awake while a session plays")


def _media_keys() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("media keys", True, "not on this system; keys and `coach pause` do", "")
    if importlib.util.find_spec("dbus_fast") is None:
        remedy = "pip install 'voice-coach[mediakeys]'"
        return Finding("media keys", False, "not installed; the keyboard works", remedy)
    from voice_coach.playback.controls.mpris import reachable

    if not reachable():
        remedy = "They need a desktop session; the keyboard and `coach pause` work."
        return Finding("media keys", False, "no desktop answers", remedy)
    return Finding("media keys", True, "headset buttons control a session")


TONE, LEVEL, LASTS = 440.0, 0.06, frames(0.8)
"""Hz, share of full scale, frames: soft, and as short as can be heard for certain."""
PATIENCE = 5.0
"""Seconds that a device may take to ask for its first samples: wireless ones connect first."""


def sounded(opened: Output) -> bool:
    """Play a soft tone; return whether the device asked for all of it.

    Raises:
        DeviceError: it does not open.
    """
    done, played = threading.Event(), [0]

    def pull(count: int) -> Pcm:
        block = tone(played[0], count)
        played[0] += count
        if played[0] > LASTS + opened.latency:
            done.set()
        return block

    opened.start(pull)
    try:
        return done.wait(PATIENCE)
    finally:
        opened.stop()


def tone(start: int, count: int) -> Pcm:
    """Return frames of the test tone, which swells and fades: int16, shape (count, 2)."""
    at = np.arange(start, start + count)
    swell = np.sin(np.pi * np.clip(at / LASTS, 0, 1)) ** 2
    wave = LEVEL * swell * np.sin(2 * math.pi * TONE * at / RATE)
    return np.repeat(np.rint(wave * 32767).astype(np.int16)[:, None], 2, axis=1)
