"""Words for people: times, statuses, and what is advised."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.money import money_text

ADVICE = {
    "choose_another_method": "Ask the customer to choose another way to pay.",
    "try_again": "Try again.",
    "wait": "Wait, and look at it again.",
    "use_eur": "Alma takes EUR only.",
    "complete_the_request": "Something is missing in the request.",
    "give_return_url": "A return address is needed.",
    "refund_instead": "Refund it instead.",
    "cancel_instead": "Cancel it instead.",
}
"""What to do, for each word of advice."""


def time(text: str) -> str:
    """Show a time of the view to the second: `2026-11-24 12:00:00 UTC`."""
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M:%S} UTC"


def minute(text: str) -> str:
    """Show a time of the view to the minute, for a column that says that it is in UTC."""
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"


def words(code: str | None) -> str:
    """Show a code as the words it is made of."""
    return (code or "").replace("_", " ")


def counted(number: int, noun: str) -> str:
    """Show how many there are: `1 checkout`, `2 checkouts`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def method(name: str) -> str:
    """Show the name of a way to pay."""
    return "Alma" if name == "alma" else name


def listed(names: list[str], last: str = "and") -> str:
    """Join names as they are said: `FR, IT and ES`."""
    *others, name = names
    return f"{', '.join(others)} {last} {name}" if others else name


def contents(evidence: Mapping[str, Any]) -> str:
    """Say what evidence consists of: `receipt and a text`."""
    kinds = [words(kind) for kind in evidence["files"]]
    return listed([*kinds, *(["a text"] if evidence["text"] else [])] or ["nothing that we know of"])


def evidence(told: Mapping[str, Any]) -> str:
    """Say what was submitted, when and by whom; or that nobody knows whether it was."""
    since = f"at {time(told['at'])} by {told['by']}"
    if told["status"] == "pending":
        return f"{contents(told)}, sent {since}, without an answer yet: submit the same again"
    return f"{contents(told)}, submitted {since}"


def obstacle(found: Mapping[str, Any], currency: str = "EUR") -> str:
    """Say what keeps Alma from being offered, and what would change it."""
    match found:
        case {"minimum": minimum, "missing": missing}:
            return f"Alma takes {money_text(minimum, currency)} or more; {money_text(missing, currency)} more would do."
        case {"maximum": maximum, "excess": excess}:
            return f"Alma takes {money_text(maximum, currency)} or less; {money_text(excess, currency)} less would do."
        case {"supported": supported}:
            return f"Alma takes {listed(list(supported))} only."
        case {"served": served}:
            return f"Alma serves customers in {listed(list(served))} only."
    return "The payment provider does not offer Alma for this payment."
