"""The address of this machine on its own network, and a secret to put into it."""

from __future__ import annotations

import secrets
import socket

from voice_coach.errors import CoachError

LOCAL = "127.0.0.1"
_ELSEWHERE = ("192.0.2.1", 9)
"""Reserved for documentation; nothing is sent there."""


def lan_address() -> str:
    """Return the address that others on the network reach this machine by.

    Raises:
        CoachError: it has none.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)  # of UDP: chooses the way out, and sends nothing
            found = str(probe.getsockname()[0])
        except OSError:
            found = LOCAL
    if found.startswith("127."):
        raise CoachError("This machine is on no network; connect it, or leave out --lan.")
    return found


def new_token() -> str:
    """Return 128 bits that nobody guesses, to be a part of an address."""
    return secrets.token_urlsafe(16)
