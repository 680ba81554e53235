"""`coach config`: chosen once, kept for every time, and told where from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import DATA
from rig.command import Coach

from voice_coach import settings
from voice_coach.cli import config

pytestmark = pytest.mark.slow

SHORT = DATA / "short.yaml"
SAID = ("--voice", "tone", "--preamble", "short")


def shown(coach: Coach, **env: str) -> dict[str, tuple[str, str]]:
    """Each setting: its value, and where that comes from."""
    ran = coach("config", "show", "--json", env=env)
    assert ran.returncode == 0, ran.stderr
    return {row["key"]: (row["value"], row["from"]) for row in json.loads(ran.stdout)}


def kept(coach: Coach) -> Path:
    """The user's file."""
    return Path(coach.env["HOME"]) / ".config" / "voice-coach" / "config.toml"


def written(coach: Coach, text: str) -> Path:
    """The user's file, as an editor wrote it."""
    kept(coach).parent.mkdir(parents=True, exist_ok=True)
    kept(coach).write_text(text)
    return kept(coach)


def test_every_key_is_an_option() -> None:
    """What can be set is what the options of playing and exporting can say, and each tells its use."""
    found = config.options()
    assert list(found) == list(settings.KEYS)
    assert all(option.help for option in found.values())
    assert "preamble" not in found  # the safety words are never switched off for good


def test_option_above_environment_above_file_above_default(coach: Coach) -> None:
    """An option wins over the environment, that over the file, and that over the default."""
    assert coach("new", "mine").returncode == 0

    def seconds(*options: str, **env: str) -> int:
        ran = coach("show", "mine", "--voice", "tone", "--json", *options, env=env)
        return int(json.loads(ran.stdout)["seconds"])

    default = seconds()
    assert coach("config", "set", "length", "long").returncode == 0
    long = seconds()
    assert long > default
    env = {"VOICE_COACH_LENGTH": "short"}
    short = seconds(**env)
    assert short < default
    assert seconds("--length", "345s", **env) == 345
    assert shown(coach)["length"] == ("long", "config.toml")
    assert shown(coach, **env)["length"] == ("short", "VOICE_COACH_LENGTH")
    assert shown(coach)["bed"] == ("none", "default")
    assert coach("config", "unset", "length").returncode == 0
    assert seconds() == default


def test_a_time_is_no_length_for_every_time(coach: Coach) -> None:
    """A length in minutes, which few sessions can meet, is refused wherever it would be kept."""
    for ran in (
        coach("config", "set", "length", "12m"),
        coach("show", SHORT, *SAID, env={"VOICE_COACH_LENGTH": "12m"}),
        coach("export", SHORT, *SAID, "--length", "82s", "--save"),
    ):
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
        assert "must be one of short, standard, long" in ran.stderr
    assert not kept(coach).exists()


def test_save_keeps_what_stood_on_the_line(coach: Coach) -> None:
    """`--save` keeps the options of the line, and no others; a path then holds from any folder."""
    shutil.copy(Path(__file__).parents[2] / "sounds" / "rain.flac", coach.folder / "mine.flac")
    env = {"VOICE_COACH_RATE": "100"}
    options = (*SAID, "--bed", "mine.flac", "--no-lean", "--format", "flac", "--save")
    ran = coach("export", SHORT, *options, env=env)
    assert ran.returncode == 0, ran.stderr
    assert "saved: " in ran.stderr
    now = {key: value for key, (value, source) in shown(coach).items() if source == "config.toml"}
    bed = str((coach.folder / "mine.flac").resolve())
    assert now == {"voice": "tone", "bed": bed, "lean": "false", "format": "flac"}
    (coach.folder / "short.flac").unlink()
    elsewhere = coach("export", SHORT, "--preamble", "short", cwd=coach.folder.parent)
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert (coach.folder.parent / "short.flac").exists()


def test_save_without_a_setting_is_refused(coach: Coach) -> None:
    """`--save` alone has nothing to keep: it says so, and nothing is written."""
    ran = coach("export", SHORT, "--save", "--preamble", "short", env={"VOICE_COACH_VOICE": "tone"})
    assert ran.returncode == 2
    assert "such as --bed rain" in ran.stderr
    assert not kept(coach).exists()


def test_the_users_usual_format_gives_way_to_a_name(coach: Coach) -> None:
    """Who names a file .wav gets that, whatever format is usual."""
    coach("config", "set", "format", "flac")
    ran = coach("export", SHORT, *SAID, "-o", "x.wav")
    assert ran.returncode == 0, ran.stderr
    assert (coach.folder / "x.wav").read_bytes()[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# mine\nbedd = 'rain'\n", ':2: unknown setting "bedd". Did you mean "bed"?'),
        ("preamble = 'short'\n", ':1: unknown setting "preamble".'),
        ("bed = ['rain', 'waves']\n", ':1: "bed" takes a text'),
        ("voice-tone = 'soft'\nvoicex = 1\nvoice = ['a']\n", ':2: unknown setting "voicex"'),
        ("voice-tone = 'soft'\n\n'voice' = ['a']\n", ':3: "voice" takes a text'),
        ("bed-volume = 40\n[bed]\nname = 'rain'\n", ':2: "bed" takes a text'),
        ("bed = rain\n", ":1: not TOML"),
        ("volume = 600\n", "600 is not in the range"),
        ("length = 10\n", "must be one of short, standard, long"),
        ("lean = 'perhaps'\n", "perhaps"),
    ],
)
def test_a_wrong_file_is_refused_in_a_line(coach: Coach, text: str, told: str) -> None:
    """What can not be meant ends with 2; the line names the file, and what is nearest."""
    file = written(coach, text)
    for args in (("play", SHORT, *SAID, "--through", "silent"), ("config", "show")):
        ran = coach(*args)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert told in ran.stderr
        assert str(file) in ran.stderr
        assert ran.stderr.count("\n") == 1
    assert file.read_text() == text


@pytest.mark.parametrize("value", ["", "600"])
def test_a_wrong_variable_is_named(coach: Coach, value: str) -> None:
    """A wrong value of the environment names its variable; an empty one counts as none."""
    ran = coach("show", SHORT, *SAID, env={"VOICE_COACH_RATE": value})
    assert ran.returncode == (2 if value else 0)
    assert ("VOICE_COACH_RATE" in ran.stderr) == bool(value)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("set", "bedd", "rain"), 'Did you mean "bed"?'),
        (("unset", "volumes"), 'Did you mean "volume"?'),
        (("set", "volume", "loud"), "volume"),
        (("set", "guide", "ful"), "brief"),
        (("set", "bed", "nonsense"), "There is no bed"),
        (("set", "cover", "none.png"), "none.png"),
    ],
)
def test_set_refuses_what_can_not_be(coach: Coach, args: tuple[str, ...], told: str) -> None:
    """A key or a value that does not exist ends with 2 and a hint; nothing is written."""
    ran = coach("config", *args)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert told in ran.stderr
    assert not kept(coach).exists()


def test_set_refuses_a_voice_that_does_not_exist(coach: Coach) -> None:
    """A voice that nobody offers is tried before it is saved; one that speaks is taken."""
    ran = coach("config", "set", "voice", "nonsense")
    assert (ran.returncode, 'There is no voice "nonsense"' in ran.stderr) == (4, True)
    assert not kept(coach).exists()
    assert coach("config", "set", "voice", "en-us+f4").returncode == 0
    assert shown(coach)["voice"][0] == "en-us+f4"


def test_set_keeps_comments(coach: Coach) -> None:
    """What a user wrote into the file, comments too, stays as it was beside what is set."""
    file = written(coach, '# for the evening\nbed = "rain"   # soft')
    assert coach("config", "set", "volume", "60").returncode == 0
    assert file.read_text() == '# for the evening\nbed = "rain"   # soft\nvolume = 60\n'
    assert coach("config", "unset", "volume").returncode == 0
    assert file.read_text() == '# for the evening\nbed = "rain"   # soft\n'


def test_set_keeps_a_path_for_any_folder(coach: Coach) -> None:
    """A sound file that is set as the bed is saved with its whole path."""
    shutil.copy(Path(__file__).parents[2] / "sounds" / "rain.flac", coach.folder / "mine.flac")
    assert coach("config", "set", "bed", "mine.flac").returncode == 0
    assert shown(coach)["bed"][0] == str((coach.folder / "mine.flac").resolve())


def test_save_refuses_a_bed_that_does_not_exist(coach: Coach) -> None:
    """An export with `--save` and a bed that does not exist saves nothing."""
    ran = coach("export", SHORT, *SAID, "--bed", "nonsense", "--save")
    assert (ran.returncode, "There is no bed" in ran.stderr) == (2, True)
    assert not kept(coach).exists()


def test_set_tells_of_a_variable_above_it(coach: Coach) -> None:
    """Where the environment stands above what is set, a line says so."""
    ran = coach("config", "set", "bed", "rain", env={"VOICE_COACH_BED": "waves"})
    assert "VOICE_COACH_BED" in ran.stderr


@pytest.mark.parametrize("width", [40, 80])
def test_show_fits(coach: Coach, width: int) -> None:
    """The settings stand in columns that fit, below the place of the file."""
    env = {"COLUMNS": str(width), "VOICE_COACH_VOICE_TONE": "soft"}
    lines = coach("config", env=env).stdout.splitlines()
    assert lines[0] == f"{kept(coach)} (not there yet)"
    assert len(lines) == 1 + len(settings.KEYS) + (width == 40)
    assert max(map(len, lines[1:])) <= width


def test_help_needs_no_file(coach: Coach) -> None:
    """A broken file keeps nobody from the help."""
    written(coach, "= broken")
    assert coach("play", "--help").returncode == 0
