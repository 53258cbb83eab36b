"""Names that nobody can guess."""

from secrets import token_hex


class RandomIds:
    """Names of 128 random bits, such as `co_` and 32 hexadecimal digits."""

    def new(self, kind: str) -> str:
        return f"{kind}_{token_hex(16)}"
