"""API keys: who may use the API, known by hash alone."""

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from domain.actors import BY_THEMSELVES
from entrypoints.bad_settings import BadSettings

_HASHED = "sha256$"
SHORTEST = 20
"""How many characters a key has at least where real money moves; a tool that makes keys makes longer ones."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The hash of a key that may use the API, and the name under which its acts are recorded.

    `short` is one that could be guessed; of a key that was set as its hash nobody knows.
    """

    name: str
    digest: str
    short: bool = False

    def fits(self, key: str) -> bool:
        """Compare in a time that tells nothing."""
        return hmac.compare_digest(self.digest, _digest(key))


def owner(keys: Iterable[ApiKey], key: str) -> str | None:
    """Give the name of a key; every one that is set is compared, so that the time tells nothing of which it was."""
    names = [known.name for known in keys if known.fits(key)]
    return names[0] if names else None


def api_keys(text: str, variable: str) -> Iterator[ApiKey]:
    """Read `[name:]key` or `[name:]sha256$...`, separated by commas.

    Raises:
        BadSettings: a name of odd characters or of what acts by itself, an empty key or one that no header can
            carry, or no hash where one is said.
    """
    for number, part in enumerate(filter(None, map(str.strip, text.split(","))), start=1):
        name, colon, key = part.rpartition(":")
        if colon and not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name):
            raise BadSettings(f"{variable}: the name of key {number} may have letters, digits, . _ and - only.")
        if name.lower() in BY_THEMSELVES:
            raise BadSettings(f"{variable}: key {number} may not be named {', '.join(BY_THEMSELVES)}.")
        digest = key.removeprefix(_HASHED).lower() if key.startswith(_HASHED) else _digest(key)
        if not key or not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise BadSettings(f"{variable}: key {number} is empty, or no sha256 in hexadecimal digits.")
        if not re.fullmatch(r"[\x20-\x7e]+", key):
            raise BadSettings(f"{variable}: key {number} may have printable ASCII characters only, as a header has.")
        yield ApiKey(name or f"key-{number}", digest, short=len(key) < SHORTEST)


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
