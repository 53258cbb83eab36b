"""Where a new secret goes: a terminal that somebody sits at, or a file that only its owner can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from domain.errors import InvalidRequest
from domain.use_cases.subscribe_to_events import Keep

FIELD = "secret-file"


def on_the_terminal(secret: str) -> None:
    """Show a secret to whoever sits there, as a line of settings."""
    click.echo(f"This is told once:\n  STRIPE_WEBHOOK_SECRET={secret}\n")


@contextmanager
def into_a_file(path: Path) -> Iterator[Keep]:
    """Give what writes a secret into a new file, which is made now; it is gone again if nothing was written.

    Raises:
        InvalidRequest: the file is there already, or cannot be made or written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise InvalidRequest(FIELD, "is there already, and is not overwritten: name another.") from None
    except OSError as error:
        raise InvalidRequest(FIELD, f"cannot be made: {error.strerror}.") from None
    kept: list[Path] = []

    def keep(secret: str) -> None:
        try:
            os.fchmod(handle, 0o600)
            os.write(handle, f"{secret}\n".encode())
            os.fsync(handle)
        except OSError as error:
            raise InvalidRequest(FIELD, f"cannot be written: {error.strerror}. The new endpoint goes.") from None
        kept.append(path)

    try:
        yield keep
    except BaseException:
        if kept:
            click.echo(f"The secret of a new endpoint is in {path} all the same.", err=True)
        raise
    finally:
        os.close(handle)
        if not kept:
            with suppress(OSError):
                path.unlink()
