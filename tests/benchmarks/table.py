"""Tables in a document, between markers that a command may write between; the words around them are people's."""

from collections.abc import Iterable
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"


def written(document: str, name: str, lines: Iterable[str]) -> str:
    """Give a document with new lines between the markers of a name.

    Raises:
        ValueError: it has no such markers.
    """
    begin, end = f"<!-- {name}: written by a command, from here -->\n", f"<!-- {name}: to here -->\n"
    before, found, rest = document.partition(begin)
    _, ended, after = rest.partition(end)
    if not (found and ended):
        raise ValueError(f"There are no markers of {name}.")
    return "".join([before, begin, *(f"{line}\n" for line in lines), end, after])


def markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Write a table."""
    return [_line(header), _line(("---",) * len(header)), *map(_line, rows)]


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
