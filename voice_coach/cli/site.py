"""`coach site`, `serve` and `publish-check`: the library as a web site."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource
from msgspec.structs import replace

from voice_coach.cli.options import cluster_option, jobs_option, mix_options, session_options
from voice_coach.errors import CoachError, ExportError, UsageError
from voice_coach.plan.program import Length
from voice_coach.session.spec import SessionSpec
from voice_coach.site.spec import TITLE, SiteSpec, checked_url, items_of


@click.command("site")
@click.argument("names", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default="public",
    show_default=True,
    help="The folder; unchanged files are not made again.",
)
@click.option("--url", default="", help="Its public address; adds a podcast feed.")
@click.option(
    "--title", default=TITLE, show_default=True, help="Title of the site and the podcast."
)
@click.option("--author", default="voice-coach", show_default=True, help="The publisher.")
@click.option(
    "--all-lengths", is_flag=True, help="Short, standard and long version of each session."
)
@click.option(
    "--quality",
    type=click.Choice(["low", "normal", "high"]),
    default="normal",
    show_default=True,
    help="Of the MP3s: 64, 96 or 160 kb/s.",
)
@click.option(
    "--unlisted", is_flag=True, help="Ask search engines and directories to leave it out."
)
@click.option(
    "--feed-guid", default="", metavar="UUID", help="The GUID of a feed that has moved here."
)
@cluster_option
@jobs_option("Sessions to render at a time.")
@session_options
@mix_options
@click.pass_context
def site_command(
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
    cluster: str,
    jobs: int,
) -> None:
    """Write NAMES, or the whole library, as a site: pages, an offline app, a podcast.

    Any static web host can serve it; `coach serve` shows it on this machine. The default --seed is
    0, so that the same words are spoken tomorrow.
    """
    from voice_coach.cli.export import watched
    from voice_coach.process import keep_freed
    from voice_coach.session.write import FileSpec
    from voice_coach.site.build import assemble, jobs_of, open_folder, workshop_of
    from voice_coach.site.pages import need_jinja

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
    open_folder(site, folder, items)
    failed = watched(workshop_of(folder), jobs_of(items), jobs, cluster, "Rendering")
    if failed:
        message = f"{len(failed)} of {len(items)} not rendered: {', '.join(failed)}."
        raise ExportError(f"{message} The pages were not changed.")
    written, removed = assemble(site, folder, items)
    _told(folder, len(items), written, removed)


def _told(folder: Path, sessions: int, written: int, removed: int) -> None:
    gone = f", {removed} removed" if removed else ""
    click.echo(f"{folder}: {sessions} sessions, {written} files written{gone}")


IDLE = 3600.0
"""Seconds without a request after which a network is no longer served."""
_HERE = "Press Ctrl-C to stop. Sessions can be saved for offline use here."
_LAN = (
    "Anyone with this address can listen. It stops at Ctrl-C, or after an hour without a request.\n"
    "Saving sessions for offline use and installing the app need HTTPS: put the folder on\n"
    "a web host for that, or download the MP3s here."
)


@click.command("serve")
@click.argument("folder", default="public", type=click.Path(path_type=Path))
@click.option("--lan", is_flag=True, help="For a phone on the same network, at a secret address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any free port.",
)
def serve_command(folder: Path, lan: bool, port: int) -> None:
    """Serve the site in FOLDER to this machine alone, or with --lan to a phone on the same Wi-Fi.

    For trying it out; to publish, use any static web host.
    """
    from voice_coach.serve.folder import Folder
    from voice_coach.serve.server import LOCAL, SiteServer, lan_address, new_token

    if not (folder / "index.html").is_file():
        raise UsageError(f"{folder} has no site; `coach site -o {folder}` makes one.")
    if lan:
        server = SiteServer(Folder(folder), (lan_address(), port), new_token(), IDLE)
    else:
        server = SiteServer(Folder(folder), (LOCAL, port))
    _told_serve(server.url, lan=lan)
    server.serve()
    click.echo("Stopped: no request for an hour.", err=True)


def _told_serve(url: str, *, lan: bool) -> None:
    click.echo(url)
    if lan:
        from voice_coach.picture.raster import qr_for_terminal

        code = qr_for_terminal(url) if sys.stdout.isatty() else ""
        click.echo(code, nl=False)
    click.echo(_LAN if lan else _HERE, err=True)
    sys.stdout.flush()


@click.command("publish-check")
@click.argument("folder", default="public", type=click.Path(path_type=Path))
@click.option("--url", default="", help="Its public address; checks that host over the network.")
def publish_check_command(folder: Path, url: str) -> None:
    """Check the site in FOLDER: links, files, sizes; with --url, how its host serves it."""
    from voice_coach.site.check import problems, remarks

    found = list(problems(folder))
    for remark in remarks(folder):
        click.echo(f"warning: {remark}")
    if url:
        from voice_coach.site.probe import problems_at

        found += problems_at(checked_url(url), folder)
    for problem in found:
        click.echo(problem)
    if found:
        plural = "s" if len(found) > 1 else ""
        raise CoachError(f"{len(found)} problem{plural} found in {url or folder}.")
    click.echo(f"{url or folder}: no problems found.")
