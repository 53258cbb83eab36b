"""What is said of the settings: each that cannot be used, and whether keys and addresses are of one mode (R26)."""

from collections.abc import Iterator

from entrypoints.bad_settings import BadSettings
from entrypoints.doctor.check import FIX, Check, ok, problem, warning
from entrypoints.guards import check
from entrypoints.misspelled import misspelled
from entrypoints.settings import PREFIX, Settings

_HOST = "127.0.0.1"
"""The address that a server is bound to, unless it is told otherwise."""

_EXAMPLES = {
    f"{PREFIX}GATEWAY": "stripe",
    f"{PREFIX}DATABASE_URL": "sqlite:///alma-checkout.db",
    f"{PREFIX}PUBLIC_URL": "https://pay.shop.example",
    f"{PREFIX}API_KEYS": "shop:a-long-random-key-of-your-own",
    f"{PREFIX}ALMA_MINIMUM": "5000",
    f"{PREFIX}ALMA_MAXIMUM": "500000",
    f"{PREFIX}ALMA_COUNTRIES": "FR,IT,ES,NL,BE,LU",
    f"{PREFIX}OPEN_FOR": "24h",
    f"{PREFIX}RATE_LIMIT": "100/minute",
    "STRIPE_SECRET_KEY": "sk_...",
    "STRIPE_PUBLISHABLE_KEY": "pk_...",
    "STRIPE_API_BASE": "https://api.stripe.com",
}
"""Something that could be typed for each variable."""


def of_settings(settings: Settings) -> Iterator[Check]:
    """Tell every setting that cannot be used, as a server would at its start, and what looks like one and is none.

    What is the mode's is told beside it.
    """
    sentences = [sentence for sentence in _problems(settings) if sentence not in _of_the_mode(settings)]
    for sentence in sentences:
        yield problem("settings", sentence, cure=_cure(sentence))
    unread = list(misspelled(settings.environment))
    for one in unread:
        yield warning("settings", str(one), cure=one.cure)
    if not (sentences or unread):
        yield ok("settings", "The settings can be read.")


def of_mode(settings: Settings) -> Iterator[Check]:
    """Hold the mode of Stripe's keys against the address that customers reach."""
    try:
        mode, url, here = settings.mode, settings.public_url, settings.public_is_loopback
    except BadSettings:
        return
    if mode == "sandbox":
        return
    cure = f"Set {PREFIX}PUBLIC_URL to your own https address."
    for sentence in _of_the_mode(settings):
        yield problem("mode", sentence, cure=cure)
        return
    if mode == "live" and here:
        yield problem("mode", f"The key is live, and no customer reaches {url}.", cure=cure)
    elif not (here or url.startswith("https://")):
        yield warning("mode", f"Keys and secrets go to {url} unencrypted.", cure=cure)
    elif mode == "live":
        yield ok("mode", f"The key is live, and customers reach {url}: real money moves.")
    else:
        yield ok("mode", "The key is a test key: no real money moves.")


def _problems(settings: Settings) -> tuple[str, ...]:
    try:
        check(settings, host=_HOST)
    except BadSettings as bad:
        return bad.problems
    return ()


def _of_the_mode(settings: Settings) -> tuple[str, ...]:
    """Give what only the mode and the address together make wrong."""
    try:
        _ = settings.mode, settings.public_url
    except BadSettings:
        return ()
    try:
        _ = settings.addresses
    except BadSettings as bad:
        return bad.problems
    return ()


def _cure(sentence: str) -> str:
    variable = sentence.split(maxsplit=1)[0]
    if variable == "STRIPE_WEBHOOK_SECRET":
        return f"{FIX} makes an endpoint, and tells its secret."
    if not variable.isupper():
        return "Write it anew, or remove it."
    example = f"={_EXAMPLES[variable]}" if variable in _EXAMPLES else ""
    return f"Set {variable}{example}, in the environment or in .env."
