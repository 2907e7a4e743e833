"""Opens an input as a stream of bytes: unpacked if it is packed, and no more of it than the limits allow."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.config import Config
from dragoman.errors import EmptyInputError, FormatError, InputError, TooLargeError
from dragoman.sources.found import Source

__all__ = ["READ_BYTES", "input_error", "opened"]

#: What is read at a time, in bytes; as much can be looked at before it is decided how to read an input.
READ_BYTES = 65_536

GZIP_MARK = b"\x1f\x8b"


class Limited(io.RawIOBase):
    """A stream that fills every buffer, raises past a limit, and says in our words what is wrong."""

    def __init__(self, stream: BinaryIO, where: str, limit: int) -> None:
        self.stream = stream
        self.where = where
        self.limit = limit
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        filled = 0
        while filled < len(view):
            chunk = self._read(len(view) - filled)
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        self.count += filled
        if self.count > self.limit:
            raise TooLargeError(self.where, f"over {self.limit:,} bytes when unpacked", "split it into smaller tables")
        return filled

    def _read(self, size: int) -> bytes:
        try:
            return self.stream.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = "cut off" if isinstance(error, EOFError) else "damaged"
            raise FormatError(
                self.where,
                f"the gzip file is {what}, and what comes after was not read",
                "fetch or pack it again",
            ) from None


@contextlib.contextmanager
def opened(source: Source, config: Config, standard_input: BinaryIO | None = None) -> Iterator[io.BufferedReader]:
    """Open an input and unpack it if it is a gzip file, whatever its name.

    Args:
        source: What to open.
        config: The limits.
        standard_input: Stands in for standard input.

    Raises:
        InputError: It cannot be opened, is over the limits, is empty, or is a gzip file that is damaged; also
            while the stream is read.
    """
    with contextlib.ExitStack() as stack:
        stream = _open(source, config, stack, standard_input)
        plain: io.BufferedReader = io.BufferedReader(
            Limited(stream, source.name, config.max_unpacked_bytes), READ_BYTES
        )
        if plain.peek(2)[:2] == GZIP_MARK:
            unpacked: BinaryIO = stack.enter_context(gzip.GzipFile(fileobj=plain))  # type: ignore[assignment]
            plain = io.BufferedReader(Limited(unpacked, source.name, config.max_unpacked_bytes), READ_BYTES)
        if not plain.peek(1):
            raise EmptyInputError(source.name, "empty", "name a file that holds a report")
        yield plain


def _open(source: Source, config: Config, stack: contextlib.ExitStack, standard_input: BinaryIO | None) -> BinaryIO:
    if source.path is None:
        return standard_input or sys.stdin.buffer
    try:
        stream = stack.enter_context(open(source.path, "rb"))  # noqa: PTH123, SIM115 - Path changes names
    except (OSError, ValueError) as error:
        raise input_error(source.name, error) from None
    status = os.fstat(stream.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size > config.max_table_bytes:
        raise TooLargeError(
            source.name,
            f"{status.st_size:,} bytes, over {config.max_table_bytes:,}",
            "split it into smaller tables",
        )
    return stream


def input_error(where: str, error: OSError | ValueError) -> InputError:
    """Return our error for one of the operating system."""
    if isinstance(error, PermissionError):
        return InputError(where, "you may not read it", "ask for the right to, or copy it")
    what = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
    return InputError(where, f"cannot be opened ({what})", "check the path")
