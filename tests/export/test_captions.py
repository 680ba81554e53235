"""Captions: the words, at the times at which they sound."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rig.command import Coach
from rig.hearing import read

from voice_coach.export.captions import CAPTIONS, lyrics, subrip, webvtt
from voice_coach.export.captions import text as plain
from voice_coach.plan.timeline import Line, Pace, SpeechEvent, Timeline

SHORT = Path(__file__).parents[1] / "data" / "short.yaml"
RATE = 48_000
Cue = tuple[float, float, str]
LOUD = 300
KEPT = {"en-us+f5": (0.015, 0.030), "tone": (0.005, 0.0)}
"""Seconds that a take keeps before and after its sound."""


def session(*spoken: tuple[int, int, str]) -> Timeline:
    """A timeline with these cues: start and length in frames, text."""
    cues = tuple(SpeechEvent(start, length, Line(text)) for start, length, text in spoken)
    return Timeline(10 * RATE, cues, (), (), ())


def cues(text: str) -> list[Cue]:
    """The cues of a WebVTT file, read strictly: seconds, seconds, text as a player shows it."""
    head, *blocks = text.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    found = []
    for block in blocks:
        times, words = block.split("\n")
        start, end = times.split(" --> ")
        shown = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        found.append((seconds(start), seconds(end), shown))
    return found


def seconds(time: str) -> float:
    """Seconds of hh:mm:ss.mmm."""
    assert re.fullmatch(r"\d\d+:[0-5]\d:[0-5]\d\.\d{3}", time)
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (0, "00:00:00.000"),
        (24, "00:00:00.001"),
        (23, "00:00:00.000"),
        (RATE - 1, "00:00:01.000"),
        (61 * RATE, "00:01:01.000"),
        (3600 * RATE, "01:00:00.000"),
        (100 * 3600 * RATE + 48, "100:00:00.001"),
    ],
)
def test_times(frame: int, shown: str) -> None:
    """A time is told to the nearest millisecond, hours and all."""
    assert webvtt(session((frame, RATE, "Rest.")), "").splitlines()[2].startswith(shown)


def test_text_is_no_markup() -> None:
    """What would be markup in captions is written so that it is shown."""
    text = "Press <b>here</b> & hold --> so; &lt;"
    assert cues(webvtt(session((0, RATE, text)), "")) == [(0, 1, text)]


def test_no_words() -> None:
    """A session without speech makes a valid file without cues."""
    assert webvtt(session(), "") == "WEBVTT\n\n"


SPOKEN = ((RATE, RATE, "Sit & rest."), (3700 * RATE, 2 * RATE, "Done\n\nnow."))
KINDS: dict[Callable[[Timeline, str], str], str] = {
    subrip: """1
00:00:01,000 --> 00:00:02,000
Sit & rest.

2
01:01:40,000 --> 01:01:42,000
Done now.

""",
    lyrics: "[ti:Back]\n[00:01.00]Sit & rest.\n[61:40.00]Done now.\n",
    plain: "Back\n\n00:00:01  Sit & rest.\n01:01:40  Done now.\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(kind: Callable[[Timeline, str], str]) -> None:
    """SubRip, LRC and plain text have their own times, and each cue in one line."""
    assert kind(session(*SPOKEN), "Back") == KINDS[kind]


def test_every_kind_is_in_the_table() -> None:
    """What can be written by its suffix is what there is."""
    assert set(CAPTIONS.values()) == {webvtt, *KINDS}


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize("suffix", [".vtt", ".srt", ".lrc"])
def test_ffprobe_reads_every_kind(tmp_path: Path, suffix: str) -> None:
    """FFmpeg finds the same cues at the same times in each kind that has times."""
    path = tmp_path / f"x{suffix}"
    path.write_text(CAPTIONS[suffix](session(*SPOKEN), "Back"))
    command = ["ffprobe", "-v", "warning", "-show_packets", "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    packets = json.loads(done.stdout)["packets"]
    assert [float(packet["pts_time"]) for packet in packets] == [1, 3700]


def exported(coach: Coach, *options: str) -> tuple[list[Cue], NDArray[np.int16]]:
    """The captions and the left side of an exported session."""
    done = coach("export", SHORT, "-o", "x.wav", "--captions", "x.vtt", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return cues((coach.folder / "x.vtt").read_text()), read(coach.folder / "x.wav")[:, 0]


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["en-us+f5", "tone"])
def test_times_are_those_of_the_sound(coach: Coach, voice: str) -> None:
    """Each caption stands where its speech sounds in the exported file, to a millisecond.

    The clip is looked for in the file: it is where the two are most alike.
    """
    from scipy.signal import correlate

    from voice_coach.sound.clips import render_speech
    from voice_coach.speech.narrator import make_narrator

    found, samples = exported(coach, "--voice", voice, "--voice-tone", "plain", "--no-lean")
    speaker = make_narrator(voice)
    measured = 0
    for start, end, text in found:
        clips = [
            render_speech(speaker.take(line))
            for line in (Line(text, Pace.NORMAL), Line(text, Pace.SLOW))
        ]
        clip = min(clips, key=lambda clip: abs(len(clip) - (end - start) * RATE))
        first = np.flatnonzero(np.abs(clip * 32767) > LOUD)[0]
        at = round(start * RATE)
        before = samples[at - RATE // 10 : at - RATE // 500].astype(int)
        if np.abs(before).max() > LOUD:  # a chime still rings
            continue
        around = samples[at - 480 : at + len(clip) + 480].astype(np.float32)
        alike = correlate(around, clip, "valid")
        assert abs(int(alike.argmax()) - 480) <= RATE // 1000
        assert abs(len(clip) - (end - start) * RATE) <= RATE // 1000
        assert first <= (KEPT[voice][0] + 0.005) * RATE
        measured += 1
    assert measured >= 8


def test_captions_are_the_words_shown(coach: Coach) -> None:
    """Captions hold every word of the session as written, at the times that show tells."""
    found, samples = exported(coach)
    shown = json.loads(coach("show", SHORT, "--json").stdout)
    words = [word for step in shown["steps"] for word in step["words"]]
    assert [text for _, _, text in found] == [word["text"] for word in words]
    for (start, end, _), word in zip(found, words, strict=True):
        assert start == pytest.approx(word["start"], abs=0.0006)
        assert end == pytest.approx(word["start"] + word["seconds"], abs=0.0006)
    assert all(end <= after for (_, end, _), (after, _, _) in zip(found, found[1:], strict=False))
    assert found[-1][1] <= len(samples) / RATE


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_others_read_them(coach: Coach) -> None:
    """The program ffprobe finds the same cues at the same times, and ffmpeg makes subtitles of them."""
    found, _ = exported(coach)
    path = coach.folder / "x.vtt"
    command = ["ffprobe", "-v", "warning", "-show_packets", "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    packets = json.loads(done.stdout)["packets"]
    times = [
        (float(p["pts_time"]), float(p["pts_time"]) + float(p["duration_time"])) for p in packets
    ]
    assert times == [pytest.approx((start, end), abs=0.0011) for start, end, _ in found]
    command = ["ffmpeg", "-v", "warning", "-i", str(path), "-f", "srt", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert re.findall(r"^[A-Z].*$", done.stdout, re.MULTILINE) == [text for _, _, text in found]
