"""`coach export --folder`: a file for each of many sessions, and only those that changed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from voice_coach.cli.progress import written
from voice_coach.errors import ExportError, UsageError, why
from voice_coach.export.batch import Advance, Advanced, Batch, Done
from voice_coach.export.manifest import Manifest
from voice_coach.export.targets import caption_targets
from voice_coach.library import catalog
from voice_coach.session.open import open_session
from voice_coach.session.spec import SessionSpec
from voice_coach.session.write import FileSpec, form_of, key_of, write_session

_SHARES = 1000
"""Steps of the bar a session."""


def fill(folder: Path, spec: SessionSpec, jobs: int, file: FileSpec) -> None:
    """Write a file for each session into a folder, which is made if need be.

    Args:
        folder: where to.
        spec: the sessions, and how each is told; without names, the whole catalog.
        jobs: how many at a time.
        file: the kind of file.

    Raises:
        UsageError: no such session, or options that do not go together.
        ExportError: some could not be written; each was told, the others are there.
    """
    wanted = [*dict.fromkeys(spec.names)] or [*catalog.entries()]
    paths = _paths(folder, wanted, file)
    form_of(next(iter(paths.values())), file)
    with contextlib.suppress(FileExistsError):
        _made(folder)
    manifest = Manifest(folder)

    def make(name: str, advance: Advance) -> str:
        return _make(replace(spec, names=(name,)), paths[name], manifest, file, advance)

    failed = watched(Batch(make), wanted, jobs)
    if failed:
        raise ExportError(f"{len(failed)} of {len(wanted)} not written: {', '.join(failed)}.")


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        if not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a folder.") from None
    except OSError as fault:
        raise ExportError(f"{folder} can not be made: {why(fault)}.") from None


def _paths(folder: Path, names: Sequence[str], file: FileSpec) -> dict[str, Path]:
    paths = {name: folder / f"{catalog.find(name).stem}.{file.kind or 'wav'}" for name in names}
    if len({path.name.casefold() for path in paths.values()}) < len(paths):
        raise UsageError("Two of these sessions have one name; export them to different folders.")
    return paths


def _make(
    spec: SessionSpec,
    path: Path,
    manifest: Manifest,
    file: FileSpec,
    advance: Callable[[float], None],
) -> str:
    captions = caption_targets(file.captions, path)
    key = key_of(spec, file)
    if all(manifest.holds(target, key) for target in (path, *captions)):
        return f"{path}  unchanged"
    session = open_session(spec)
    length = session.timeline.length
    write_session(session, path, captions, file, lambda frames: advance(frames / length))
    manifest.add((path, *captions), key)
    return written(path, length)


def watched(batch: Batch, names: Sequence[str], jobs: int, label: str = "Exporting") -> list[str]:
    """Run all jobs; tell of each when it is done. Returns the names of those that failed."""
    failed = []
    with _display(len(names) * _SHARES, label) as (update, tell):
        left = dict.fromkeys(names, _SHARES)
        for news in batch.run(names, jobs):
            if isinstance(news, Advanced):
                step = min(left[news.name], round(news.share * _SHARES))
            else:
                step = left[news.name]
                tell(news)
                failed += [news.name] * bool(news.fault)
            left[news.name] -= step
            update(step)
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
        click.echo(done.result)
