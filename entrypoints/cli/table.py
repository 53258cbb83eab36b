"""Aligned text within 80 columns."""

from collections.abc import Iterable, Sequence

from entrypoints.cli.width import WIDTH, lines, padded, shortened, width

_GAP = "  "


def columns(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[str] = (), shrinking: str | None = None
) -> str:
    """Align rows under a header; the columns named by `right` at their right side.

    Where a row is too wide, the column named by `shrinking` is shortened; a last column at the left side goes on below.
    """
    table = [tuple(header), *map(tuple, rows)]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    if shrinking is not None:
        place = header.index(shrinking)
        room = WIDTH - sum(widths) + widths[place] - len(_GAP) * (len(header) - 1)
        widths[place] = min(widths[place], max(room, width(shrinking)))
        table = [(*row[:place], shortened(row[place], widths[place]), *row[place + 1 :]) for row in table]
    at_right = [name in set(right) for name in header]
    return "\n".join(_row(row, widths, at_right) for row in table)


def _row(row: Sequence[str], widths: Sequence[int], at_right: Sequence[bool]) -> str:
    *before, last = (padded(*cell[:2], right=cell[2]) for cell in zip(row, widths, at_right, strict=True))
    begin = "".join(f"{cell}{_GAP}" for cell in before)
    return f"{begin}{last}" if at_right[-1] else hanging(begin, last.rstrip())


def fields(rows: Iterable[tuple[str, str | None]]) -> str:
    """Show what there is, each beside its name."""
    there = [(name, value) for name, value in rows if value]
    indent = max(len(name) for name, _ in there) + len(_GAP)
    return "\n".join(hanging(name.ljust(indent), value) for name, value in there)


def hanging(begin: str, text: str) -> str:
    """Write a text after its beginning, and its further lines below its first one."""
    indent = width(begin)
    told = lines(text, WIDTH - indent)
    return ("\n" + " " * indent).join([begin + told[0], *told[1:]]).rstrip()
