"""Customers who are elsewhere, and a provider at work."""

from domain.asking import asking
from domain.checkout import CONFIRM, Checkout
from domain.payment import AwaitingAction, Method
from tests.explanations.case import Case, Cases, altered, heard
from tests.explanations.opened import an_order_of
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_checkout_at_alma,
    a_processing_checkout,
    alma_of,
    an_open_checkout,
)

AT_THE_BANK = AwaitingAction(Method("pm_card", "card", NOON), "https://bank.example")
AT_ALMA = AwaitingAction(alma_of("velvet-armchair"), "https://alma.example/velvet-armchair")


def _sent_by_the_shop() -> Checkout:
    return heard(asking(an_open_checkout(), CONFIRM, at=NOON), AT_ALMA, after=A_MINUTE)


CASES: Cases = {
    "at_alma": Case(_sent_by_the_shop(), 46 * A_MINUTE),
    "at_alma_from_the_pay_page": Case(a_checkout_at_alma(), 46 * A_MINUTE),
    "at_alma_and_the_hour_is_over": Case(heard(_sent_by_the_shop(), AT_ALMA, after=AN_HOUR), AN_HOUR + A_MINUTE / 2),
    "at_alma_for_more_than_a_day": Case(heard(_sent_by_the_shop(), AT_ALMA, after=A_DAY), A_DAY + A_MINUTE),
    "at_the_bank": Case(heard(an_open_checkout(), AT_THE_BANK, after=A_MINUTE), 20 * A_MINUTE),
    "at_the_bank_for_an_order_without_alma": Case(
        heard(an_order_of(4_999), AT_THE_BANK, altered(offered=frozenset({"card"})), after=A_MINUTE), 20 * A_MINUTE
    ),
    "processing": Case(a_processing_checkout(), 2 * A_MINUTE),
}
