"""Names that nobody can guess."""

import secrets
import string

_LETTERS = string.ascii_letters + string.digits
_LENGTH = 22
"""How many of 62 letters make more than 128 bits."""
_NAMES = len(_LETTERS) ** _LENGTH


class RandomIds:
    """Names of 131 random bits, such as `co_` and 22 letters and digits. The system is asked for chance once a name."""

    def new(self, kind: str) -> str:
        number, letters = secrets.randbelow(_NAMES), []
        for _ in range(_LENGTH):
            number, letter = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[letter])
        return f"{kind}_{''.join(letters)}"
