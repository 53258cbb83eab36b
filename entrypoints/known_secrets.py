"""The secrets that are set in an environment, so that they are known where they may not show."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

_OURS = ("ALMA_CHECKOUT_", "STRIPE_", "PG")
_SECRET = ("_KEY", "_KEYS", "_SECRET", "PASSWORD")
_DATABASE = "ALMA_CHECKOUT_DATABASE_URL"


def known_secrets(environment: Mapping[str, str]) -> Iterator[str]:
    """Give every key and every password, without the names of keys."""
    for name, text in environment.items():
        if name.startswith(_OURS) and name.endswith(_SECRET):
            for part in text.split(","):
                yield part.strip()
                yield part.rpartition(":")[2].strip()
    _, colon, password = environment.get(_DATABASE, "").partition("://")[2].rpartition("@")[0].partition(":")
    if colon:
        yield from (password, unquote(password))
