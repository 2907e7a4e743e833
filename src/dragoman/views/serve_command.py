"""The `serve` command: web pages over a record folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.views.calling import RECORD, with_messages

__all__ = ["add_serve"]


def add_serve(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command()
    def serve(
        record: Annotated[
            Path,
            typer.Option(
                "--record", envvar=RECORD, metavar="FOLDER", help="A folder that 'dragoman read --record' has made."
            ),
        ],
        port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 takes one that is free.")] = 8765,
        host: Annotated[
            str, typer.Option(metavar="H", help="Where to listen; anything but this machine needs --token.")
        ] = "127.0.0.1",
        token: Annotated[
            str | None, typer.Option(metavar="T", help="What every request must bring: letters and digits.")
        ] = None,
    ) -> None:
        """Serve web pages over a record folder on this machine; no request leaves it.

        Example: dragoman serve --record my-record
        """
        from dragoman.views.web.serving import serve as serve_pages

        with_messages(lambda: serve_pages(record, host=host, port=port, token=token))
