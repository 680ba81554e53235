"""`coach export`: a session to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from voice_coach.atomic import atomic_write
from voice_coach.cli.options import Choices, Mix, mix_options, opened, session_options, voice_of
from voice_coach.errors import ExportError, UsageError, printable, why
from voice_coach.export.captions import CAPTIONS
from voice_coach.export.formats import FORMATS, format_of
from voice_coach.export.targets import caption_targets, check_targets
from voice_coach.plan.timeline import Line
from voice_coach.sound.prefetch import Prefetcher
from voice_coach.speech.narrator import Narrator
from voice_coach.units import format_clock

if TYPE_CHECKING:
    from voice_coach.export.recording import Format
    from voice_coach.export.render import Progress
    from voice_coach.plan.planner import Plan
    from voice_coach.sound.mixer import Mixer
    from voice_coach.sound.spectrum import Mono

KINDS = [suffix[1:] for suffix in FORMATS]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say of the file."""

    kind: str
    """Of `KINDS`, or empty: by its name."""
    quality: str
    mono: bool
    captions: str
    clobber: bool


@click.command("export")
@click.argument("names", nargs=-1)
@click.option("-o", "--output", default="", metavar="FILE", help="Where to; - is standard output.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(KINDS),
    default=None,
    show_default="wav",
    help="What kind of file, where its name does not tell.",
)
@click.option(
    "--quality",
    type=click.Choice(["low", "normal", "high"]),
    default="normal",
    show_default=True,
    help="How much sound MP3, Opus and M4A keep.",
)
@click.option("--mono", is_flag=True, help="One channel: smaller, and nothing leans to a side.")
@click.option(
    "--captions",
    default="",
    metavar="FILE|vtt,srt,lrc,txt",
    help="Write the words, too: to a file, or beside the audio.",
)
@click.option("--no-clobber", is_flag=True, help="Do not replace a file.")
@click.option("--all", "whole", is_flag=True, help="Every session of the library, into --folder.")
@click.option(
    "-d",
    "--folder",
    type=click.Path(path_type=Path),
    help="A file for each session; what did not change is not made again.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count(),
    show_default="one a processor",
    help="Sessions at a time, with --folder.",
)
@session_options
@mix_options
def command(
    names: tuple[str, ...],
    output: str,
    kind: str | None,
    quality: str,
    mono: bool,
    captions: str,
    no_clobber: bool,
    whole: bool,
    folder: Path | None,
    jobs: int,
    choices: Choices,
    mix: Mix,
) -> None:
    """Write a session to a file, by the end of its name: .wav, .flac, .mp3, .opus, .m4a or .m4b.

    The default name is that of the session, in the current folder. Several sessions become one
    file, played one after another; with --folder, a file each.
    """
    wish = Wish(kind or "", quality, mono, captions, not no_clobber)
    if folder is None and not whole:
        _one(names, output, wish, choices, mix)
        return
    if folder is None or output or whole == bool(names):
        raise UsageError("Say `--all --folder DIR`, or `NAME... --folder DIR`, without --output.")
    from voice_coach.cli.export_folder import fill

    fill(folder, names, jobs, wish, choices, mix)


def _one(names: Sequence[str], output: str, wish: Wish, choices: Choices, mix: Mix) -> None:
    path = None if output == "-" else Path(output or f"x.{wish.kind or 'wav'}")
    form = form_of(path, wish)
    captions = caption_targets(wish.captions, path)  # what can not be is told before the planning
    plan, mixer = open_mixed(names, choices, mix)
    if not output:
        path = Path(f"{plan.program.slug}.{wish.kind or 'wav'}")
        captions = caption_targets(wish.captions, path)
    with _progress(mixer) as progress:
        told = write(path, captions, form, names, plan, mixer, wish, mix, progress)
    click.echo(told, err=path is None)


def form_of(path: Path | None, wish: Wish) -> Format:
    """Return the format for a file; None: standard output.

    Raises:
        UsageError: there is none, or name and option do not go together.
    """
    kind = f".{wish.kind or 'wav'}"
    if path is None or (wish.kind and not path.suffix):
        form = format_of(Path(f"x{kind}"))
    elif wish.kind and path.suffix.lower() != kind:
        raise UsageError(f'"{printable(path.name)}" does not go with --format {wish.kind}.')
    else:
        form = format_of(path)
    if wish.quality != "normal" and not form.bit_rates:
        raise UsageError(
            "WAV and FLAC lose nothing: leave out --quality, or choose another format."
        )
    return form


def open_mixed(names: Sequence[str], choices: Choices, mix: Mix) -> tuple[Plan, Mixer]:
    """Return what was named, planned and ready to be mixed."""
    voice = voice_of(choices)
    clip = Prefetcher(lambda line: _clip(voice, mix, line))
    voice.ready = clip.begin
    plan = opened(names, choices, voice.measure)
    from voice_coach.cli.studio import mixer_of

    return plan, mixer_of(plan, clip, mix)


def _clip(voice: Narrator, mix: Mix, line: Line) -> Mono:
    """Make a clip; what that needs is imported when the first is begun, while the voice speaks."""
    from voice_coach.cli.studio import clips_of

    return clips_of(voice, mix)(line)


def write(
    path: Path | None,
    captions: Sequence[Path],
    form: Format,
    names: Sequence[str],
    plan: Plan,
    mixer: Mixer,
    wish: Wish,
    mix: Mix,
    progress: Progress,
) -> str:
    """Write audio and captions; all appear, or none. Returns a line that tells what was made.

    Raises:
        UsageError: a target is read for the session, named twice, or there while it may not be.
        ExportError: a file can not be written.
        OSError: standard output can not be.
    """
    from voice_coach.export.prepare import Encoding, fitting, prepare, sources
    from voice_coach.export.recording import Quality
    from voice_coach.script import library

    scripts = [library.find(name) for name in names]
    targets = [*([path] if path else []), *captions]
    check_targets(targets, sources(plan.program, scripts, mix.bed))
    encoding = Encoding(Quality(wish.quality), wish.mono, today())
    recording = prepare(plan.program, mixer, form, encoding, progress)
    with contextlib.ExitStack() as stack:
        for target in captions:
            file = stack.enter_context(atomic_write(target, clobber=wish.clobber))
            made = CAPTIONS[target.suffix.lower()](mixer.timeline, plan.program.title)
            file.write(made.encode())
        with _opened(path, wish.clobber, alone=not captions) as file, fitting(form, file) as fit:
            remarks = form.write(recording, fit)
    for remark in remarks:
        click.echo(f"coach: {remark}", err=True)
    return _told(path, mixer.timeline.length)


@contextlib.contextmanager
def _opened(path: Path | None, clobber: bool, *, alone: bool) -> Iterator[BinaryIO]:
    if path is not None:
        with atomic_write(path, clobber=clobber) as file:
            yield file
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as fault:
        if alone:
            raise
        told = f"The audio can not be written ({why(fault)}), nor its captions."
        raise ExportError(told) from None


def _told(path: Path | None, length: int) -> str:
    if path is None:
        return f"standard output  {format_clock(length)}"
    size = f"  {path.stat().st_size / 2**20:.1f} MiB" if path.is_file() else ""
    return f"{_shown(path)}  {format_clock(length)}{size}"


def _shown(path: Path) -> str:
    """Return a name as any terminal can show it."""
    return printable(os.fsencode(path).decode("utf-8", "backslashreplace"))


def today() -> str:
    """Return the day for the tags: SOURCE_DATE_EPOCH, where it is set, makes builds repeatable."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdecimal():
        return datetime.fromtimestamp(int(told), timezone.utc).strftime("%Y-%m-%d")
    return datetime.now().strftime("%Y-%m-%d")


@contextlib.contextmanager
def _progress(mixer: Mixer) -> Iterator[Progress]:
    """Show a bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda frames: None
        return
    with click.progressbar(length=mixer.timeline.length, label="Exporting", file=sys.stderr) as bar:
        yield bar.update
