"""Open checkouts: before anybody tried, after an attempt, without Alma, while something is under way."""

from dataclasses import replace
from datetime import timedelta

from domain import amount_change
from domain.checkout import Checkout, Methods
from domain.failure import EXPIRY_CODE
from domain.money import Money
from domain.opening import Opening, with_payment
from domain.order import Order
from domain.payment import AwaitingMethod, PaymentError
from tests.explanations.case import Case, Cases, altered, heard
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_checkout_at_alma,
    a_new_checkout,
    a_payment_for,
    alma_of,
    an_open_checkout,
    an_opening,
)

ODD_CODE = "payment_intent_of_another_kind"
CODES = {
    "choose_another_method": "payment_intent_payment_attempt_failed",
    "use_eur": "payment_intent_invalid_currency",
    "complete_the_request": "parameter_missing",
    "give_return_url": "payment_intent_redirect_confirmation_without_return_url",
}


def an_order_of(amount: int = 14_990, currency: str = "EUR", country: str = "FR") -> Checkout:
    """Open a checkout, in whatever is no business of Alma's."""
    opening = Opening(order=Order("1001", Money(amount, currency), country))
    new = opening.checkout("co_velvet-armchair", alma_excluded=True, open_for=A_DAY, at=NOON, by="shop")
    return with_payment(new, replace(a_payment_for(new), offered=frozenset({"card"})), "sandbox", at=NOON, by="shop")


def _failing(error: PaymentError | None, after: timedelta = 5 * A_MINUTE) -> Checkout:
    return heard(a_checkout_at_alma(), AwaitingMethod(error), after=after)


def _error(code: str | None, message: str | None = None, decline_code: str | None = None) -> PaymentError:
    return PaymentError(code, decline_code, message, alma_of("velvet-armchair"))


def _alma_alone() -> Checkout:
    new = a_new_checkout(opening=an_opening(methods=Methods.ALMA))
    return with_payment(new, replace(a_payment_for(new), offered=frozenset()), "sandbox", at=NOON, by="shop")


def _changing() -> Checkout:
    before = an_open_checkout()
    order = amount_change.changed_order(before.order, 15_990, None)
    return amount_change.wanted(before, order, exclude_alma=False, at=NOON + A_MINUTE, by="marie")


CASES: Cases = {
    "opened_without_payment": Case(a_new_checkout(), timedelta(seconds=10)),
    "opened_payment_never_made": Case(a_new_checkout().put_off(NOON + 23 * AN_HOUR), 23 * AN_HOUR),
    "opened_alma_alone_not_offered": Case(_alma_alone(), timedelta(seconds=10)),
    "opened_untouched": Case(an_open_checkout(), 10 * A_MINUTE),
    "opened_nobody_looked": Case(an_open_checkout(), A_DAY + AN_HOUR),
    "opened_waited_long_enough": Case(an_open_checkout().put_off(NOON + A_DAY), A_DAY),
    "opened_form_in_the_browser": Case(
        an_open_checkout().watched(NOON + A_MINUTE, secret_given_at=NOON + A_MINUTE), 2 * A_MINUTE
    ),
    "opened_form_in_the_browser_long_ago": Case(
        an_open_checkout().watched(NOON + A_MINUTE, secret_given_at=NOON + A_MINUTE).put_off(NOON + 3 * AN_HOUR),
        3 * AN_HOUR,
    ),
    "opened_amount_change_under_way": Case(_changing(), A_MINUTE + timedelta(seconds=10)),
    **{
        f"declined_{advice}": Case(_failing(_error(code, "It did not work.")), AN_HOUR)
        for advice, code in CODES.items()
    },
    "declined_unknown_code": Case(_failing(_error("card_declined", "Your card was declined.", "lost_card")), AN_HOUR),
    "declined_code_alone": Case(_failing(_error(ODD_CODE)), AN_HOUR),
    "declined_without_a_word": Case(_failing(None), AN_HOUR),
    "expired_by_the_provider": Case(_failing(_error(EXPIRY_CODE, "Too late."), 50 * A_MINUTE), AN_HOUR),
    "expired_by_the_clock": Case(_failing(_error(None), 61 * A_MINUTE), 2 * AN_HOUR),
    "expired_by_the_clock_with_a_code": Case(_failing(_error(ODD_CODE, "It failed."), 61 * A_MINUTE), 2 * AN_HOUR),
    "no_alma_in_this_currency": Case(an_order_of(currency="GBP")),
    "no_alma_below_the_minimum": Case(an_order_of(4_999)),
    "no_alma_above_the_maximum": Case(an_order_of(500_001)),
    "no_alma_in_this_country": Case(an_order_of(country="CH")),
    "no_alma_for_two_reasons": Case(an_order_of(4_999, country="CH")),
    "no_alma_at_the_provider": Case(
        heard(an_open_checkout(), AwaitingMethod(), altered(offered=frozenset({"card"})), after=A_MINUTE)
    ),
}
