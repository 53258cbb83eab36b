"""Where the shop's own systems hear of what happened, and the secret that tells them it is us (R87)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from domain.return_url import is_loopback
from entrypoints.bad_settings import BadSettings

URL, SECRET = "ALMA_CHECKOUT_EVENTS_URL", "ALMA_CHECKOUT_EVENTS_SECRET"
_SHORTEST, _LONGEST = 24, 64


@dataclass(frozen=True)
class EventSettings:
    """What is set for the shop's events, never shown. `receiver` raises `BadSettings` where it cannot be used."""

    environment: Mapping[str, str] = field(repr=False)

    @property
    def wanted(self) -> bool:
        """Whether somebody listens; only then are events written."""
        return bool(self._text(URL))

    @property
    def receiver(self) -> tuple[str, tuple[str, ...]] | None:
        """The address to deliver to, and the secrets to sign with: one, or two while one replaces the other."""
        url, secrets = self._text(URL), self._text(SECRET)
        problems = []
        if secrets and not url:
            problems.append(f"{URL} must be set where {SECRET} is.")
        if url and not _fit(url):
            problems.append(f"{URL} must be an absolute https address, or http on loopback, without user information.")
        if (url or secrets) and not _good(secrets):
            problems.append(
                f"{SECRET} must be one or two secrets such as whsec_... of {_SHORTEST} to {_LONGEST} bytes."
            )
        if problems:
            raise BadSettings(*problems)
        return (url, tuple(secret.strip() for secret in secrets.split(","))) if url else None

    def _text(self, name: str) -> str:
        return self.environment.get(name, "").strip()


def _fit(url: str) -> bool:
    """Say whether an address can be delivered to, and nobody can read along."""
    try:
        parts = urlsplit(url)
        good = bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    private = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))
    return good and private and not parts.fragment and url.isascii() and url.isprintable() and " " not in url


def _good(secrets: str) -> bool:
    return bool(re.fullmatch(r"[^,]+(,[^,]+)?", secrets)) and all(_is_secret(it.strip()) for it in secrets.split(","))


def _is_secret(text: str) -> bool:
    """Say whether it is a secret as the specification has it: so many random bytes, in base64."""
    import base64

    kind, _, encoded = text.partition("_")
    try:
        size = len(base64.b64decode(encoded, validate=True))
    except ValueError:
        return False
    return kind == "whsec" and _SHORTEST <= size <= _LONGEST
