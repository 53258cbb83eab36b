"""The audit after the fault: what was answered is there, nothing happened twice, and both sides say the same."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from adapters.sandbox.alma_page import STATUSES
from adapters.sandbox.payment import Intent
from domain.checkout import Checkout
from domain.refunds import status_of
from entrypoints.container import Container
from tests.faults.customers import Receipt
from tests.faults.shops import all_checkouts
from tests.support.manual_clock import ManualClock


async def settled_down(container: Container, clock: ManualClock) -> None:
    """Sweep until nothing is in doubt: for an hour and twenty minutes of the clock, past every customer's hour."""
    for _ in range(40):
        while await container.sweep()(limit=100):
            pass
        clock.advance(timedelta(minutes=2))


async def wrongs(container: Container, made: list[Intent], receipts: list[Receipt]) -> list[str]:
    """Say all that is wrong, where these payments were made at the provider."""
    checkouts = {checkout.id: checkout for checkout in await all_checkouts(container)}
    return [
        *_lost(checkouts, receipts),
        *_twice(checkouts, made),
        *_unasked(checkouts, receipts),
        *_apart(checkouts, {payment.id: payment for payment in made}),
    ]


def _lost(checkouts: dict[str, Checkout], receipts: Iterable[Receipt]) -> Iterator[str]:
    """Name each answer that said yes and is not true any more."""
    for receipt in receipts:
        checkout = checkouts.get(receipt.checkout)
        if checkout is None:
            yield f"{receipt.checkout} was {receipt.deed} and is gone"
        elif not _kept(checkout, receipt):
            yield f"{checkout.id} was {receipt.deed}, and is {checkout}: {receipt.told}"


def _kept(checkout: Checkout, receipt: Receipt) -> bool:
    told = receipt.told
    still: dict[str, bool] = {
        "opened": checkout.order.reference == told.get("order"),
        "changed": checkout.order.total.amount == told.get("amount"),
        "settled": told.get("status") in {checkout.status, "authorized", "open"},
        "captured": checkout.captured == told.get("captured"),
        "canceled": checkout.status == "canceled",
        "refunded": (told.get("id"), told.get("amount")) in {(it.id, it.amount) for it in checkout.refunds},
    }
    return still.get(receipt.deed, True)


def _twice(checkouts: dict[str, Checkout], made: list[Intent]) -> Iterator[str]:
    """Name what happened more than once: a key's checkout, a checkout's payment, a refund, an entry of the history."""
    yield from _repeated("checkouts of order", (checkout.order.reference for checkout in checkouts.values()))
    yield from _repeated("payments of", (payment.metadata["checkout"] for payment in made))
    yield from _repeated("refunds of", (refund.refund or "" for payment in made for refund in payment.refunds))
    for checkout in checkouts.values():
        told = (f"{entry.event} {entry.detail.get('refund', '')}" for entry in checkout.timeline)
        once = (text for text in told if text.startswith(("opened", "payment_created", "paid", "canceled", "refund_")))
        yield from _repeated(f"entries of {checkout.id}:", once)


def _unasked(checkouts: dict[str, Checkout], receipts: Iterable[Receipt]) -> Iterator[str]:
    """Name each refund that nobody was told of, although everybody asked until there was an answer."""
    told = {receipt.told["id"] for receipt in receipts if receipt.deed == "refunded"}
    made = {refund.id for checkout in checkouts.values() for refund in checkout.refunds}
    yield from (f"nobody asked for {refund}" for refund in made - told)


def _repeated(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{times} {what} {name}"


def _apart(checkouts: dict[str, Checkout], made: dict[str, Intent]) -> Iterator[str]:
    """Name each checkout that the provider sees otherwise."""
    for checkout in checkouts.values():
        payment = made.pop(checkout.payment.id, None) if checkout.payment else None
        if payment is None:
            yield f"{checkout.id} has no payment"
        elif (ours := _seen_here(checkout)) != (theirs := _seen_there(payment)):
            yield f"{checkout.id} is {ours} here and {theirs} at the provider"
    yield from (f"{payment_id} is nobody's" for payment_id in made)


def _seen_here(checkout: Checkout) -> tuple[object, ...]:
    refunds = {(refund.id, refund.amount, refund.status) for refund in checkout.refunds}
    return checkout.status, checkout.order.total.amount, checkout.captured, refunds


def _seen_there(payment: Intent) -> tuple[object, ...]:
    refunds = {(refund.refund, refund.amount, status_of(refund.status)) for refund in payment.refunds}
    return STATUSES.get(payment.status, "open"), payment.amount, payment.received, refunds
