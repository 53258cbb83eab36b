"""Settings: environment variables, and a `.env` file if there is one; each read when it is asked for.

A bad one is told by name in one sentence, never by its value. `check` reads them all, so that all are told at once.
"""

import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from domain.eligibility import AlmaTerms
from domain.errors import InvalidRequest
from domain.money import LARGEST
from domain.order import country_code
from domain.return_url import Addresses, is_loopback

PREFIX = "ALMA_CHECKOUT_"
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class BadSettings(Exception):
    """Settings that cannot be used: one sentence for each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The hash of a key that may use the API, and the name under which its acts are recorded."""

    name: str
    digest: str

    def fits(self, key: str) -> bool:
        """Compare in a time that tells nothing."""
        return hmac.compare_digest(self.digest, sha256(key.encode()).hexdigest())


@dataclass(frozen=True)
class Settings:
    """What is set in an environment. Each property raises `BadSettings` where its variable cannot be used."""

    environment: Mapping[str, str]

    @property
    def gateway(self) -> str:
        """Which provider takes the payments: `sandbox` or `stripe`."""
        return self._one_of("GATEWAY", "sandbox", ("sandbox", "stripe"))

    @property
    def gateway_is_said(self) -> bool:
        """Whether the gateway was chosen outright, and is not just the default."""
        return bool(self._text("GATEWAY"))

    @property
    def mode(self) -> str:
        """Whose payments a store holds: `sandbox`, or Stripe's `test` or `live`."""
        if self.gateway == "sandbox":
            return "sandbox"
        return "live" if "_live_" in self.environment.get("STRIPE_SECRET_KEY", "") else "test"

    @property
    def database_url(self) -> str:
        """Where the checkouts are kept: `sqlite:///path`, `postgresql://...` or `memory://`."""
        url = self._text("DATABASE_URL", "sqlite:///alma-checkout.db")
        if not re.match(r"sqlite:///.|postgresql://.|memory://$", url):
            raise _bad("DATABASE_URL", "must begin with sqlite:/// or postgresql://, or be memory://")
        return url

    @property
    def sqlite_path(self) -> Path:
        """The file of an SQLite database."""
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def public_url(self) -> str:
        """Where customers reach us, without a slash at the end."""
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
    def public_is_loopback(self) -> bool:
        """Whether customers can only come from this machine."""
        return is_loopback(urlsplit(self.public_url).hostname)

    @property
    def addresses(self) -> Addresses:
        """Our addresses as customers reach them."""
        return Addresses(self.public_url, test_mode=self.mode != "live")

    @property
    def api_keys(self) -> tuple[ApiKey, ...]:
        """Who may use the API; nobody in particular when it is empty."""
        return tuple(self._api_keys())

    @property
    def terms(self) -> AlmaTerms:
        """What Alma accepts."""
        default = AlmaTerms()
        least = self._amount("ALMA_MINIMUM", default.minimum)
        most = self._amount("ALMA_MAXIMUM", default.maximum)
        if least > most:
            raise _bad("ALMA_MINIMUM", f"may not be above {PREFIX}ALMA_MAXIMUM")
        return AlmaTerms(least, most, self._countries(default.countries))

    @property
    def open_for(self) -> timedelta:
        """How long a checkout waits for a customer (R45)."""
        found = re.fullmatch(r"([0-9]{1,4})([mhd])", self._text("OPEN_FOR", "24h"))
        span = int(found[1]) * _UNITS[found[2]] if found else timedelta()
        if not timedelta(hours=1) <= span <= timedelta(days=6):
            raise _bad("OPEN_FOR", "must be a time from 1h to 6d, such as 24h")
        return span

    @property
    def rate_limit(self) -> tuple[str, int] | None:
        """How many calls a key and an address may make in a `second`, `minute`, `hour` or `day`; None: any number."""
        text = self._text("RATE_LIMIT")
        found = re.fullmatch(r"([1-9][0-9]{0,8})/(second|minute|hour|day)", text)
        if text and not found:
            raise _bad("RATE_LIMIT", "must be a number per second, minute, hour or day, such as 100/minute")
        return (found[2], int(found[1])) if found else None

    @property
    def operator(self) -> str:
        """Who acts on the command line."""
        return self._text("OPERATOR") or self.environment.get("USER") or self.environment.get("LOGNAME") or "operator"

    def check(self, *, host: str) -> None:
        """Read every setting, and hold the address that is bound and the public one against the rest.

        Raises:
            BadSettings: with all problems at once.
        """
        if problems := tuple(self._problems(host)):
            raise BadSettings(*problems)

    def _problems(self, host: str) -> Iterator[str]:
        names = ("gateway", "database_url", "public_url", "api_keys", "terms", "open_for", "rate_limit")
        for name in names:
            try:
                getattr(self, name)
            except BadSettings as bad:
                yield from bad.problems
        try:
            local = is_loopback(host) and self.public_is_loopback
            sandbox, keys = self.gateway == "sandbox", self.api_keys
        except BadSettings:
            return
        with_stripe_key = bool(self.environment.get("STRIPE_SECRET_KEY"))
        if sandbox and not self.gateway_is_said and not (local and not with_stripe_key):
            yield (
                f"{PREFIX}GATEWAY must be said outright: the sandbox is the default only on loopback addresses "
                "and without STRIPE_SECRET_KEY."
            )
        if not keys and not (sandbox and local):
            yield f"{PREFIX}API_KEYS may be empty only with the sandbox on loopback addresses."

    def _text(self, name: str, default: str = "") -> str:
        return self.environment.get(PREFIX + name, "").strip() or default

    def _one_of(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        text = self._text(name, default)
        if text not in choices:
            raise _bad(name, f"must be one of {', '.join(choices)}")
        return text

    def _amount(self, name: str, default: int) -> int:
        text = self._text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,8}", text) or not 1 <= int(text) <= LARGEST:
            raise _bad(name, f"must be whole minor units from 1 to {LARGEST}")
        return int(text)

    def _countries(self, default: tuple[str, ...]) -> tuple[str, ...]:
        text = self._text("ALMA_COUNTRIES", ",".join(default))
        try:
            return tuple(dict.fromkeys(country_code(code.strip()) for code in text.split(",")))
        except InvalidRequest:
            raise _bad("ALMA_COUNTRIES", "must be two-letter country codes, separated by commas") from None

    def _api_keys(self) -> Iterator[ApiKey]:
        for number, part in enumerate(filter(None, map(str.strip, self._text("API_KEYS").split(","))), start=1):
            name, colon, key = part.rpartition(":")
            if colon and not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", name):
                raise _bad("API_KEYS", f"has a name of other characters than letters, digits, . _ - (key {number})")
            digest = key.removeprefix("sha256$") if key.startswith("sha256$") else sha256(key.encode()).hexdigest()
            if not key or not re.fullmatch(r"[0-9a-f]{64}", digest):
                raise _bad("API_KEYS", f"has a key that is empty, or no sha256 in hex (key {number})")
            yield ApiKey(name or f"key-{number}", digest)


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read the environment, with a `.env` file of the current folder beneath it."""
    if not Path(".env").is_file():
        return Settings(dict(environment))
    from dotenv import dotenv_values

    beneath = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    return Settings(beneath | dict(environment))


def _bad(name: str, problem: str) -> BadSettings:
    return BadSettings(f"{PREFIX}{name} {problem}.")
