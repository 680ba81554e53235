"""`coach export`: a session to a file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.atomic import atomic_write
from voice_coach.cli.options import mix_options, session_options
from voice_coach.cli.progress import speaking, tell
from voice_coach.errors import ExportError, UsageError, why
from voice_coach.export.captions import webvtt
from voice_coach.plan.timeline import Timeline
from voice_coach.session.open import open_session
from voice_coach.session.spec import SessionSpec
from voice_coach.units import format_clock

if TYPE_CHECKING:
    from voice_coach.export.wav import Progress
    from voice_coach.sound.mixer import Mixer


@click.command("export")
@click.argument("names", nargs=-1, required=True)
@click.option("-o", "--output", default="", metavar="FILE", help="Where to; - is standard output.")
@click.option("--no-clobber", is_flag=True, help="Do not replace a file.")
@click.option("--captions", type=click.Path(path_type=Path), help="Write the words as WebVTT, too.")
@session_options
@mix_options
def command(spec: SessionSpec, output: str, no_clobber: bool, captions: Path | None) -> None:
    """Write a session to a WAV file: 48 kHz, stereo, 16 bit.

    The default name is that of the session, in the current folder.
    """
    if output not in ("", "-") and Path(output).suffix.lower() != ".wav":
        raise UsageError(f'"{Path(output).name}": only WAV can be written; end the name in .wav.')
    with speaking() as progress:
        session = open_session(spec, progress)
    tell(session.narrator.note)
    from voice_coach.export import wav

    plan, mixer = session.plan, session.mixer
    path = Path(output or f"{session.program.slug}.wav")
    with _captioned(plan.timeline, captions, not no_clobber), _progress(mixer) as progress:
        if output == "-":
            size = wav.write(mixer, sys.stdout.buffer, progress)
        else:
            with atomic_write(path, clobber=not no_clobber) as file:
                size = wav.write(mixer, file, progress)
    done = f"{path}  {format_clock(plan.timeline.length)}  {size / 2**20:.1f} MiB"
    click.echo(done, err=output == "-")


@contextlib.contextmanager
def _captioned(timeline: Timeline, path: Path | None, clobber: bool) -> Iterator[None]:
    """Write captions that appear only if all inside succeeds."""
    if path is None:
        yield
        return
    with atomic_write(path, clobber=clobber) as file:
        file.write(webvtt(timeline).encode())
        try:
            yield
        except OSError as fault:  # of standard output, not of the captions' file
            told = f"The audio can not be written ({why(fault)}), nor its captions."
            raise ExportError(told) from None


@contextlib.contextmanager
def _progress(mixer: Mixer) -> Iterator[Progress]:
    """Show a bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda frames: None
        return
    with click.progressbar(length=mixer.timeline.length, label="Exporting", file=sys.stderr) as bar:
        yield bar.update
