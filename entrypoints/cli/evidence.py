"""Reading evidence from files that are named on the command line: all is known to be fit before anything is sent."""

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG

from domain.errors import InvalidRequest
from domain.evidence import KINDS, LARGEST, Evidence, EvidenceFile, megabytes

ANY = "uncategorized_file"
"""The kind of a file for which none is said."""


def evidence_of(typed: Iterable[str], text: str | None) -> Evidence:
    """Read files typed as `FILE` or `KIND=FILE`, and a text.

    Raises:
        InvalidRequest: a file that is not there, cannot be read, or is no evidence; it is named.
    """
    return Evidence(tuple(_file(words) for words in typed), text)


def _file(words: str) -> EvidenceFile:
    kind, equals, name = words.partition("=")
    if not equals or (kind not in KINDS and os.path.exists(words)):  # noqa: PTH110 -- of a name that is too long, Path raises
        kind, name = ANY, words
    path = Path(name)
    return EvidenceFile(kind, path.name, _content(path, kind))


def _content(path: Path, kind: str) -> bytes:
    if kind not in KINDS:
        return b""  # its kind is refused first
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise InvalidRequest(kind, f"{path} is no file.")
        if found.st_size > LARGEST:
            raise InvalidRequest(
                kind, f"{path} has {megabytes(found.st_size)}, and {megabytes(LARGEST)} are taken in all."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InvalidRequest(kind, f"{path} is not there.") from None
    except OSError as error:
        raise InvalidRequest(kind, f"{path} cannot be read: {error.strerror}.") from None
