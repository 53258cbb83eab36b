"""Whether anything is coloured."""

import os


def wanted() -> bool | None:
    """Give False where nobody wants colours (`NO_COLOR`), or the terminal has none; None lets click look at it."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
