"""The narrator: lines to lengths and takes, spoken or kept; and how a line is delivered."""

from collections.abc import Iterator, Sequence
from cProfile import Profile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from voice_coach.errors import VoiceError
from voice_coach.plan.timeline import Line, Pace
from voice_coach.sound.clips import render_speech
from voice_coach.speech.cache import TakeCache
from voice_coach.speech.engines import beeps, espeak
from voice_coach.speech.engines.family import Family
from voice_coach.speech.engines.registry import default_voice
from voice_coach.speech.narrator import Delivery, Narrator, make_narrator
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Utterance

VOICE = Delivery(espeak.FAMILY, espeak.DEFAULT, 116)
LINES = [Line("One."), Line("One. Two. Three whole sentences."), Line("Two.", Pace.SLOW)]


class Silent:
    """Says nothing, at once."""

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Make empty takes."""
        for utterance in utterances:
            yield utterance, Take(48_000, b"")


class Broken:
    """Can not speak."""

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Fail."""
        raise VoiceError("It is broken.\nMend it.")


class Nothing:
    """A cache that keeps nothing."""

    def frames(self, utterance: Utterance) -> None:
        """Know nothing."""

    def put(self, utterance: Utterance, take: Take) -> bool:
        """Keep nothing."""
        return False


@dataclass
class Counted:
    """The tone, and what it was asked for; deaf to what it is told to forget."""

    asked: list[str] = field(default_factory=list)

    def speak(self, utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Take]]:
        """Beep, in reverse order: takes come as they get done."""
        self.asked += [utterance.text for utterance in utterances]
        yield from Synthesizer(beeps.FAMILY).speak(utterances[::-1])


@pytest.fixture
def voice() -> Counted:
    """A voice that counts."""
    return Counted()


@pytest.fixture
def told(tmp_path: Path, voice: Counted) -> Narrator:
    """A narrator with an empty cache."""
    return Narrator(
        Delivery(beeps.FAMILY, "tone", 120), voice, TakeCache(tmp_path / "takes", lambda: "counted")
    )


@pytest.fixture
def unkept(tmp_path: Path, voice: Counted) -> Narrator:
    """A narrator whose cache can keep nothing."""
    (tmp_path / "file").touch()
    return Narrator(
        Delivery(beeps.FAMILY, "tone", 120), voice, TakeCache(tmp_path / "file", lambda: "counted")
    )


def beat(*words: int, rate: int = 120, pause: float = 0.4) -> int:
    """Frames of beeps of so many words, with pauses between, as a take counts them."""
    samples = sum(round(60 * count / rate * 22_050) for count in words)
    return -(-(samples + (len(words) - 1) * round(pause * 22_050)) * 48_000 // 22_050)


def test_length_of_a_line(told: Narrator) -> None:
    """A line takes its sentences and the pauses between them, and no pause after the last."""
    found = told.measure(LINES)
    assert found == {
        LINES[0]: beat(1),
        LINES[1]: beat(1, 1, 3),
        LINES[2]: beat(1, rate=113),
    }


@pytest.mark.parametrize("line", LINES)
def test_measured_is_what_sounds(told: Narrator, line: Line) -> None:
    """The clip of a line has just as many frames as were measured."""
    length = told.measure([line])[line]
    assert len(render_speech(told.take(line))) == length


@pytest.mark.parametrize("line", [Line("Open your hand. Rest."), Line("Breathe.", Pace.SLOW)])
def test_measured_is_what_sounds_in_the_real_voice(tmp_path: Path, line: Line) -> None:
    """The same holds for eSpeak."""
    real = Narrator(VOICE, Synthesizer(espeak.FAMILY), TakeCache(tmp_path, lambda: "eSpeak"))
    length = real.measure([line])[line]
    assert len(render_speech(real.take(line))) == length


def test_each_line_is_spoken_once(told: Narrator, voice: Counted) -> None:
    """All lines together are spoken at once, each once, and nothing again later."""
    told.measure(LINES)
    told.measure(LINES)
    for line in LINES:
        told.take(line)
    assert voice.asked == [line.text for line in LINES]


def test_the_cache_saves_speaking(told: Narrator, voice: Counted) -> None:
    """Another narrator with the same cache speaks nothing, and says the same."""
    known = told.measure(LINES)
    voice.asked.clear()
    other = Narrator(told.delivery, voice, TakeCache(told.cache.folder, lambda: "counted"))
    assert other.measure(LINES) == known
    assert [other.take(line) for line in LINES] == [told.take(line) for line in LINES]
    assert voice.asked == []


def test_without_a_cache_it_remembers(unkept: Narrator, voice: Counted) -> None:
    """Takes that can not be kept are spoken once all the same."""
    unkept.measure(LINES)
    assert unkept.take(LINES[1]).frames == beat(1, 1, 3)
    assert len(voice.asked) == 3


def test_a_take_without_measuring(told: Narrator) -> None:
    """A take can be asked for at once."""
    assert told.take(LINES[1]).frames == beat(1, 1, 3)


@pytest.mark.parametrize("damage", [b"", b"coach"])
def test_a_take_lost_meanwhile_is_spoken_again(
    told: Narrator, voice: Counted, damage: bytes
) -> None:
    """An entry that is damaged after it was measured is spoken again."""
    told.measure(LINES)
    before = told.take(LINES[0])
    for path in told.cache.folder.rglob("*.take"):
        path.write_bytes(damage)
    voice.asked.clear()
    assert told.take(LINES[0]) == before
    assert voice.asked == ["One."]


def test_a_line_without_words_has_no_length(told: Narrator, voice: Counted) -> None:
    """A line in which nothing can be spoken is left out."""
    assert told.measure([Line("..."), LINES[0]]) == {LINES[0]: beat(1)}
    assert voice.asked == ["One."]


def test_ready_lines_are_told(told: Narrator) -> None:
    """Each line that had to be spoken is told once, when its take can be had; others are not."""
    told.measure(LINES[:1])
    seen: list[Line] = []
    kept: list[int] = []

    def ready(line: Line) -> None:
        seen.append(line)
        kept.append(told.take(line).frames)

    told.on_take = ready
    told.measure(LINES)
    told.measure(LINES)
    assert sorted(seen, key=LINES.index) == LINES[1:]
    assert all(kept)


def test_a_voice_that_fails_is_an_error(tmp_path: Path) -> None:
    """The error of the voice reaches who asked."""
    unknown = Delivery(espeak.FAMILY, "en-us+none", 116)
    real = Narrator(unknown, Synthesizer(espeak.FAMILY), TakeCache(tmp_path, lambda: "engine"))
    with pytest.raises(VoiceError, match="There is no voice"):
        real.measure(LINES)


@pytest.fixture
def broken(tmp_path: Path, told: Narrator) -> Narrator:
    """A narrator whose voice is broken, and who has another one."""
    cache = TakeCache(tmp_path / "others", lambda: "broken")
    return Narrator(VOICE, Broken(), cache, fallback=lambda: told)


def test_a_broken_voice_is_replaced(broken: Narrator, told: Narrator) -> None:
    """Where the voice fails, another one speaks all of it from then on, and a line tells so."""
    assert broken.measure(LINES) == told.measure(LINES)
    assert broken.take(LINES[0]) == told.take(LINES[0])
    assert broken.note.startswith("It is broken. tone speaks instead.\n")


def test_words_that_can_be_done_without_change_no_voice(broken: Narrator) -> None:
    """That the answers to "where" can not be spoken leaves the session's voice as it is."""
    with pytest.raises(VoiceError):
        broken.speak(LINES)
    assert (broken.delivery, broken.note) == (VOICE, "")


def test_narrator_by_name() -> None:
    """A name leads to its engine; without one the best voice speaks, at its own rate."""
    assert make_narrator("tone", 120).delivery == Delivery(beeps.FAMILY, "tone", 120)
    assert make_narrator("en-us+m3", 99).delivery == Delivery(espeak.FAMILY, "en-us+m3", 99)
    found = make_narrator().delivery
    assert (found.voice, found.rate) == (default_voice(), found.family.rate)


def test_progress_is_told(told: Narrator) -> None:
    """Who waits hears how many takes are made, of those that have to be."""
    told.measure(LINES[:1])
    heard: list[tuple[int, int]] = []
    told.on_progress = lambda done, of: heard.append((done, of))
    told.measure(LINES)
    told.measure(LINES)
    assert heard == [(0, 2), (1, 2), (2, 2)]


def test_measuring_is_linear() -> None:
    """Four times the lines take about four times the work: each utterance is met once."""

    def asked(count: int) -> int:
        lines = [Line(f"Line {number}.") for number in range(count)]
        told = Narrator(Delivery(beeps.FAMILY, "tone", 6000), Silent(), Nothing())  # type: ignore[arg-type]
        profile = Profile()
        profile.runcall(told.measure, lines)
        return sum(entry.callcount for entry in profile.getstats())

    assert asked(400) < 5 * asked(100)


def texts(text: str) -> list[str]:
    """What the voice is given for a line."""
    return list(VOICE.utterance(Line(text)).sentences)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.", ["One."]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("One, two; three: four - five.", ["One, two; three: four - five."]),
        ("About 2.5 minutes.", ["About 2.5 minutes."]),
        ("One...  Two", ["One...", "Two"]),
        ("One. ... Two.", ["One.", "Two."]),
        ('Say "yes." Then rest.', ['Say "yes.', "Then rest."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("No stop at the end", ["No stop at the end"]),
        ("\u00c9tude. \u00dcber.", ["\u00c9tude.", "\u00dcber."]),
        ("...", []),
        ("", []),
        ("?! -", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    """A line is given a sentence at a time; what holds no letter or digit is not given at all."""
    assert texts(text) == parts


@pytest.mark.parametrize(
    ("family", "text"),
    [(espeak.FAMILY, "Let your eyes cloze."), (beeps.FAMILY, "Let your eyes close.")],
)
def test_a_lexicon_is_its_engines_alone(family: Family, text: str) -> None:
    """What one engine says wrongly is respelled for it, and for no other."""
    found = Delivery(family, "x", 116).utterance(Line("Let your eyes close."))
    assert found.sentences == (text,)


@pytest.mark.parametrize(("rate", "slow"), [(113, 96), (100, 85), (60, 51), (250, 212)])
def test_a_slow_line_is_slower(rate: int, slow: int) -> None:
    """A slow line keeps its voice and loses fifteen percent of its rate."""
    delivery = Delivery(espeak.FAMILY, "en-gb+f2", rate)
    normal, slower = (
        delivery.utterance(Line("One. Two.", pace)) for pace in (Pace.NORMAL, Pace.SLOW)
    )
    assert (normal.rate, slower.rate) == (rate, slow)
    assert normal.voice == slower.voice == "en-gb+f2"


def test_a_slow_line_pauses_longer() -> None:
    """Between sentences stand 0.4 s, in a slow line 0.5 s."""
    assert VOICE.utterance(Line("x")).pause == 0.4
    assert VOICE.utterance(Line("x", Pace.SLOW)).pause == 0.5
