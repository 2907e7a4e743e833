"""Readers that do what their documents say, for tests of engines. Workers find them by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from dragoman.config import Config
from dragoman.document import Document
from dragoman.record.items import Item, TimeMention

__all__ = ["Obedient", "Unbuilt", "dies_at_the_start"]


class Obedient:
    """Finds the text as one time, after it has done what the first word says."""

    def __init__(self, config: Config) -> None:
        self.config = config

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        match document.text.split():
            case ["raise", *_]:
                raise KeyError("surprise")
            case ["memory", *_]:
                raise MemoryError
            case ["signal", number, *_]:
                os.kill(os.getpid(), int(number))
                time.sleep(60)
            case ["once", marker, *_] if not Path(marker).exists():
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case ["leave", status, *_]:
                os._exit(int(status))
            case ["sleep", seconds, *_]:
                time.sleep(float(seconds))
            case ["tell", folder, seconds, *_]:
                Path(folder, str(os.getpid())).touch()
                time.sleep(float(seconds))
        found = TimeMention(
            report=document.id, text=document.text, start=0, end=len(document.text), type="DATE", timex=None,
            value=str(document.date), earliest=None, latest=None,
        )  # fmt: skip
        return [found] * (2 if mentions else 1)


class Unbuilt:
    """Cannot be built."""

    def __init__(self, config: Config) -> None:
        raise FileNotFoundError("no reader.onnx")

    def read(self, document: Document, *, mentions: bool = False) -> Sequence[Item]:
        raise NotImplementedError


def dies_at_the_start(config: Config) -> Obedient:
    """Take the process down."""
    os._exit(9)
