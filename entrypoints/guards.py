"""Guards at the start of a server: every setting is read, and held against the others (R26, R83)."""

from collections.abc import Iterator

from domain.return_url import is_loopback
from entrypoints.api_keys import SHORTEST
from entrypoints.bad_settings import BadSettings
from entrypoints.settings import PREFIX, Settings

_NAMES = (
    "gateway",
    "database_url",
    "public_url",
    "addresses",
    "api_keys",
    "terms",
    "open_for",
    "rate_limit",
    "page_limit",
    "attempt_limit",
    "log_level",
)
_OF_STRIPE = ("secret_key", "publishable_key", "webhook_secrets", "api_base")


def check(settings: Settings, *, host: str) -> None:
    """Refuse to start with settings that cannot be used; `host` is the address that is bound.

    Raises:
        BadSettings: with all problems at once.
    """
    problems = [*_unreadable(settings, _NAMES), *_unreadable(settings.events, ("receiver",))]
    problems += _unknown_countries(settings)
    if _reads(settings, "gateway") == "stripe":
        problems += _unreadable(settings.stripe, _OF_STRIPE)
    problems = list(dict.fromkeys(problems)) or list(_contradictions(settings, host))
    if problems:
        raise BadSettings(*problems)


def check_receiver(settings: Settings) -> None:
    """Refuse to start where events are to be delivered and cannot be.

    Raises:
        BadSettings: with all problems at once.
    """
    if problems := [*_unreadable(settings.events, ("receiver",))]:
        raise BadSettings(*problems)


def _contradictions(settings: Settings, host: str) -> Iterator[str]:
    local = is_loopback(host) and settings.public_is_loopback
    sandbox = settings.gateway == "sandbox"
    if sandbox and not settings.gateway_is_said and not local:
        yield f"{PREFIX}GATEWAY must be said outright: the sandbox is the default only on loopback addresses."
    if not settings.api_keys and not (sandbox and local):
        yield f"{PREFIX}API_KEYS may be empty only with the sandbox on loopback addresses."
    for short in (key.name for key in settings.api_keys if key.short and settings.mode == "live"):
        yield f"{PREFIX}API_KEYS: {short} must have {SHORTEST} characters or more with a live key of Stripe."


def _unreadable(settings: object, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        try:
            getattr(settings, name)
        except BadSettings as bad:
            yield from bad.problems


def _unknown_countries(settings: Settings) -> Iterator[str]:
    from babel import Locale

    if _reads(settings, "terms") is None:
        return
    unknown = [code for code in settings.terms.countries if code not in Locale("en").territories]
    if unknown:
        yield f"{PREFIX}ALMA_COUNTRIES has codes that are no country's."


def _reads(settings: Settings, name: str) -> object:
    try:
        return getattr(settings, name)
    except BadSettings:
        return None
