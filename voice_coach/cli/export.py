"""`coach export` and `coach prepare`: sessions as files, and their speech ahead of time."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from voice_coach.cli import completion
from voice_coach.cli.options import (
    cluster_option,
    jobs_option,
    mix_options,
    session_options,
    setting,
)
from voice_coach.cli.setting import save as save_settings
from voice_coach.cli.setting import save_option
from voice_coach.cli.text import speaking, tell, written
from voice_coach.errors import ExportError, UsageError, printable
from voice_coach.export.formats import FORMATS
from voice_coach.export.targets import caption_targets
from voice_coach.library import catalog
from voice_coach.process import keep_freed
from voice_coach.session.batch import Advanced, Done
from voice_coach.session.open import open_session
from voice_coach.session.spec import SessionSpec, VoiceSpec
from voice_coach.session.workshop import Job, Workshop
from voice_coach.session.write import FileSpec, cover_of, form_of, write_session

if TYPE_CHECKING:
    from voice_coach.export.render import Progress
    from voice_coach.sound.mixer import Mixer


KINDS = [suffix[1:] for suffix in FORMATS]


@click.command("export")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@click.option(
    "-o", "--output", default="", metavar="FILE", help="Output file; - is standard output."
)
@setting(
    "--format",
    "kind",
    type=click.Choice(KINDS),
    default=None,
    show_default="wav",
    help="File type, if the file name does not say.",
)
@click.option(
    "--quality",
    type=click.Choice(["low", "normal", "high"]),
    default="normal",
    show_default=True,
    help="Of MP3, Opus and M4A.",
)
@click.option(
    "--mono", is_flag=True, help="One channel: a smaller file, and no side cues in one ear."
)
@click.option(
    "--captions",
    default="",
    metavar="FILE|vtt,srt,lrc,txt",
    help="Also write the words, to a file or next to the audio.",
)
@setting("--by", default="", metavar="NAME", help="The author that players show.")
@setting("--cover", default="", metavar="FILE.png", help="Your own cover picture.")
@click.option("--no-clobber", is_flag=True, help="Never replace a file.")
@click.option("--all", "whole", is_flag=True, help="Every session of the library, into --folder.")
@click.option(
    "-d",
    "--folder",
    type=click.Path(path_type=Path),
    help="One file per session; unchanged ones are not made again.",
)
@jobs_option("Sessions to export at a time, with --folder.")
@cluster_option
@save_option
@session_options
@mix_options
@click.pass_context
def export_command(
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
    cluster: str,
    save: bool,
) -> None:
    """Write a session to a .wav, .flac, .mp3, .opus, .m4a or .m4b file.

    The default name is that of the session, in the current folder. Several sessions become one
    file, one after the other; with --folder, one file each.
    """
    keep_freed()
    kind = None if _named(context, output) else kind
    file = FileSpec(kind or "", quality, mono, captions, not no_clobber, printable(by), cover)
    cover_of(file)  # what cannot be is said before the voice speaks
    if save:
        save_settings(context)
    if folder is None and not whole and not cluster:
        _one(spec, output, file)
        return
    if folder is None or output or whole == bool(spec.names):
        raise UsageError("Use --all --folder DIR, or NAME... --folder DIR, without --output.")

    fill(folder, spec, jobs, file, cluster)


def _named(context: click.Context, output: str) -> bool:
    """Tell whether a file's name says its kind, and the format is only the user's usual one."""
    said = context.get_parameter_source("kind") is click.core.ParameterSource.COMMANDLINE
    return bool(Path(output).suffix) and not said


def _one(spec: SessionSpec, output: str, file: FileSpec) -> None:
    path = None if output == "-" else Path(output or f"x.{file.kind or 'wav'}")
    form_of(path, file)
    captions = caption_targets(file.captions, path)  # what cannot be is said before the planning
    with speaking() as progress:
        session = open_session(spec, progress)
    tell(session.narrator.note)
    if not output:
        path = Path(f"{session.program.slug}.{file.kind or 'wav'}")
        captions = caption_targets(file.captions, path)
    # Unlike Path.is_file, no error without rights.
    before = [target for target in (path, *captions) if target and os.path.isfile(target)]
    with _progress(session.mixer) as mixed:
        remarks = write_session(session, path, captions, file, mixed)
    for remark in remarks:
        click.echo(f"coach: {remark}", err=True)
    line = written(path, session.timeline.length)
    click.echo(f"{line}  (replaced)" if path in before else line, err=path is None)
    for target in captions:
        if target in before:
            click.echo(f"{printable(str(target))}  (replaced)", err=path is None)


@contextlib.contextmanager
def _progress(mixer: Mixer) -> Iterator[Progress]:
    """Show a bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda frames: None
        return
    with click.progressbar(length=mixer.timeline.length, label="Exporting", file=sys.stderr) as bar:
        yield bar.update


RECORDS = ".voice-coach"
"""The folder in a folder of exports that says what its files were made of."""
_SHARES = 1000
"""Steps of the bar a session."""


def fill(folder: Path, spec: SessionSpec, jobs: int, file: FileSpec, cluster: str = "") -> None:
    """Write a file for each session into a folder, which is made if need be.

    Args:
        folder: where to.
        spec: the sessions, and how each is spoken; without names, the whole library.
        jobs: how many at a time.
        file: the kind of file.
        cluster: the address of a Dask scheduler whose workers make the files instead.

    Raises:
        UsageError: no such session, options that do not go together, or files that are not ours.
        ExportError: some could not be written; each was reported, the others are there.
    """
    kind = file.kind or "wav"
    captions = caption_targets(file.captions, Path(f"x.{kind}"))
    if any(path.stem != "x" for path in captions):
        message = "With several sessions, --captions takes kinds, such as vtt,srt"
        raise UsageError(f"{message}: each session gets files of its own.")
    kinds = (f".{kind}", *(path.suffix for path in captions))
    form_of(Path(f"x.{kind}"), file)
    wanted = [*dict.fromkeys(spec.names)] or [*catalog.entries()]
    stems = {name: catalog.find(name, spec.variant).stem for name in wanted}
    if len({stem.casefold() for stem in stems.values()}) < len(stems):
        message = "Two of these sessions have the same name"
        raise UsageError(f"{message}; export them to different folders.")
    work = [Job(stems[name], replace(spec, names=(name,)), file, kinds) for name in wanted]
    workshop = Workshop(folder, folder / RECORDS, lambda job, parts: job.name)
    workshop.open()
    workshop.check_ours(f"{job.name}{kind}" for job in work for kind in kinds)
    failed = watched(workshop, work, jobs, cluster)
    if failed:
        raise ExportError(f"{len(failed)} of {len(work)} not written: {', '.join(failed)}.")


def watched(
    workshop: Workshop, work: Sequence[Job], jobs: int, cluster: str, label: str = "Exporting"
) -> list[str]:
    """Let a workshop, or a cluster, do its jobs; report on each. Returns the names of those that failed.

    What ends it early says how many are left: they are made by the same command later.
    """
    if cluster:
        from voice_coach.session.cluster import run

        news = run(cluster, workshop, work)
    else:
        news = workshop.run(work, jobs)
    names = [job.name for job in work]
    failed: list[str] = []
    left = dict.fromkeys(names, _SHARES)
    waiting = set(names)
    with _display(len(names) * _SHARES, label) as (update, report):
        try:
            for one in news:
                if isinstance(one, Advanced):
                    step = min(left[one.name], round(one.share * _SHARES))
                else:
                    step = left[one.name]
                    report(one)
                    waiting.discard(one.name)
                    failed += [one.name] * bool(one.fault)
                left[one.name] -= step
                update(step)
        except BaseException:
            if waiting:
                message = f"{len(names) - len(waiting)} of {len(names)} are done; run it again for"
                click.echo(f"coach: {message} the others.", err=True)
            raise
    return failed


@contextlib.contextmanager
def _display(
    length: int, label: str
) -> Iterator[tuple[Callable[[int], None], Callable[[Done], None]]]:
    """Show one bar for everything on a terminal, and a line for each session above it."""
    if not sys.stderr.isatty():
        yield (lambda step: None), _tell
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:

        def above(done: Done) -> None:
            click.echo("\r\x1b[K", nl=False, err=True)
            _tell(done)
            bar.render_progress()

        yield bar.update, above


def _tell(done: Done) -> None:
    if done.fault:
        click.echo(f"coach: {done.name}: {done.fault}", err=True)
    else:
        made, *remarks = done.result.splitlines()
        click.echo(made)
        for remark in remarks:
            click.echo(f"coach: {done.name}: {remark}", err=True)


@click.command("prepare")
@click.argument("names", nargs=-1, shell_complete=completion.sessions)
@setting("--voice", default="", metavar="NAME", help="Who speaks; by default the best available.")
@setting(
    "--rate", type=click.IntRange(60, 250), help="Words per minute; by default the voice's own."
)
def prepare_command(names: tuple[str, ...], voice: str, rate: int | None) -> None:
    """Make the speech of sessions ahead of time; without names, of all.

    Speech is stored as it is made, so Ctrl-C loses nothing.
    """
    from voice_coach.session.prepare import prepare

    who = VoiceSpec(name=voice, rate=rate)
    specs = [SessionSpec(names=(name,), voice=who) for name in names or catalog.entries()]
    with speaking() as progress:
        count = prepare(specs, progress)
    click.echo(f"{count} lines ready.")
