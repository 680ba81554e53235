"""`coach site`: the library as a folder for any host of static files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource
from msgspec.structs import replace

from voice_coach.cli.export_folder import watched
from voice_coach.cli.options import jobs_option, mix_options, session_options
from voice_coach.errors import ExportError
from voice_coach.export.batch import Advance, Batch
from voice_coach.memory import keep_freed
from voice_coach.plan.program import Length
from voice_coach.session.spec import SessionSpec
from voice_coach.session.write import FileSpec
from voice_coach.site.build import assemble, make_folders, parse_shard, shard
from voice_coach.site.pages import need_jinja
from voice_coach.site.rendering import fresh, render
from voice_coach.site.spec import TITLE, Item, SiteSpec, checked_url, items_of
from voice_coach.units import format_clock


@click.command("site")
@click.argument("names", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default="public",
    show_default=True,
    help="The folder; what did not change is not made again.",
)
@click.option("--url", default="", help="Where it will be read; with it comes a podcast feed.")
@click.option("--title", default=TITLE, show_default=True, help="Of the site and the podcast.")
@click.option("--author", default="voice-coach", show_default=True, help="Who publishes it.")
@click.option("--all-lengths", is_flag=True, help="Short, standard and long of each session.")
@click.option(
    "--quality",
    type=click.Choice(["low", "normal", "high"]),
    default="normal",
    show_default=True,
    help="How much sound the MP3s keep: 64, 96 or 160 kb/s.",
)
@click.option(
    "--unlisted", is_flag=True, help="Ask search engines and directories to leave it out."
)
@click.option("--feed-guid", default="", metavar="UUID", help="Of a feed that has moved here.")
@click.option(
    "--shard",
    "part",
    default="",
    metavar="K/N",
    help="Render the K-th of N parts, and write no pages; a run without it puts all together.",
)
@jobs_option("Sessions at a time.")
@session_options
@mix_options
@click.pass_context
def command(
    context: click.Context,
    spec: SessionSpec,
    folder: Path,
    url: str,
    title: str,
    author: str,
    all_lengths: bool,
    quality: str,
    unlisted: bool,
    feed_guid: str,
    part: str,
    jobs: int,
) -> None:
    """Write NAMES, or the whole library, as a site: pages, an app that works offline, a podcast.

    Any host of static files carries it; `coach serve` shows it on this machine. --seed is 0 by
    itself, so that the same words are spoken tomorrow.
    """
    need_jinja()
    keep_freed()
    if context.get_parameter_source("seed") is ParameterSource.DEFAULT:
        spec = replace(spec, narration=replace(spec.narration, seed=0))
    lengths = tuple(Length) if all_lengths else ()
    site = SiteSpec(
        session=spec,
        lengths=tuple(dict.fromkeys((spec.length, *lengths))),
        file=FileSpec("mp3", quality, captions="vtt,srt", by=author),
        url=checked_url(url) if url else "",
        title=title,
        author=author,
        unlisted=unlisted,
        feed_guid=feed_guid,
    )
    items = items_of(site)
    mine = shard(items, *parse_shard(part)) if part else items
    make_folders(folder)
    _render(mine, folder, jobs)
    if not part:
        written, removed = assemble(site, folder, items)
        _told(folder, len(items), written, removed)


def _render(items: Sequence[Item], folder: Path, jobs: int) -> None:
    known = {item.name: item for item in items}

    def make(name: str, advance: Advance) -> str:
        if fresh(known[name], folder):
            return f"{name}  unchanged"
        record = render(known[name], folder, advance)
        length = format_clock(record.length * 48)
        return f"{folder / record.path('.mp3')}  {length}  {record.bytes / 2**20:.1f} MiB"

    failed = watched(Batch(make), list(known), jobs, "Rendering")
    if failed:
        told = f"{len(failed)} of {len(items)} not rendered: {', '.join(failed)}."
        raise ExportError(f"{told} The pages stay as they were.")


def _told(folder: Path, sessions: int, written: int, removed: int) -> None:
    gone = f", {removed} removed" if removed else ""
    click.echo(f"{folder}: {sessions} sessions, {written} files written{gone}")
