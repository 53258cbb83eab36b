"""How Stripe is reached: keys of one mode, webhook secrets, and where its API is (R26, R82, R83)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from domain.return_url import is_loopback
from entrypoints.bad_settings import BadSettings

SECRET, PUBLISHABLE, WEBHOOK, BASE = (
    "STRIPE_SECRET_KEY",
    "STRIPE_PUBLISHABLE_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
)
STRIPES_OWN = "https://api.stripe.com"


@dataclass(frozen=True)
class StripeSettings:
    """What is set for Stripe, never shown. Each property raises `BadSettings` where its variable cannot be used."""

    environment: Mapping[str, str] = field(repr=False)

    @property
    def secret_key(self) -> str:
        """The key that our calls are made with."""
        return self._matching(SECRET, r"[sr]k_(test|live)_[A-Za-z0-9_]+", "a key such as sk_test_... or rk_live_...")

    @property
    def mode(self) -> str:
        """Whether real money moves: `live`, or `test`."""
        return self.secret_key.split("_")[1]

    @property
    def publishable_key(self) -> str:
        """The key that a browser tells Stripe who the shop is with."""
        key = self._matching(PUBLISHABLE, r"pk_(test|live)_[A-Za-z0-9_]+", "a key such as pk_test_...")
        if key.split("_")[1] != self.mode:
            raise BadSettings(f"{PUBLISHABLE} must be of the same mode, test or live, as {SECRET}.")
        return key

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets that events may be signed with: one, or two while one replaces the other."""
        text = self._matching(
            WEBHOOK, r"whsec_[A-Za-z0-9+/=_-]+( *, *whsec_[A-Za-z0-9+/=_-]+)?", "one or two secrets such as whsec_..."
        )
        return tuple(secret.strip() for secret in text.split(","))

    @property
    def api_base(self) -> str:
        """Where Stripe's API is: Stripe's own address, or an emulator's, which may have a path."""
        base = self.environment.get(BASE, "").strip().rstrip("/") or STRIPES_OWN
        host = _host(base)
        if not host:
            raise BadSettings(f"{BASE} must be an absolute http or https address.")
        if self.mode == "live" and base != STRIPES_OWN and not is_loopback(host):
            raise BadSettings(f"{BASE} must be Stripe's own or a loopback address with a live key.")
        return base

    def _matching(self, name: str, pattern: str, what: str) -> str:
        text = self.environment.get(name, "").strip()
        if not re.fullmatch(pattern, text):
            raise BadSettings(f"{name} must be {what}.")
        return text


def _host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    plain = parts.scheme in {"http", "https"} and not (parts.query or parts.fragment)
    return parts.hostname if plain else None
