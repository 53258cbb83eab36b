"""Who acts: people and API keys by their names, and what acts by itself (R90)."""

import unicodedata

from domain.errors import InvalidRequest
from domain.order import plain_text

BY_THEMSELVES = ("customer", "provider", "sweep", "webhook")
"""What brings things about without anybody of the shop; nobody else may go by these names."""


def somebody(text: str, field: str) -> str:
    """Give back the name of a person or a key that acts, without spaces around it.

    Raises:
        InvalidRequest: it does not show as what it is, or as what acts by itself, in whatever letters.
    """
    name = plain_text(text.strip(), field)
    shown = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf").strip()
    if not shown:
        raise InvalidRequest(field, "must have characters that can be seen.")
    if shown.casefold() in BY_THEMSELVES:
        raise InvalidRequest(field, f"may not be {', '.join(BY_THEMSELVES)}, which act by themselves.")
    return name
