"""Payments that are not what the order asks for."""

from collections.abc import Iterator
from dataclasses import replace

from domain.checkout import Capture, Checkout
from domain.payment import AwaitingMethod, Capturable, PaymentStatus, Succeeded, Voided
from domain.refunding import written
from domain.refunds import Refund
from domain.states import InReview
from tests.explanations.case import Case, Cases, Told, altered, heard
from tests.support.checkouts import A_MINUTE, AN_HOUR, NOON, a_checkout_at_alma, a_checkout_in_review, an_opening

PAID, RESERVED = Succeeded(14_990, NOON), Capturable(14_990)
BY_HAND = an_opening(capture=Capture.MANUAL)


def _found(status: PaymentStatus, told: Told) -> Checkout:
    opening = BY_HAND if isinstance(status, Capturable) else None
    return heard(a_checkout_at_alma(opening=opening), status, told, after=A_MINUTE)


def _being_given_back() -> Checkout:
    refund = Refund(id="re_vase", amount=14_890, status="pending", created_at=NOON + A_MINUTE, by="marie")
    return written(a_checkout_in_review(), refund)


def _from_before_facts_were_kept() -> Checkout:
    before = a_checkout_in_review()
    assert isinstance(before.state, InReview)
    return replace(before, told=None, state=replace(before.state, facts=None))


def _cases() -> Iterator[tuple[str, Case]]:
    before = a_checkout_in_review()
    for name, status in (("received", PAID), ("reserved", RESERVED)):
        yield f"review_amount_{name}", Case(_found(status, altered(amount=14_000)), AN_HOUR)
        yield f"review_currency_{name}", Case(_found(status, altered(currency="USD")), AN_HOUR)
        yield f"review_not_ours_{name}", Case(_found(status, altered(checkout="co_oak-table")), AN_HOUR)
    yield "review_too_little_received", Case(before, AN_HOUR)
    yield "review_of_nobody", Case(_found(PAID, altered(checkout=None)), AN_HOUR)
    several = altered(checkout="co_oak-table", amount=100, currency="JPY")
    yield "review_everything_differs", Case(_found(PAID, several), AN_HOUR)
    yield "review_fits_by_now", Case(heard(before, PAID, after=AN_HOUR), AN_HOUR)
    yield "review_called_off_by_now", Case(heard(before, Voided(), after=AN_HOUR), AN_HOUR)
    yield "review_no_money_by_now", Case(heard(before, AwaitingMethod(), after=AN_HOUR), AN_HOUR)
    yield "review_being_given_back", Case(_being_given_back(), A_MINUTE * 1.5)
    yield "review_from_before_facts_were_kept", Case(_from_before_facts_were_kept(), AN_HOUR)


CASES: Cases = dict(_cases())
