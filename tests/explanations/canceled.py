"""Checkouts that were called off, by us and at the provider, for every reason there is."""

from collections.abc import Iterator
from typing import get_args

from domain import endings, reviewing
from domain.checkout import Checkout
from domain.payment import Succeeded, Voided
from domain.reasons import Asked, Ours
from domain.refunding import written
from domain.refunds import Refund
from tests.explanations.case import Case, Cases, altered, heard
from tests.explanations.taken import answered
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_new_checkout,
    an_authorized_checkout,
    an_open_checkout,
    settled,
)

BY_THE_PROVIDER = ("automatic", "expired", "failed_invoice", "void_invoice", "a_whim_of_the_provider")
BY_SOMEBODY: tuple[Asked, ...] = get_args(Asked)


def _called_off(reason: Asked | Ours, by: str = "marie") -> Checkout:
    return endings.called_off(an_open_checkout(), reason, at=NOON + A_MINUTE, by=by)


def _refused(code: str | None, message: str | None = None) -> Checkout:
    return endings.called_off(a_new_checkout(), "provider_refused", at=NOON, by="shop", code=code, message=message)


def _given_back() -> Checkout:
    """Give back everything that is in review; the provider has not said yet whether it arrived."""
    refund = Refund(id="re_vase", amount=14_890, status="pending", created_at=NOON + A_MINUTE, by="marie")
    return reviewing.given_back(written(a_checkout_in_review(), refund), at=NOON + 2 * A_MINUTE, by="marie")


def _given_back_in_dollars() -> Checkout:
    """Give back what arrived in another currency; the provider cannot send it."""
    in_dollars = heard(a_checkout_at_alma(), Succeeded(14_990, NOON), altered(currency="USD"), after=A_MINUTE)
    refund = Refund(id="re_vase", amount=14_990, status="pending", created_at=NOON + A_MINUTE, by="marie")
    return reviewing.given_back(written(in_dollars, refund), at=NOON + 2 * A_MINUTE, by="marie")


def _let_go() -> Checkout:
    return reviewing.given_back(a_checkout_in_review(), at=NOON + A_MINUTE, by="marie")


def _cases() -> Iterator[tuple[str, Case]]:
    for reason in BY_SOMEBODY:
        yield f"canceled_{reason}", Case(_called_off(reason), AN_HOUR)
    yield "canceled_alma_not_offered", Case(_called_off("alma_not_offered", "shop"), AN_HOUR)
    yield "canceled_abandoned_by_the_sweep", Case(_called_off("abandoned", "sweep"), AN_HOUR)
    yield "canceled_provider_refused", Case(_refused("amount_too_small", "The amount is too small."), AN_HOUR)
    yield "canceled_provider_refused_with_advice", Case(_refused("payment_intent_invalid_currency"), AN_HOUR)
    yield "canceled_provider_refused_without_a_word", Case(_refused(None), AN_HOUR)
    for told in BY_THE_PROVIDER:
        yield f"canceled_at_the_provider_{told}", Case(settled(an_open_checkout(), Voided(told)), AN_HOUR)
    yield "canceled_at_provider", Case(settled(an_open_checkout(), Voided()), AN_HOUR)
    expired = settled(an_authorized_checkout(), Voided("automatic"), after=7 * A_DAY)
    yield "canceled_authorization_expired", Case(expired, 8 * A_DAY)
    yield "canceled_refunded_in_review", Case(_let_go(), AN_HOUR)
    yield "canceled_refunded_in_review_on_its_way", Case(answered(_given_back(), "pending"), 12 * A_MINUTE)
    yield "canceled_refunded_in_review_arrived", Case(answered(_given_back(), "succeeded"), AN_HOUR)
    yield "canceled_refunded_in_review_failed", Case(answered(_given_back(), "failed"), AN_HOUR)
    yield "canceled_refunded_in_review_in_dollars", Case(answered(_given_back_in_dollars(), "failed"), AN_HOUR)


CASES: Cases = dict(_cases())
