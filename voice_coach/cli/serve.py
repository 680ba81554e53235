"""`coach serve`: a site for this machine, or for a phone on the same Wi-Fi."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from voice_coach.errors import UsageError
from voice_coach.picture.raster import qr_for_terminal
from voice_coach.serve.folder import Folder
from voice_coach.serve.server import LOCAL, SiteServer, lan_address, new_token

IDLE = 3600.0
"""Seconds without a request after which a network is no longer served."""
_HERE = "Ctrl-C ends it. Here sessions can be kept for offline, too."
_LAN = (
    "Whoever has this address can listen. Ctrl-C ends it, and so does an hour without a request.\n"
    "Keeping sessions for offline and installing need HTTPS, which this is not: put the folder on\n"
    "a web host for that, or download the MP3s here."
)


@click.command("serve")
@click.argument("folder", default="public", type=click.Path(path_type=Path))
@click.option("--lan", is_flag=True, help="For a phone on the same network, by a secret address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any that is free.",
)
def command(folder: Path, lan: bool, port: int) -> None:
    """Serve the site in FOLDER to this machine alone, or with --lan to a phone on the same Wi-Fi.

    For trying, not for publishing: any host of static files does that better.
    """
    if not (folder / "index.html").is_file():
        raise UsageError(f"{folder} holds no site; `coach site -o {folder}` makes one.")
    if lan:
        server = SiteServer(Folder(folder), (lan_address(), port), new_token(), IDLE)
    else:
        server = SiteServer(Folder(folder), (LOCAL, port))
    _told(server.url, lan=lan)
    server.serve()
    click.echo("Nobody asked for anything for an hour: ended.", err=True)


def _told(url: str, *, lan: bool) -> None:
    click.echo(url)
    if lan:
        code = qr_for_terminal(url) if sys.stdout.isatty() else ""
        click.echo(code, nl=False)
    click.echo(_LAN if lan else _HERE, err=True)
    sys.stdout.flush()
