"""Text as wide as a terminal shows it: most East Asian characters take two columns, and combining ones none.

Plain ASCII is as wide as it is long, and needs no tables of Unicode to be imported.
"""

import re
from textwrap import wrap

WIDTH = 80
"""How many columns every terminal has."""

_KEPT = "\N{NO-BREAK SPACE}"
"""What stands for a space within a time or an amount, where no line ends."""


def width(text: str) -> int:
    """Count the columns that a text takes."""
    if text.isascii():
        return len(text)
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text up with spaces, behind it, or before it where it stands at the right side."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def shortened(text: str, columns: int) -> str:
    """Give a text in so many columns at most; where something is left out, it ends in `…`."""
    if width(text) <= columns:
        return text
    import wcwidth

    return f"{wcwidth.clip(text, 0, columns - 1, control_codes='ignore').rstrip()}…"


def lines(text: str, columns: int) -> list[str]:
    """Break a text into lines; one without any is empty. An address is never broken, so that it can be copied."""
    kept = re.sub(r"(?<=\d) (?=\d|[A-Z]{3}\b)", _KEPT, text)
    broken = wrap if text.isascii() else _wrap_wide
    found = broken(kept, columns, break_long_words="://" not in text, break_on_hyphens=False)
    return [line.replace(_KEPT, " ") for line in found] or [""]


def _wrap_wide(text: str, columns: int, *, break_long_words: bool, break_on_hyphens: bool) -> list[str]:
    import wcwidth

    return wcwidth.wrap(
        text,
        columns,
        control_codes="ignore",
        break_long_words=break_long_words,
        break_on_hyphens=break_on_hyphens,
    )
