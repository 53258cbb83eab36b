"""Calls to the provider that change something: written down first, so that one whose answer is lost is not forgotten.

A provider key names the action and the number of the try: the attempts so far and the keys used up so far. Until
either goes up, asking again is the same call (R20).
"""

from datetime import datetime, timedelta

from domain.checkout import CONFIRM, Asked, Checkout
from domain.states import AN_HOUR

KEY_LIFE = timedelta(hours=23)
"""How long a provider key is used again; the provider forgets it after 24 hours."""


def asking(checkout: Checkout, action: str, *, at: datetime) -> Checkout:
    """Write down what is asked; the same thing asked again keeps its time, until the key is too old to be used.

    A confirmation is the same for an hour: what it may have begun is over by then, and its answer would be of no use.
    """
    asked, used = checkout.asked, checkout.used_keys
    if asked is None or asked.action != action:
        asked = Asked(action, at)
    elif at - asked.at >= (AN_HOUR if action == CONFIRM else KEY_LIFE):
        asked, used = Asked(action, at), used + 1
    return checkout if asked == checkout.asked else checkout.changed(at, asked=asked, used_keys=used)


def refused(checkout: Checkout, action: str, *, at: datetime) -> Checkout:
    """Use the key up: the provider said no, for good. What somebody else asked meanwhile is still without an answer."""
    asked = checkout.asked
    if asked is not None and asked.action == action:
        asked = None
    return checkout.changed(at, asked=asked, used_keys=checkout.used_keys + 1)


def key_for(checkout: Checkout, action: str) -> str:
    """Name the call for the provider."""
    return f"{checkout.id}/{action}/{checkout.attempts}.{checkout.used_keys}"
