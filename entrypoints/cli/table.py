"""Aligned text within 80 columns. An address or an id is never broken, so that it can be copied."""

import re
from collections.abc import Iterable, Sequence
from textwrap import wrap

WIDTH = 80

_KEPT = "\N{NO-BREAK SPACE}"
"""Within a time or an amount, where no line ends."""


def columns(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[str] = ()) -> str:
    """Align rows under a header; the columns named by `right` at their right side."""
    table = [tuple(header), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    at_right = [name in set(right) for name in header]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(row, widths, at_right, strict=True)
        ).rstrip()
        for row in table
    )


def fields(rows: Iterable[tuple[str, str | None]]) -> str:
    """Show what there is, each beside its name."""
    there = [(name, value) for name, value in rows if value]
    indent = max(len(name) for name, _ in there) + 2
    return "\n".join(hanging(name.ljust(indent), value) for name, value in there)


def hanging(begin: str, text: str) -> str:
    """Write a text after its beginning, and its further lines below its first one."""
    kept = re.sub(r"(?<=\d) (?=\d|[A-Z]{3}\b)", _KEPT, text)
    lines = wrap(kept, WIDTH - len(begin), break_long_words=False, break_on_hyphens=False)
    return ("\n" + " " * len(begin)).join([begin + (lines or [""])[0], *lines[1:]]).replace(_KEPT, " ").rstrip()
