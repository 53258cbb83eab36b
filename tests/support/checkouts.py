"""Checkouts that read aloud, each brought to where it is by the domain's own verbs: `a_paid_checkout()`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.checkout import Capture, Checkout, Methods
from domain.endings import called_off
from domain.money import Money
from domain.opening import Opening, with_payment
from domain.order import Order
from domain.payment import (
    ALMA,
    AwaitingAction,
    AwaitingMethod,
    Capturable,
    InProgress,
    Method,
    Payment,
    PaymentError,
    PaymentStatus,
    Succeeded,
)
from domain.settling import settle

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""When checkouts are opened, unless it is said otherwise."""
A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

BY = "webhook"


def an_opening(
    *,
    order: str = "1001",
    amount: int = 14_990,
    currency: str = "EUR",
    country: str = "FR",
    methods: Methods = Methods.AUTOMATIC,
    capture: Capture = Capture.AUTOMATIC,
) -> Opening:
    """Ask for a checkout of an order, by default of 149.90 EUR in France."""
    wanted = Order(order, Money(amount, currency), country)
    return Opening(order=wanted, methods=methods, capture=capture)


def a_new_checkout(name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON) -> Checkout:
    """Give a checkout just opened, still without a payment; its id is `co_` and the name."""
    asked = opening or an_opening()
    return asked.checkout(f"co_{name}", alma_excluded=False, open_for=A_DAY, at=at, by="shop")


def a_payment_for(checkout: Checkout, status: PaymentStatus | None = None, *, at: datetime = NOON) -> Payment:
    """Give what the provider says of a checkout's payment, `pi_` and the checkout's name; nothing runs by default."""
    return Payment(
        id=checkout.id.replace("co_", "pi_"),
        amount=checkout.order.total.amount,
        currency=checkout.order.total.currency,
        checkout=checkout.id,
        created_at=at,
        status=status or AwaitingMethod(),
        offered=frozenset({ALMA, "card"}),
    )


def an_open_checkout(name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON) -> Checkout:
    """Give a checkout with a payment, waiting for the customer to choose a way to pay."""
    new = a_new_checkout(name, opening=opening, at=at)
    return with_payment(new, a_payment_for(new, at=at), "sandbox", at=at, by="shop")


def settled(checkout: Checkout, status: PaymentStatus, *, after: timedelta = A_MINUTE) -> Checkout:
    """Give a checkout that has taken in a status of its payment, some time after it was opened."""
    at, created_at = checkout.opened_at + after, checkout.opened_at
    return settle(checkout, a_payment_for(checkout, status, at=created_at), at=at, by=BY)


def alma_of(name: str, *, at: datetime = NOON) -> Method:
    """Give the way to pay of an attempt with Alma."""
    return Method(f"pm_{name}", ALMA, at)


def a_checkout_at_alma(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout whose customer was sent to Alma as it was opened, and has an hour."""
    sent = AwaitingAction(alma_of(name, at=at), f"https://alma.example/{name}")
    return settled(an_open_checkout(name, opening=opening, at=at), sent)


def a_declined_checkout(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout that is open again, since Alma declined."""
    code = "payment_intent_payment_attempt_failed"
    error = PaymentError(code, message="Alma declined.", method=alma_of(name, at=at))
    return settled(a_checkout_at_alma(name, opening=opening, at=at), AwaitingMethod(error), after=2 * A_MINUTE)


def a_processing_checkout(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout the provider works on."""
    working = InProgress(alma_of(name, at=at))
    return settled(a_checkout_at_alma(name, opening=opening, at=at), working, after=2 * A_MINUTE)


def an_authorized_checkout(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout whose money is reserved with Alma and waits for capture."""
    asked = replace(opening or an_opening(), capture=Capture.MANUAL)
    reserved = Capturable(asked.order.total.amount, alma_of(name, at=at))
    return settled(a_checkout_at_alma(name, opening=asked, at=at), reserved, after=2 * A_MINUTE)


def a_paid_checkout(name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON) -> Checkout:
    """Give a checkout paid with Alma, in three parts."""
    sent = a_checkout_at_alma(name, opening=opening, at=at)
    received = sent.order.total.amount
    paid = Succeeded(received, at + 2 * A_MINUTE, alma_of(name, at=at), 3, f"alma_{name}")
    return settled(sent, paid, after=2 * A_MINUTE)


def a_canceled_checkout(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout that the customer called off."""
    checkout = an_open_checkout(name, opening=opening, at=at)
    return called_off(checkout, "requested_by_customer", at=at + A_MINUTE, by="shop")


def a_refused_checkout(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout whose opening the provider refused, so that its key is free again."""
    return called_off(
        a_new_checkout(name, opening=opening, at=at),
        "provider_refused",
        at=at,
        by="shop",
        code="amount_too_small",
        message="Too little.",
    )


def a_checkout_in_review(
    name: str = "velvet-armchair", *, opening: Opening | None = None, at: datetime = NOON
) -> Checkout:
    """Give a checkout for which the provider received one euro too little."""
    sent = a_checkout_at_alma(name, opening=opening, at=at)
    paid = Succeeded(sent.order.total.amount - 100, at + A_MINUTE, alma_of(name, at=at))
    return settled(sent, paid, after=2 * A_MINUTE)


EVERY_STATE = (
    a_new_checkout,
    an_open_checkout,
    a_checkout_at_alma,
    a_declined_checkout,
    a_processing_checkout,
    an_authorized_checkout,
    a_paid_checkout,
    a_canceled_checkout,
    a_refused_checkout,
    a_checkout_in_review,
)
"""Those that give a checkout in each state, and how it may have come there."""
