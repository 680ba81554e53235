"""`coach export`: a session to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.cli import completion
from voice_coach.cli.options import jobs_option, mix_options, session_options, setting
from voice_coach.cli.progress import speaking, tell, written
from voice_coach.cli.setting import save as save_settings
from voice_coach.cli.setting import save_option
from voice_coach.errors import UsageError, printable
from voice_coach.export.formats import FORMATS
from voice_coach.export.targets import caption_targets
from voice_coach.memory import keep_freed
from voice_coach.session.open import open_session
from voice_coach.session.spec import SessionSpec
from voice_coach.session.write import FileSpec, cover_of, form_of, write_session

if TYPE_CHECKING:
    from voice_coach.export.render import Progress
    from voice_coach.sound.mixer import Mixer

KINDS = [suffix[1:] for suffix in FORMATS]


@click.command("export")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option("-o", "--output", default="", metavar="FILE", help="Where to; - is standard output.")
@setting(
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
@setting("--by", default="", metavar="NAME", help="Who made it, as players show it.")
@setting("--cover", default="", metavar="FILE.png", help="A picture of yours, as players show it.")
@click.option("--no-clobber", is_flag=True, help="Do not replace a file.")
@click.option("--all", "whole", is_flag=True, help="Every session of the library, into --folder.")
@click.option(
    "-d",
    "--folder",
    type=click.Path(path_type=Path),
    help="A file for each session; what did not change is not made again.",
)
@jobs_option("Sessions at a time, with --folder.")
@save_option
@session_options
@mix_options
@click.pass_context
def command(
    context: click.Context,
    spec: SessionSpec,
    output: str,
    kind: str | None,
    quality: str,
    mono: bool,
    captions: str,
    by: str,
    cover: str,
    no_clobber: bool,
    whole: bool,
    folder: Path | None,
    jobs: int,
    save: bool,
) -> None:
    """Write a session to a file, by the end of its name: .wav, .flac, .mp3, .opus, .m4a or .m4b.

    The default name is that of the session, in the current folder. Several sessions become one
    file, played one after another; with --folder, a file each.
    """
    keep_freed()
    kind = None if _named(context, output) else kind
    file = FileSpec(kind or "", quality, mono, captions, not no_clobber, printable(by), cover)
    cover_of(file)  # what can not be is told before the voice speaks
    if save:
        save_settings(context)
    if folder is None and not whole:
        _one(spec, output, file)
        return
    if folder is None or output or whole == bool(spec.names):
        raise UsageError("Say `--all --folder DIR`, or `NAME... --folder DIR`, without --output.")
    from voice_coach.cli.export_folder import fill

    fill(folder, spec, jobs, file)


def _named(context: click.Context, output: str) -> bool:
    """Tell whether a file's name says its kind, and the format is only the user's usual one."""
    said = context.get_parameter_source("kind") is click.core.ParameterSource.COMMANDLINE
    return bool(Path(output).suffix) and not said


def _one(spec: SessionSpec, output: str, file: FileSpec) -> None:
    path = None if output == "-" else Path(output or f"x.{file.kind or 'wav'}")
    form_of(path, file)
    captions = caption_targets(file.captions, path)  # what can not be is told before the planning
    with speaking() as progress:
        session = open_session(spec, progress)
    tell(session.narrator.note)
    if not output:
        path = Path(f"{session.program.slug}.{file.kind or 'wav'}")
        captions = caption_targets(file.captions, path)
    stood = path is not None and os.path.isfile(
        path
    )  # unlike Path.is_file, no error without rights
    with _progress(session.mixer) as mixed:
        remarks = write_session(session, path, captions, file, mixed)
    for remark in remarks:
        click.echo(f"coach: {remark}", err=True)
    told = written(path, session.timeline.length)
    click.echo(f"{told}  (in place of the one before)" if stood else told, err=path is None)


@contextlib.contextmanager
def _progress(mixer: Mixer) -> Iterator[Progress]:
    """Show a bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda frames: None
        return
    with click.progressbar(length=mixer.timeline.length, label="Exporting", file=sys.stderr) as bar:
        yield bar.update
