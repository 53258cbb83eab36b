"""A refusal tells its code, a sentence, and what a caller needs to act on it."""

from typing import Any

import pytest

from domain.eligibility import CurrencyNotSupported, NotOfferedByProvider
from domain.errors import (
    AlmaNotOffered,
    AmountExceedsAuthorized,
    CheckoutNotFound,
    IdempotencyConflict,
    InvalidRequest,
    InvalidReturnUrl,
    NeverMade,
    NotAllowedNow,
    ProviderRefused,
    ProviderUnavailable,
    RefundWindowClosed,
    Refusal,
    StoreUnavailable,
)

WRONG = (CurrencyNotSupported(), NotOfferedByProvider())
TRY_AGAIN = {"advice": "try_again"}


@pytest.mark.parametrize(
    ("refusal", "code", "words", "data"),
    [
        (
            InvalidRequest("amount", "is missing."),
            "invalid_request",
            "amount: is missing.",
            {"errors": [{"field": "amount", "message": "is missing."}]},
        ),
        (
            InvalidReturnUrl("must be absolute."),
            "invalid_return_url",
            "must be absolute.",
            {"errors": [{"field": "return_url", "message": "must be absolute."}]},
        ),
        (CheckoutNotFound("co_1"), "checkout_not_found", "There is no checkout co_1.", {}),
        (
            NotAllowedNow("Paying", "in_review"),
            "not_allowed_now",
            "Paying is not possible while the checkout is in review.",
            {"current_status": "in_review", "advice": None},
        ),
        (
            NotAllowedNow("Capturing", "canceled", advice="wait", reason="abandoned"),
            "not_allowed_now",
            "Capturing is not possible while the checkout is canceled.",
            {"current_status": "canceled", "advice": "wait", "reason": "abandoned"},
        ),
        (IdempotencyConflict(), "idempotency_conflict", "This idempotency key was used with another request.", {}),
        (
            AlmaNotOffered(WRONG, checkout="co_1"),
            "alma_not_offered",
            "Alma is not offered: currency_not_supported, not_offered_by_provider.",
            {"obstacles": WRONG, "checkout": "co_1"},
        ),
        (
            AlmaNotOffered(WRONG),
            "alma_not_offered",
            "Alma is not offered: currency_not_supported, not_offered_by_provider.",
            {"obstacles": WRONG},
        ),
        (
            AmountExceedsAuthorized(500, "5.00 EUR"),
            "amount_exceeds_authorized",
            "At most 5.00 EUR can be captured.",
            {"authorized": 500},
        ),
        (
            RefundWindowClosed("2027-05-23"),
            "refund_window_closed",
            "Alma took refunds of this payment until 2027-05-23.",
            {"last_day": "2027-05-23"},
        ),
        (
            ProviderRefused("odd", "No.", advice="wait"),
            "provider_refused",
            "No.",
            {"provider_code": "odd", "advice": "wait"},
        ),
        (
            ProviderUnavailable(),
            "provider_unavailable",
            "The payment provider gives no answer at the moment.",
            TRY_AGAIN,
        ),
        (NeverMade(), "provider_unavailable", "The payment was never made, and is not asked for any more.", TRY_AGAIN),
        (StoreUnavailable(), "store_unavailable", "The database gives no answer at the moment.", TRY_AGAIN),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Refusal) else "",
)
def test_a_refusal_says_what_a_caller_needs(refusal: Refusal, code: str, words: str, data: dict[str, Any]) -> None:
    """In one place, so that every way in tells the same."""
    assert (refusal.code, refusal.sentence, str(refusal), refusal.data) == (code, words, words, data)
