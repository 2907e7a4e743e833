"""`dragoman serve`: the web pages over a record folder, on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.errors import UsageError

__all__ = ["serve"]

#: Shorter ones can be guessed.
SHORTEST_TOKEN = 12


def serve(record: Path, *, host: str, port: int, token: str | None) -> None:
    """Serve the pages until stopped from the keyboard.

    Args:
        record: The record folder.
        host: The address to listen on.
        port: The port to listen on; 0 takes one that is free.
        token: What every request must bring; needed for any host that others reach.

    Raises:
        UsageError: Others would reach the pages without a token, or the token is short; the port cannot be had.
        RecordError: It is no record folder.
    """
    import socket

    import uvicorn

    from dragoman.views.web.app import make_app
    from dragoman.views.web.guard import is_loopback
    from dragoman.views.web.looking import OpenRecord

    if token is None and not is_loopback(host):
        raise UsageError(f"others reach {host}: give a token, --token WORDS, or leave --host out")
    if token is not None and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isalnum()):
        raise UsageError(f"a token has at least {SHORTEST_TOKEN} letters and digits, so that nobody guesses it")
    opened = OpenRecord(record)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen()  # who reads the address below may ask at once
        except OSError as error:
            raise UsageError(f"cannot listen on {host}, port {port} ({error.strerror}); give another --port") from None
        shown = f"[{host}]" if ":" in host else host
        tail = f"/?token={token}" if token is not None else "/"
        sys.stderr.write(
            f"dragoman: {record} is at http://{shown}:{listening.getsockname()[1]}{tail} (stop with Ctrl-C)\n"
        )
        sys.stderr.flush()
        config = uvicorn.Config(
            make_app(opened, host=host, token=token),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
        )
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
        opened.close()
