"""Settings: environment variables, and a `.env` file if there is one; each read when it is asked for.

So a command reads what it uses, and imports no more for it: every command starts with this module. What every call to
the server needs is read once. `entrypoints.guards` reads them all, that all problems are told at once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from os.path import isfile
from typing import TYPE_CHECKING

from domain.eligibility import AlmaTerms
from domain.errors import InvalidRequest
from domain.money import LARGEST
from domain.order import country_code
from entrypoints.bad_settings import BadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from domain.return_url import Addresses
    from entrypoints.api_keys import ApiKey
    from entrypoints.event_settings import EventSettings
    from entrypoints.stripe_settings import StripeSettings

PREFIX = "ALMA_CHECKOUT_"
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}

Limit = tuple[int, int]
"""So many times in so many seconds."""


@dataclass(frozen=True)
class Settings:
    """What is set in an environment. Each property raises `BadSettings` where its variable cannot be used."""

    environment: Mapping[str, str] = field(repr=False)

    @cached_property
    def gateway(self) -> str:
        """Which provider takes the payments: `sandbox` or `stripe`; said outright where keys of Stripe are set."""
        text = self._text("GATEWAY")
        if not text and self.environment.get("STRIPE_SECRET_KEY"):
            raise _bad("GATEWAY", "must be said outright, since STRIPE_SECRET_KEY is set: stripe or sandbox")
        if text not in {"", "sandbox", "stripe"}:
            raise _bad("GATEWAY", "must be sandbox or stripe")
        return text or "sandbox"

    @property
    def gateway_is_said(self) -> bool:
        """Whether the gateway was chosen outright, and is not just the default."""
        return bool(self._text("GATEWAY"))

    @property
    def stripe(self) -> "StripeSettings":
        """How Stripe is reached."""
        from entrypoints.stripe_settings import StripeSettings

        return StripeSettings(self.environment)

    @property
    def events(self) -> "EventSettings":
        """Where the shop's own systems hear of what happened."""
        from entrypoints.event_settings import EventSettings

        return EventSettings(self.environment)

    @cached_property
    def mode(self) -> str:
        """Whose payments a store holds: `sandbox`, or Stripe's `test` or `live`."""
        return "sandbox" if self.gateway == "sandbox" else self.stripe.mode

    @property
    def publishable_key(self) -> str | None:
        """What a browser tells Stripe who the shop is with; nothing on the sandbox."""
        return None if self.gateway == "sandbox" else self.stripe.publishable_key

    @cached_property
    def database_url(self) -> str:
        """Where the checkouts are kept: `sqlite:///path`, `postgresql://...` or `memory://`."""
        url = self._text("DATABASE_URL", "sqlite:///alma-checkout.db")
        if not re.match(r"sqlite:///.|postgresql://.|memory://$", url):
            raise _bad("DATABASE_URL", "must begin with sqlite:/// or postgresql://, or be memory://")
        return url

    @property
    def sqlite_path(self) -> "Path":
        """The file of an SQLite database."""
        from pathlib import Path

        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def public_url(self) -> str:
        """Where customers reach us, without a slash at the end."""
        from urllib.parse import urlsplit

        url = self._text("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
        try:
            parts = urlsplit(url)
            good = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
            good = good and parts.username is None and (parts.port is None or parts.port > 0)
        except ValueError:
            good = False
        if not good or not url.isascii():
            raise _bad("PUBLIC_URL", "must be an absolute http or https address without query")
        return url

    @property
    def webhook_url(self) -> str:
        """Where Stripe is to send its events."""
        return f"{self.public_url}/webhooks/stripe"

    @property
    def public_url_is_said(self) -> bool:
        """Whether the address was set outright, and is not just the default."""
        return bool(self._text("PUBLIC_URL"))

    @property
    def public_is_loopback(self) -> bool:
        """Whether customers can only come from this machine."""
        from urllib.parse import urlsplit

        from domain.return_url import is_loopback

        return is_loopback(urlsplit(self.public_url).hostname)

    @cached_property
    def addresses(self) -> "Addresses":
        """Our addresses as customers reach them; https where real money moves (R26)."""
        from domain.return_url import Addresses

        if self.mode == "live" and not self.public_url.startswith("https://"):
            raise _bad("PUBLIC_URL", "must be https with a live key")
        return Addresses(self.public_url, test_mode=self.mode != "live")

    @property
    def api_keys(self) -> "tuple[ApiKey, ...]":
        """Who may use the API; anybody when it is empty."""
        from entrypoints.api_keys import api_keys

        return tuple(api_keys(self._text("API_KEYS"), f"{PREFIX}API_KEYS"))

    @cached_property
    def terms(self) -> AlmaTerms:
        """What Alma accepts."""
        default = AlmaTerms()
        least = self._amount("ALMA_MINIMUM", default.minimum)
        most = self._amount("ALMA_MAXIMUM", default.maximum)
        if least > most:
            raise _bad("ALMA_MINIMUM", f"may not be above {PREFIX}ALMA_MAXIMUM")
        return AlmaTerms(least, most, self._countries(default.countries))

    @cached_property
    def open_for(self) -> timedelta:
        """How long a checkout waits for a customer (R45)."""
        found = re.fullmatch(r"([0-9]{1,4})([mhd])", self._text("OPEN_FOR", "24h"))
        span = int(found[1]) * _UNITS[found[2]] if found else timedelta()
        if not timedelta(hours=1) <= span <= timedelta(days=6):
            raise _bad("OPEN_FOR", "must be a time from 1h to 6d, such as 24h")
        return span

    @property
    def rate_limit(self) -> Limit | None:
        """How often a key and an address may call; None: at any rate."""
        return self._limit("RATE_LIMIT", "none")

    @property
    def page_limit(self) -> Limit | None:
        """How often an address may open pay pages; None: at any rate."""
        return self._limit("PAGE_LIMIT", "60/minute")

    @property
    def attempt_limit(self) -> Limit | None:
        """How often a customer may be declined before the page asks them to wait; None: any number of times."""
        return self._limit("ATTEMPT_LIMIT", "10/hour")

    @property
    def log_level(self) -> str:
        """From which level on there is a line in the log; `info` has one for each request."""
        level = self._text("LOG_LEVEL", "warning").lower()
        if level not in {"debug", "info", "warning", "error"}:
            raise _bad("LOG_LEVEL", "must be debug, info, warning or error")
        return level.upper()

    @property
    def operator(self) -> str:
        """Who acts on the command line: as set, else the login name."""
        import getpass

        from domain.actors import BY_THEMSELVES, somebody

        try:
            return somebody(self._text("OPERATOR") or getpass.getuser(), "operator")
        except (InvalidRequest, OSError, KeyError):
            reserved = ", ".join(BY_THEMSELVES)
            raise _bad("OPERATOR", f"must be a name of 1 to 200 characters, and none of {reserved}") from None

    def _text(self, name: str, default: str = "") -> str:
        return self.environment.get(PREFIX + name, "").strip() or default

    def _amount(self, name: str, default: int) -> int:
        text = self._text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,8}", text) or not 1 <= int(text) <= LARGEST:
            raise _bad(name, f"must be whole minor units from 1 to {LARGEST}")
        return int(text)

    def _limit(self, name: str, default: str) -> Limit | None:
        text = self._text(name, default)
        if text == "none":
            return None
        found = re.fullmatch(r"([1-9][0-9]{0,8})/(second|minute|hour|day)", text)
        if not found:
            raise _bad(name, "must be none, or a number per second, minute, hour or day, such as 100/minute")
        return int(found[1]), _SECONDS[found[2]]

    def _countries(self, default: tuple[str, ...]) -> tuple[str, ...]:
        text = self._text("ALMA_COUNTRIES", ",".join(default))
        try:
            return tuple(dict.fromkeys(country_code(code.strip()) for code in text.split(",")))
        except InvalidRequest:
            raise _bad("ALMA_COUNTRIES", "must be two-letter country codes, separated by commas") from None


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read the environment, with a `.env` file of the current folder beneath it."""
    if not isfile(".env"):  # noqa: PTH113 -- pathlib would cost a tenth of the start of every command
        return Settings(dict(environment))
    from dotenv import dotenv_values

    try:
        beneath = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    except (OSError, UnicodeDecodeError):
        return Settings(_Unreadable())
    return Settings(beneath | dict(environment))


class _Unreadable(Mapping[str, str]):
    """An environment over a `.env` file that cannot be read: nothing is known of any setting, and each says so."""

    def __getitem__(self, name: str) -> str:
        raise BadSettings("The file .env cannot be read as UTF-8 text.")

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _bad(name: str, problem: str) -> BadSettings:
    return BadSettings(f"{PREFIX}{name} {problem}.")
