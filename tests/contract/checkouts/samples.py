"""What the contract of `Checkouts` is tried with."""

from dataclasses import replace
from datetime import datetime

from domain.checkout import Checkout
from domain.ports import Checkouts, Hint, Key
from tests.support.checkouts import A_MINUTE, NOON

KEY = Key("shop", "COMPLICATED-LAMP", "149.90 for order 1001")
LATER = NOON + 10 * A_MINUTE


def a_hint(event: str = "evt_brass-bell", *, payment: str | None = None, checkout: str | None = None) -> Hint:
    """Tell that something may have changed."""
    return Hint(event, "payment_intent.succeeded", "pi", payment, checkout, "test", NOON)


def counted(checkout: Checkout) -> Checkout:
    """Make a change that is seen when it is lost."""
    return checkout.changed(LATER, changes=checkout.changes + 1)


def due(checkout: Checkout, at: datetime | None) -> Checkout:
    """Have a checkout looked at again at some time."""
    return replace(checkout, look_again_at=at)


async def added(store: Checkouts, *checkouts: Checkout) -> None:
    """Keep checkouts, without a key."""
    for checkout in checkouts:
        await store.add(checkout, None, at=NOON)
