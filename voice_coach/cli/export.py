"""`coach export`: a session to a file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from voice_coach.cli.options import Choices, Mix, mix_options, opened, session_options, voice_of
from voice_coach.cli.studio import mixer_of
from voice_coach.errors import UsageError
from voice_coach.export import wav
from voice_coach.export.captions import webvtt
from voice_coach.sound.mixer import Mixer
from voice_coach.units import clock
from voice_coach.whole import whole


@click.command("export")
@click.argument("names", nargs=-1, required=True)
@click.option("-o", "--output", default="", metavar="FILE", help="Where to; - is standard output.")
@click.option("--no-clobber", is_flag=True, help="Do not replace a file.")
@click.option("--captions", type=click.Path(path_type=Path), help="Write the words as WebVTT, too.")
@session_options
@mix_options
def command(
    names: tuple[str, ...],
    output: str,
    no_clobber: bool,
    captions: Path | None,
    choices: Choices,
    mix: Mix,
) -> None:
    """Write a session to a WAV file: 48 kHz, stereo, 16 bit.

    The default name is that of the session, in the current folder.
    """
    voice = voice_of(choices)
    made = opened(names, choices, voice.measure)
    path = Path(output or f"{made.program.slug}.wav")
    if path.suffix.lower() != ".wav" and output != "-":
        raise UsageError(f'"{path.name}": only WAV can be written; end the name in .wav.')
    mixer = mixer_of(made, voice, mix)
    if captions:
        with whole(captions, clobber=not no_clobber) as file:
            file.write(webvtt(made.timeline).encode())
    with _progress(made.timeline.length) as progress:
        if output == "-":
            size = wav.write(mixer, sys.stdout.buffer, progress)
        else:
            size = _to_file(mixer, path, not no_clobber, progress)
    done = f"{path}  {clock(made.timeline.length)}  {size / 2**20:.1f} MiB"
    click.echo(done, err=output == "-")


def _to_file(mixer: Mixer, path: Path, clobber: bool, progress: wav.Progress) -> int:
    with whole(path, clobber=clobber) as file:
        return wav.write(mixer, file, progress)


@contextlib.contextmanager
def _progress(length: int) -> Iterator[wav.Progress]:
    """Show a bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda frames: None
        return
    with click.progressbar(length=length, label="Exporting", file=sys.stderr) as bar:
        yield bar.update
