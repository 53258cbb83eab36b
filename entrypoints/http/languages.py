"""Which language a browser would like, among those that customers are spoken to in."""

from domain.opening import LOCALES


def preferred(accept_language: str) -> str:
    """Give the best language for an `Accept-Language` header; the first of ours where it names none of them."""
    wishes = sorted((_wish(part) for part in accept_language.split(",")), key=lambda wish: -wish[0])
    return next((language for weight, language in wishes if weight > 0 and language in LOCALES), LOCALES[0])


def language_for(checkout_locale: str | None, accept_language: str) -> str:
    """Give the checkout's language; where the shop said none, the browser's wish counts."""
    return checkout_locale or preferred(accept_language)


def _wish(part: str) -> tuple[float, str]:
    tag, _, weight = part.partition(";")
    language = tag.strip().replace("_", "-").split("-")[0].lower()
    try:
        return (float(weight.strip().removeprefix("q=")) if weight else 1.0), language
    except ValueError:
        return 0.0, language
