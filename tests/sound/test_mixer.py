"""The mixer: any block in any order is the same samples; what it holds stays small."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rig.examples import examples
from sound.measuring import decibels, lufs, rms
from sound.speaking import LINES, chime, clip_of, counting, cue, timeline

from voice_coach.errors import UsageError
from voice_coach.plan.longer import longer
from voice_coach.plan.timeline import ChimeEvent, Line, Sound, SpeechEvent
from voice_coach.script.terms import Side
from voice_coach.session.open import LEAN
from voice_coach.sound.bed import Bed, load_bed
from voice_coach.sound.chimes import render_chime
from voice_coach.sound.clips import KEPT
from voice_coach.sound.files import to_pcm
from voice_coach.sound.mixer import Mixer
from voice_coach.units import frames

LENGTH = frames(26.0)
EVENTS = (
    chime(0.7, Sound.OPEN, 1.1),
    cue(2.3, LINES[0], Side.LEFT),
    chime(11.2, Sound.CHANGE, 2.2),
    ChimeEvent(frames(13.5), frames(4.0), Sound.BREATHE_IN, Side.RIGHT),
    cue(13.5, LINES[3], Side.RIGHT),
    cue(18.0, LINES[1]),
    chime(21.9, Sound.END, 4.0),
)


def session(under: Bed | None = None, lean: float = LEAN) -> Mixer:
    """A mixer of half a minute with everything in it."""
    made = timeline(*EVENTS, length=LENGTH, bed=(frames(1.0), frames(25.0)))
    return Mixer(made, clip_of, under, lean)


@pytest.fixture(scope="module", params=["none", "rain"])
def mixed(request: pytest.FixtureRequest) -> tuple[Mixer, np.ndarray]:
    """A mixer and its whole session in one block."""
    mixer = session(load_bed(request.param, 1.0))
    return mixer, mixer.pcm(0, LENGTH)


@examples(8)
@given(cuts=st.lists(st.integers(0, LENGTH), max_size=12), seed=st.integers(0, 999))
def test_any_split_is_the_same(mixed: tuple[Mixer, np.ndarray], cuts: list[int], seed: int) -> None:
    """Blocks of any size, mixed in any order, are bit for bit the samples of one long block."""
    mixer, whole = mixed
    edges = sorted({0, LENGTH, *cuts})
    spans = list(pairwise(edges))
    Random(seed).shuffle(spans)
    out = np.zeros_like(whole)
    for start, end in spans:
        out[start:end] = mixer.pcm(start, end - start)
    assert np.array_equal(out, whole)


@examples(60)
@given(start=st.integers(0, LENGTH + 100_000), count=st.integers(1, 9000))
def test_any_block_is_the_same(mixed: tuple[Mixer, np.ndarray], start: int, count: int) -> None:
    """A block from anywhere is a piece of the whole; beyond the end there is only the floor."""
    mixer, whole = mixed
    block = mixer.pcm(start, count)
    assert block.shape == (count, 2)
    assert block.dtype == np.int16
    inside = max(0, min(count, LENGTH - start))
    assert np.array_equal(block[:inside], whole[start : start + inside])
    if start > max(event.end for event in EVENTS):
        assert np.array_equal(block, to_pcm(mixer.under(start, count)))


def test_a_bed_changes_nothing_outside_of_it() -> None:
    """Before the bed begins and after it ends the samples are those without a bed."""
    with_bed, without = session(load_bed("brown", 1.0)), session()
    for start, count in ((0, frames(1.0)), (frames(25.0), frames(1.0))):
        assert np.array_equal(with_bed.pcm(start, count), without.pcm(start, count))
    middle = (frames(8.0), frames(1.0))
    assert not np.array_equal(with_bed.pcm(*middle), without.pcm(*middle))


@pytest.mark.parametrize("count", [-1, 10**12])
def test_a_block_has_a_bound(count: int) -> None:
    """More frames than memory could hold, or fewer than none, are refused in a sentence."""
    for ask in (session().block, session().pcm):
        with pytest.raises(UsageError, match="up to 172,800,000 frames"):
            ask(0, count)


def test_floor() -> None:
    """Under silence lies noise of -70 dBFS, that never is zero for a millisecond, nor reaches -50."""
    quiet = Mixer(timeline(length=frames(30)), clip_of).pcm(0, frames(30)) / 32767
    assert rms(quiet) == pytest.approx(-70.0, abs=0.5)
    assert decibels(float(np.abs(quiet).max())) < -50
    assert np.abs(quiet).reshape(-1, 48 * 2).max(axis=1).min() > 0
    assert abs(float(np.corrcoef(quiet.T)[0, 1])) < 0.01


def test_events_are_where_the_timeline_says() -> None:
    """Each clip begins to the frame at its event, with its samples unchanged but for the floor."""
    mixer = session(lean=0.0)
    for event in (EVENTS[1], EVENTS[2]):
        clip = clip_of(event.line) if isinstance(event, SpeechEvent) else render_chime(event)
        block = mixer.block(event.start, len(clip)) - mixer.under(event.start, len(clip))
        assert np.allclose(block, clip[:, None], atol=1e-6)


def test_overlapping_events_add() -> None:
    """What sounds at the same time is the sum of both, frame by frame."""
    one, other = EVENTS[3], EVENTS[4]
    made = [
        Mixer(timeline(*events, length=LENGTH), clip_of).block(frames(13.0), frames(4.0))
        for events in ((one,), (other,), (one, other), ())
    ]
    assert np.allclose(made[0] + made[1] - made[3], made[2], atol=1e-6)
    assert np.abs(made[1] - made[3]).max() > 0.01
    assert np.abs(made[0] - made[3]).max() > 0.001


@pytest.mark.parametrize("side", Side)
def test_a_side_leans_to_its_ear(side: Side) -> None:
    """A cue for a side is louder in that ear by the lean, which is at most 6 dB."""
    assert 0 < LEAN <= 6
    block = Mixer(timeline(cue(0, LINES[0], side), length=LENGTH), clip_of, None, LEAN)
    left, right = block.block(0, frames(4.0)).T
    apart = rms(left) - rms(right)
    assert apart == pytest.approx(LEAN if side is Side.LEFT else -LEAN, abs=0.01)


@pytest.mark.parametrize("lean", [LEAN, 6.0])
@pytest.mark.parametrize("side", Side)
def test_a_lean_costs_nothing(side: Side, lean: float) -> None:
    """Leaning leaves the loudness within 0.3 LU, and the sum on one loudspeaker within 0.5 dB."""
    plain, leant = (
        Mixer(timeline(cue(0, LINES[0], side), length=LENGTH), clip_of, None, by).block(
            0, len(clip_of(LINES[0]))
        )
        for by in (0.0, lean)
    )
    assert lufs(leant) == pytest.approx(lufs(plain), abs=0.3)
    assert rms(leant.sum(axis=1)) == pytest.approx(rms(plain.sum(axis=1)), abs=0.5)
    assert not np.allclose(leant, plain, atol=1e-3)


def test_no_side_no_lean() -> None:
    """Without a side, or with the lean turned off, both channels carry the same."""
    for side, lean in ((None, LEAN), (Side.LEFT, 0.0)):
        mixer = Mixer(timeline(cue(0, LINES[0], side), length=LENGTH), clip_of, None, lean)
        block = mixer.block(0, frames(2.0)) - mixer.under(0, frames(2.0))
        assert np.allclose(block[:, 0], block[:, 1], atol=1e-7)
        assert np.abs(block).max() > 0.1


def many(count: int) -> list[SpeechEvent]:
    """Cues one after another, each with words of its own."""
    return [SpeechEvent(frames(n), frames(0.5), Line(f"Cue {n}.")) for n in range(count)]


def test_few_clips_are_held() -> None:
    """However many cues there are, no more than a set number of clips stays in memory."""
    asked, voice = counting(lambda line: np.ones(frames(0.5), np.float32))
    mixer = Mixer(timeline(*many(300), length=frames(300)), voice)
    most = 0
    for start in range(0, frames(300), frames(1)):
        mixer.pcm(start, frames(1))
        most = max(most, len(mixer.clips))
    assert most == KEPT <= 64
    assert len(asked) == 300


def test_a_clip_is_made_once() -> None:
    """Words that are said again and again are made once, also for another timeline."""
    asked, voice = counting()
    cues = [cue(at, LINES[1]) for at in (0.0, 5.0, 10.0)]
    made = timeline(*cues, length=LENGTH)
    mixer = Mixer(made, voice)
    mixer.pcm(0, LENGTH)
    mixer.use(longer(made, frames(8.0), frames(3.0)))
    mixer.pcm(0, LENGTH)
    assert asked == [LINES[1]]


def test_another_timeline() -> None:
    """Given another timeline, the mixer is as a new one of it."""
    mixer = session()
    grown = longer(mixer.timeline, frames(17.7), frames(3.0))
    mixer.use(grown)
    fresh = Mixer(grown, clip_of, None, LEAN)
    assert np.array_equal(mixer.pcm(0, grown.length), fresh.pcm(0, grown.length))


def test_clips_made_ahead_are_not_made_again() -> None:
    """What was made ahead is there when its block is mixed."""
    asked, voice = counting()
    mixer = Mixer(timeline(*EVENTS, length=LENGTH), voice)
    while event := mixer.missing(0, LENGTH):
        mixer.make(event)
    before = list(asked)
    at_hand = to_pcm(mixer.block_at_hand(0, LENGTH))
    assert np.array_equal(at_hand, mixer.pcm(0, LENGTH))
    assert len(before) == 3
    assert asked == before


def test_what_is_not_at_hand_is_silent_and_named() -> None:
    """Clips that are not there yet are left out without waiting, and named in their order."""
    asked, voice = counting()
    mixer = Mixer(timeline(*EVENTS, length=LENGTH), voice)
    assert np.array_equal(mixer.block_at_hand(0, LENGTH), mixer.under(0, LENGTH))
    named = []
    while event := mixer.missing(0, LENGTH):
        named.append(event)
        mixer.make(event)
    assert asked == [event.line for event in EVENTS if isinstance(event, SpeechEvent)]
    assert named == mixer.timeline.sounding


def test_late_tells_where_to_wait() -> None:
    """It is the first frame of what is missing, or the present one within it; else None."""
    first, second = EVENTS[0], EVENTS[1]
    mixer = Mixer(timeline(first, second, length=LENGTH), clip_of)
    assert mixer.late(0, first.start) is None
    assert mixer.late(0, first.start + 1) == first.start
    assert mixer.late(first.start + 5, 100) == first.start + 5
    mixer.make(first)
    assert mixer.late(0, LENGTH) == second.start
    mixer.make(second)
    assert mixer.late(0, LENGTH) is None


def test_what_is_not_planned_yet_is_waited_for() -> None:
    """Where the planned part of a session ends for now, it stands; at a late cue before that, there."""
    first, second = EVENTS[0], EVENTS[1]
    mixer = Mixer(timeline(first, second, length=LENGTH), clip_of, horizon=first.end + 100)
    assert mixer.late(0, first.start) is None
    assert mixer.late(0, LENGTH) == first.start
    mixer.make(first)
    assert mixer.late(0, first.end + 100) is None
    assert mixer.late(10, first.end + 91) == first.end + 100
    assert mixer.late(first.end + 100, 1) == first.end + 100
    assert mixer.late(first.end + 99, 1) is None
    assert mixer.late(second.start + 7, 50) == second.start + 7
    mixer.horizon = None
    assert mixer.late(0, second.start) is None


def test_a_clip_that_failed_is_not_waited_for() -> None:
    """Where a clip can not be made nobody waits; where it comes again it is tried again."""

    def failing(line: Line) -> np.ndarray:
        raise ValueError("no")

    twice = timeline(cue(1.0, LINES[0]), cue(10.0, LINES[0]), length=LENGTH)
    mixer = Mixer(twice, failing)
    for start in (1.0, 10.0):
        event = mixer.missing(0, LENGTH)
        assert event is not None
        assert event.start == frames(start) == mixer.late(0, LENGTH)
        with pytest.raises(ValueError, match="no"):
            mixer.make(event)
    assert mixer.missing(0, LENGTH) is None
    assert mixer.late(0, LENGTH) is None
    assert np.array_equal(mixer.block_at_hand(0, LENGTH), mixer.under(0, LENGTH))


@contextmanager
def released(go: threading.Event) -> Iterator[None]:
    """Let a thread that waits go on, also where a test fails."""
    try:
        yield
    finally:
        go.set()


def test_asking_what_is_at_hand_never_waits() -> None:
    """While another thread is making a clip, a block at hand, `late` and `missing` answer."""
    begun, go = threading.Event(), threading.Event()

    def stuck(line: Line) -> np.ndarray:
        begun.set()
        assert go.wait(60)
        return clip_of(line)

    mixer = Mixer(timeline(*EVENTS[1:2], length=LENGTH), stuck)
    with ThreadPoolExecutor(1) as pool, released(go):
        made = pool.submit(mixer.make, EVENTS[1])
        assert begun.wait(60)
        assert np.array_equal(mixer.block_at_hand(0, LENGTH), mixer.under(0, LENGTH))
        assert mixer.late(0, LENGTH) == EVENTS[1].start
        assert mixer.missing(0, LENGTH) is None
        go.set()
        made.result(60)
    assert mixer.late(0, LENGTH) is None


def test_threads_share_a_clip() -> None:
    """Who wants a clip that another thread is making waits for it, and does not make it again."""
    begun, go = threading.Event(), threading.Event()

    def slowly(line: Line) -> np.ndarray:
        begun.set()
        assert go.wait(60)
        return clip_of(line)

    asked, voice = counting(slowly)
    mixer = Mixer(timeline(*EVENTS[1:2], length=LENGTH), voice)
    with ThreadPoolExecutor(4) as pool, released(go):
        mixed = [pool.submit(mixer.pcm, 0, LENGTH) for _ in range(4)]
        assert begun.wait(60)
        go.set()
        first, *others = (each.result() for each in mixed)
    assert asked == [LINES[0]]
    assert all(np.array_equal(each, first) for each in others)


def test_a_clip_that_failed_is_tried_again() -> None:
    """A fault is raised where the clip was wanted; the next time it is made anew."""
    faults = [ValueError("no"), None]

    def failing(line: Line) -> np.ndarray:
        fault = faults.pop(0)
        if fault:
            raise fault
        return clip_of(line)

    mixer = Mixer(timeline(*EVENTS[1:2], length=LENGTH), failing)
    with pytest.raises(ValueError, match="no"):
        mixer.pcm(0, LENGTH)
    assert mixer.pcm(frames(3.0), frames(1.0)).any()
    assert faults == []


def test_too_loud_is_cut_not_wrapped() -> None:
    """Samples beyond full scale stay at it; they do not turn over."""
    block = np.array([[2.0, -2.0], [1.0, -1.0], [0.0, 0.5 / 32767]], np.float32)
    assert to_pcm(block).tolist() == [[32767, -32768], [32767, -32767], [0, 0]]
    near = np.array([[0.6, -0.6], [1.4, -1.4]], np.float32) / np.float32(32767)
    assert to_pcm(near).tolist() == [[1, -1], [1, -1]]


def test_a_chime_can_step_back() -> None:
    """A strike with a gain sounds as the same strike does, that many decibels softer."""
    plain = ChimeEvent(frames(1), frames(0.1), Sound.TICK)
    soft = ChimeEvent(frames(1), frames(0.1), Sound.TICK, gain=-12.0)
    loud, quiet = (Mixer(timeline(event, length=frames(3)), clip_of) for event in (plain, soft))
    start, count = frames(1), frames(0.1)
    heard = [m.block(start, count) - m.under(start, count) for m in (loud, quiet)]
    assert np.allclose(heard[1], heard[0] * 10 ** (-12 / 20), atol=1e-6)
    assert np.abs(heard[0]).max() > 0.001
