"""Names that nobody can guess."""

import secrets
import string

_LETTERS = string.ascii_letters + string.digits
_LENGTH = 22
"""How many of 62 letters make more than 128 bits."""


class RandomIds:
    """Names of 131 random bits, such as `co_` and 22 letters and digits."""

    def new(self, kind: str) -> str:
        return f"{kind}_{''.join(secrets.choice(_LETTERS) for _ in range(_LENGTH))}"
