"""Where a command writes what is more than an answer: standard output, or a file that is whole or not there."""

import os
import secrets
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from domain.errors import InvalidRequest

NOBODY_READS = 128 + signal.SIGPIPE
"""The exit code of a program whose reader went away, as of `head` when it has enough."""


def written(path: Path | None, *, overwrite: bool) -> AbstractContextManager[BinaryIO]:
    """Give what to write into: a file that takes its name at the end, or standard output.

    Entered, it raises `InvalidRequest` where the file is there already or cannot be written, and ends the program where
    nobody reads standard output any more.
    """
    if path is None:
        return _standard_output()
    return _file(path, overwrite=overwrite)


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    output = sys.stdout.buffer
    try:
        yield output
        output.flush()
    except BrokenPipeError:
        # What is left in the buffer would be tried once more at the end, and complained of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(NOBODY_READS) from None


@contextmanager
def _file(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """Write beside it under another name, so that what was interrupted is never taken for a whole."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _refuse_to_replace(path, overwrite=overwrite)
        with beside.open("xb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        _refuse_to_replace(path, overwrite=overwrite)
        beside.replace(path)
    except OSError as error:
        raise InvalidRequest("output", f"cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            beside.unlink()


def _refuse_to_replace(path: Path, *, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        raise InvalidRequest("output", f"{path} is there already; --overwrite replaces it.")
