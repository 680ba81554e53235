"""The real eSpeak NG in the real child process."""

import array
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rig.command import Coach
from rig.server import until
from speech.edges import sounding

from voice_coach.errors import VoiceError
from voice_coach.speech.engines.espeak import DEFAULT as DEFAULT_VOICE
from voice_coach.speech.engines.espeak import FAMILY
from voice_coach.speech.synthesizer import Synthesizer
from voice_coach.speech.take import Take, Trim, Utterance

pytestmark = pytest.mark.slow

RATE = 22_050
PARTS = ("temple", "brow", "jaw", "neck", "shoulder", "elbow", "palm", "back")
SENTENCES = [
    f"Circle {count} times around the {part}, and breathe out slowly."
    for part in PARTS
    for count in range(2, 8)
]
SPOKEN_AT: list[float] = []


def said(*texts: str, voice: str = DEFAULT_VOICE, rate: int = FAMILY.rate) -> dict[str, Take]:
    """What a fresh speech process makes of some texts."""
    wanted = [Utterance((text,), voice, rate) for text in texts]
    return {utterance.text: take for utterance, take in Synthesizer(FAMILY).speak(wanted)}


@pytest.fixture(scope="module")
def spoken() -> dict[str, Take]:
    """All sentences, spoken in order by one process."""
    found = said(*SENTENCES)
    SPOKEN_AT.append(time.time())
    return found


def samples(take: Take) -> list[int]:
    """The samples of a take."""
    return list(array.array("h", take.pcm))


def test_there_are_forty_eight_sentences(spoken: dict[str, Take]) -> None:
    """Each sentence comes back once, at the engine's rate, longer than a second."""
    assert len(set(SENTENCES)) == 48
    assert list(map(len, (SENTENCES, spoken))) == [48, 48]
    assert {take.rate for take in spoken.values()} == {RATE}
    assert min(len(take.pcm) for take in spoken.values()) > 2 * RATE


@pytest.mark.parametrize("order", [-1, 5, 7, 11])
def test_order_changes_no_byte(spoken: dict[str, Take], order: int) -> None:
    """Takes are the same bytes whatever was spoken before them, in a fresh process each time."""
    shuffled = [SENTENCES[index * order % 48] for index in range(48)]
    assert said(*shuffled) == spoken


@pytest.mark.parametrize("text", SENTENCES[::12])
def test_alone_is_the_same(spoken: dict[str, Take], text: str) -> None:
    """A take spoken alone equals the one spoken among others."""
    assert said(text)[text] == spoken[text]


def test_sentences_in_a_row(spoken: dict[str, Take]) -> None:
    """Two sentences in one take are as long as each alone, with the pause between them."""
    wanted = Utterance(tuple(SENTENCES[:2]), DEFAULT_VOICE, FAMILY.rate, 0.4)
    ((_, take),) = Synthesizer(FAMILY).speak([wanted])
    alone = sum(len(spoken[text].pcm) // 2 for text in SENTENCES[:2])
    assert len(take.pcm) // 2 == pytest.approx(alone + 0.4 * RATE, rel=0.01)


def test_parallel_load_loses_nothing(spoken: dict[str, Take]) -> None:
    """Six speech processes at once all hand over 48 whole takes, none differing in a byte."""
    with ThreadPoolExecutor(6) as pool:
        every = list(pool.map(lambda _: said(*SENTENCES), range(6)))
    assert every == [spoken] * 6


def test_takes_are_the_same_tomorrow(spoken: dict[str, Take]) -> None:
    """A take does not depend on when it is made, although the engine seeds its noise with the time.

    The fixture spoke more than a second ago, so this process starts from another seed.
    """
    until(lambda: time.time() > SPOKEN_AT[0] + 1.1)
    assert said(*SENTENCES) == spoken


@pytest.mark.parametrize("voice", ["en-us+f5", "en-gb+f2", "en-us+m3"])
def test_voices_that_hints_name_exist(voice: str) -> None:
    """Each voice that help and hints suggest speaks."""
    assert said("Hello.", voice=voice)["Hello."].pcm


def test_the_same_words_are_spoken_once() -> None:
    """An utterance that is asked for twice comes back once."""
    wanted = [Utterance(("Once.",), DEFAULT_VOICE, FAMILY.rate)] * 3
    assert len(list(Synthesizer(FAMILY).speak(wanted))) == 1


@pytest.mark.parametrize(
    ("voice", "rate"), [("en-us+m3", 116), ("en-gb+f2", 116), ("en-us+f5", 180)]
)
def test_voice_and_rate_are_heard(spoken: dict[str, Take], voice: str, rate: int) -> None:
    """Another voice sounds different, and a faster rate is shorter."""
    text = SENTENCES[0]
    other = said(text, voice=voice, rate=rate)[text]
    assert other != spoken[text]
    assert (len(other.pcm) < 0.8 * len(spoken[text].pcm)) == (rate == 180)


@pytest.mark.parametrize("text", SENTENCES[::8])
def test_takes_are_trimmed(spoken: dict[str, Take], text: str) -> None:
    """A take has at most 15 ms before its first sound, and 30 ms after its last."""
    values = samples(spoken[text])
    first, last = sounding(values)
    assert 0 <= first <= round(Trim().keep_before * RATE)
    assert len(values) - last == round(Trim().keep_after * RATE)


@pytest.mark.parametrize(
    ("voice", "hint"),
    [
        ("en-us+f55", 'Did you mean "en-us+f5"?'),
        ("en-gb+Anie", 'Did you mean "en-gb+Annie"?'),
        ("en-us+F5", 'Did you mean "en-us+f5"?'),
        ("zz+f5", "Try "),
        ("elvish", "Try "),
        ("en-us+", "Did you mean"),
        ("en-us+../../x", "Try "),
        ("-w", "Try "),
        ("", "Try "),
        ("\x1b[31m", "Try "),
        ("\udcff", "Try "),
    ],
)
def test_unknown_voice(voice: str, hint: str) -> None:
    """A voice or variant that does not exist is refused with a hint, not replaced in silence."""
    with pytest.raises(VoiceError) as caught:
        said("Hello.", voice=voice)
    assert str(caught.value).startswith("There is no voice ")
    assert hint in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_unknown_voice_on_the_command_line(coach: Coach, data: Path) -> None:
    """The command ends with 4 and one line, and writes no file."""
    done = coach("export", data / "short.yaml", "--voice", "en-us+f55", "-o", "x.wav")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == 'coach: There is no voice "en-us+f55". Did you mean "en-us+f5"?\n'
    assert list(coach.folder.iterdir()) == []


@pytest.fixture
def data() -> Path:
    """The folder of test scripts."""
    return Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("text", "longer_than"),
    [
        ("<speak>hello</speak>", "hello"),
        ("<prosody rate='x-slow'>hello</prosody>", "hello"),
        ("&lt;hello&gt;", "hello"),
        ("-w x hello", "hello"),
        ("--version now", "version"),
        ("[[h@l@U]]", "hello"),
        ("hello \U0001f600", "hello"),
        ("\U0001f600", "a"),
        ("hello\0world", "hello"),
    ],
)
def test_text_is_text(text: str, longer_than: str) -> None:
    """Markup, options, phoneme codes and pictures are read out: it takes longer than without."""
    found = said(text, longer_than)
    assert len(found[text].pcm) > 1.25 * len(found[longer_than].pcm)


@pytest.mark.parametrize(
    "pause", ["<break time='5s'/>", "<silence msec='5000'/>", "\x01" + "5000Z"]
)
def test_no_pause_can_be_smuggled_in(pause: str) -> None:
    """No markup makes a silence of a second in a take."""
    text = f"Hello {pause} there"
    values = samples(said(text)[text])
    loudest = max(map(abs, values))
    loud = [index for index, value in enumerate(values) if abs(value) > loudest / 100]
    assert max(after - before for before, after in zip(loud, loud[1:], strict=False)) < RATE


@pytest.mark.parametrize(
    "command", ["\x01+10S", "\x01150S", "\x0120P", "\x0110A", "\x019999Y", "\x01M"]
)
def test_control_characters_command_nothing(command: str) -> None:
    """A control character is as good as a space: no setting changes, nothing is cut off."""
    text, plain = f"{command} hello there you", f" {command[1:]} hello there you"
    found = said(text, plain)
    assert found[text] == found[plain]


def test_no_option_is_obeyed(tmp_path: Path) -> None:
    """Text that reads like an option that writes a file writes none."""
    path = tmp_path / "made.wav"
    assert said(f"-w {path} hello")
    assert not path.exists()


@pytest.mark.parametrize("text", ["", " ", "...", "\x01", "\n\n"])
def test_nothing_to_speak(text: str) -> None:
    """Text without a word is an empty take: the voice is asked for a word before it seems broken."""
    assert said(text)[text].pcm == b""


def test_a_very_long_text_is_spoken_whole() -> None:
    """A text of 100 kB comes back as one take, as long as its length promises."""
    text = "x" * 100_000
    short = said(text[:10_000], rate=250)[text[:10_000]]
    long = said(text, rate=250)[text]
    assert 8 < len(long.pcm) / len(short.pcm) < 12


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<speak>Hello.</speak>", 0),
        ("-w x", 0),
        ("[[h@l@U]]", 0),
        ("Hello \U0001f600.", 0),
        ("\U0001f600", 3),
        ("Hello\\x01 there.", 3),
        ("Hello\\0there.", 3),
        ("Hello \\u202e there.", 3),
        ("Hello. " * 15_000, 3),
    ],
)
def test_odd_text_in_a_script(coach: Coach, text: str, code: int) -> None:
    """A script's odd text is spoken (0) or refused by the reader (3), without a traceback."""
    head = "coach: 1\ntitle: T\nsummary: S.\narea: back\nposition: x\nsteps:\n"
    coach.folder.joinpath("odd.yaml").write_text(f'{head}  - say: "{text}"\n')
    done = coach("export", "./odd.yaml", "--preamble", "short", "--ending", "none")
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert {path.name for path in coach.folder.iterdir()} == {"odd.yaml"} | (
        {"odd.wav"} if code == 0 else set()
    )
