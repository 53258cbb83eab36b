"""What is not known for certain: calls without an answer, news that nobody looked into, statuses nobody expects."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.asking import asking
from domain.checkout import CONFIRM, Checkout
from domain.payment import AwaitingMethod, Succeeded, Unheard
from tests.explanations.case import Case, Cases, heard
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_paid_checkout,
    an_authorized_checkout,
    an_open_checkout,
)


def _asked(checkout: Checkout, action: str) -> Checkout:
    return asking(checkout, action, at=NOON + AN_HOUR)


def _hinted(checkout: Checkout) -> Checkout:
    return replace(checkout, heard=checkout.heard + 1).due(NOON + AN_HOUR)


def _cases() -> Iterator[tuple[str, Case]]:
    soon = AN_HOUR + timedelta(seconds=10)
    yield "asked_to_send_to_alma", Case(_asked(an_open_checkout(), CONFIRM), soon)
    yield "asked_to_cancel", Case(_asked(an_open_checkout(), "cancel/duplicate"), soon)
    yield "asked_to_capture", Case(_asked(an_authorized_checkout(), "capture/8000"), soon)
    yield "news_while_open", Case(_hinted(an_open_checkout()), soon)
    yield "news_while_paid", Case(_hinted(a_paid_checkout()), AN_HOUR + 20 * A_MINUTE)
    yield "odd_word", Case(heard(an_open_checkout(), Unheard("requires_a_stamp"), after=AN_HOUR), 2 * AN_HOUR)
    yield "odd_word_that_is_over", Case(_over(), 2 * AN_HOUR)
    yield "odd_while_reserved", Case(heard(an_authorized_checkout(), AwaitingMethod(), after=A_DAY), A_DAY + AN_HOUR)
    yield "odd_while_canceled", Case(heard(a_canceled_checkout(), Succeeded(14_990, NOON), after=A_DAY), 2 * A_DAY)


def _over() -> Checkout:
    return heard(heard(an_open_checkout(), Unheard("requires_a_stamp"), after=AN_HOUR), AwaitingMethod(), after=AN_HOUR)


CASES: Cases = dict(_cases())
