"""What is kept of a session that somebody plays, and what they are asked about it: the options."""

from __future__ import annotations

from typing import Any

from voice_coach.cli.options import setting


def diary_options(command: Any) -> Any:
    """Add what is kept of a session and asked about it: `history` and `checkin`."""
    kept = setting(
        "--history/--no-history",
        default=True,
        help="Note what is played in your history, on this machine alone.",
    )
    ask = setting(
        "--checkin/--no-checkin",
        help="Ask before and after how much it bothers you, 0 to 10: one key each.",
    )
    return kept(ask(command))
