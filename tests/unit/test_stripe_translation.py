"""Between Stripe's words and ours, both ways (R5, R6, R12, R24, R32, R50, R62, R70)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from stripe import Dispute, PaymentIntent, Refund

from adapters.stripe import translation
from domain.payment import (
    AwaitingAction,
    AwaitingConfirmation,
    AwaitingMethod,
    Capturable,
    InProgress,
    Method,
    PaymentError,
    PaymentStatus,
    ProviderDispute,
    ProviderRefund,
    Succeeded,
    Unheard,
    Voided,
)
from domain.ports import NewPayment

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECONDS = int(NOON.timestamp())
ALMA = {"id": "pm_1", "object": "payment_method", "type": "alma", "created": SECONDS}
NEW = NewPayment(
    amount=14_990,
    currency="EUR",
    metadata={"checkout": "co_1", "order": "1001", "installation": "in_1"},
    alma_only=False,
    exclude_alma=False,
    manual_capture=False,
)


def an_intent(status: str = "requires_payment_method", **fields: Any) -> PaymentIntent:
    """Tell a PaymentIntent as Stripe does, with fields over the usual ones."""
    values: dict[str, Any] = {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": 14_990,
        "amount_capturable": 0,
        "amount_received": 0,
        "currency": "eur",
        "created": SECONDS,
        "metadata": {"checkout": "co_1"},
        "payment_method_types": ["card", "alma"],
        "status": status,
    }
    intent: PaymentIntent = PaymentIntent.construct_from(values | fields, "sk_test_1")
    return intent


def a_charge(**fields: Any) -> dict[str, Any]:
    """Tell the charge of a payment with Alma."""
    return {"id": "ch_1", "object": "charge", "created": SECONDS, "disputed": False} | fields


def status_of(status: str, **fields: Any) -> PaymentStatus:
    """Translate a status."""
    return translation.payment_of(an_intent(status, **fields)).status


def test_an_intent_is_told_in_our_words() -> None:
    """R5: the payment's own amount, currency and checkout."""
    payment = translation.payment_of(an_intent())

    assert (payment.id, payment.amount, payment.currency, payment.checkout) == ("pi_1", 14_990, "EUR", "co_1")
    assert (payment.created_at, payment.offered) == (NOON, frozenset({"card", "alma"}))


@pytest.mark.parametrize("metadata", [{}, {"order": "1001"}, None])
def test_a_payment_without_our_mark_is_nobody_s(metadata: dict[str, str] | None) -> None:
    """R5: it is compared, and differs."""
    assert translation.payment_of(an_intent(metadata=metadata)).checkout is None


@pytest.mark.parametrize(
    ("status", "fields", "ours"),
    [
        ("requires_payment_method", {}, AwaitingMethod()),
        ("requires_payment_method", {"last_payment_error": None}, AwaitingMethod()),
        (
            "requires_payment_method",
            {"last_payment_error": {"code": "card_declined", "decline_code": "generic", "message": "No.", "type": "x"}},
            AwaitingMethod(PaymentError("card_declined", "generic", "No.")),
        ),
        (
            "requires_payment_method",
            {"last_payment_error": {"type": "invalid_request_error", "payment_method": ALMA}},
            AwaitingMethod(PaymentError(None, method=Method("pm_1", "alma", NOON))),
        ),
        ("requires_confirmation", {}, AwaitingConfirmation()),
        (
            "requires_action",
            {"payment_method": ALMA, "next_action": {"redirect_to_url": {"url": "https://hooks.stripe.com/1"}}},
            AwaitingAction(Method("pm_1", "alma", NOON), "https://hooks.stripe.com/1"),
        ),
        ("requires_action", {"payment_method": "pm_1"}, AwaitingAction(Method("pm_1", "unknown"), None)),
        ("requires_action", {"payment_method_types": ["alma"]}, AwaitingAction(Method(None, "alma"), None)),
        ("requires_action", {"next_action": {"type": "use_stripe_sdk"}}, AwaitingAction(Method(None, "unknown"), None)),
        (
            "requires_action",
            {"next_action": {"redirect_to_url": {"url": ""}}},
            AwaitingAction(Method(None, "unknown"), None),
        ),
        (
            "requires_action",
            {"next_action": {"redirect_to_url": {"url": 5}}},
            AwaitingAction(Method(None, "unknown"), None),
        ),
        ("processing", {"payment_method": ALMA | {"type": None}}, InProgress(Method("pm_1", "unknown", NOON))),
        ("processing", {"payment_method": ALMA}, InProgress(Method("pm_1", "alma", NOON))),
        ("requires_capture", {"amount_capturable": 14_990}, Capturable(14_990)),
        ("canceled", {}, Voided()),
        (
            "canceled",
            {"cancellation_reason": "automatic", "canceled_at": SECONDS},
            Voided("automatic", NOON),
        ),
        ("requires_reauthorization", {}, Unheard("requires_reauthorization")),
    ],
)
def test_each_status_is_told_with_its_facts(status: str, fields: dict[str, Any], ours: PaymentStatus) -> None:
    """R3, R6: an unknown one under its own name."""
    assert status_of(status, **fields) == ours


def test_a_status_that_is_not_told_has_a_name_all_the_same() -> None:
    """R3: it is unheard of."""
    intent = PaymentIntent.construct_from({**an_intent().to_dict(), "status": None}, "sk_test_1")

    assert translation.payment_of(intent).status == Unheard("none")


def test_money_is_told_with_alma_s_plan() -> None:
    """The installment count and Alma's transaction id come from the charge."""
    alma = {"installments": {"count": 3}, "transaction_id": "alma_1"}
    charge = a_charge(payment_method_details={"type": "alma", "alma": alma})

    assert status_of("succeeded", amount_received=14_990, latest_charge=charge, payment_method=ALMA) == Succeeded(
        14_990, NOON, Method("pm_1", "alma", NOON), 3, "alma_1"
    )


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"payment_method_details": None},
        {"payment_method_details": {"type": "alma"}},
        {"payment_method_details": {"type": "alma", "alma": {"installments": None, "transaction_id": None}}},
        {"payment_method_details": {"type": "card", "card": {}}},
    ],
)
def test_a_plan_that_is_not_told_is_left_out(details: dict[str, Any]) -> None:
    """Both may be null, and so may what is around them."""
    told = status_of("succeeded", amount_received=14_990, latest_charge=a_charge(**details))

    assert told == Succeeded(14_990, NOON)


def test_money_is_received_when_it_was_booked() -> None:
    """R63: after a manual capture that is later than the charge."""
    booked = a_charge(balance_transaction={"id": "txn_1", "object": "balance_transaction", "created": SECONDS + 60})
    told = status_of("succeeded", amount_received=1, latest_charge=booked)
    bare = status_of("succeeded", amount_received=1, latest_charge="ch_1")

    assert isinstance(told, Succeeded)
    assert told.paid_at.timestamp() == SECONDS + 60
    assert bare == Succeeded(1, NOON)


def test_refunds_and_disputes_are_told_as_they_are() -> None:
    """R64, R70: with the provider's own words, and our id where it is."""
    ours = {"id": "pyr_1", "object": "refund", "amount": 3_000, "created": SECONDS, "status": "pending"}
    silent = ours | {"id": "pyr_3", "status": None}
    theirs = ours | {"id": "pyr_2", "status": "failed", "failure_reason": "insufficient_funds", "metadata": {}}
    dispute = {"id": "du_1", "object": "dispute", "amount": 14_990, "created": SECONDS, "status": "needs_response"}
    payment = translation.payment_of(
        an_intent("succeeded"),
        [Refund.construct_from(told, "sk") for told in (ours | {"metadata": {"refund": "re_1"}}, theirs, silent)],
        [
            Dispute.construct_from(dispute, "sk"),
            Dispute.construct_from(dispute | {"evidence_details": {"due_by": SECONDS}}, "sk"),
        ],
    )

    assert payment.refunds == (
        ProviderRefund("pyr_1", 3_000, "pending", NOON, "re_1"),
        ProviderRefund("pyr_2", 3_000, "failed", NOON, None, "insufficient_funds"),
        ProviderRefund("pyr_3", 3_000, "pending", NOON),
    )
    assert payment.disputes == (
        ProviderDispute("du_1", 14_990, "needs_response", NOON),
        ProviderDispute("du_1", 14_990, "needs_response", NOON, NOON),
    )


@pytest.mark.parametrize(
    ("alma_only", "exclude", "methods"),
    [
        (False, False, {"automatic_payment_methods": {"enabled": True}}),
        (
            False,
            True,
            {"automatic_payment_methods": {"enabled": True}, "excluded_payment_method_types": ["alma"]},
        ),
        (True, False, {"allowed_payment_method_types": ["alma"]}),
    ],
)
def test_a_payment_is_asked_for_with_its_methods(alma_only: bool, exclude: bool, methods: dict[str, Any]) -> None:
    """R12: Alma alone, all that there is, or all without Alma; never `payment_method_types`."""
    asked = NewPayment(
        amount=14_990,
        currency="EUR",
        metadata=NEW.metadata,
        alma_only=alma_only,
        exclude_alma=exclude,
        manual_capture=True,
    )

    assert translation.create_params(asked) == {
        "amount": 14_990,
        "currency": "eur",
        "capture_method": "manual",
        "metadata": {"checkout": "co_1", "order": "1001", "installation": "in_1"},
        "expand": translation.EXPAND,
        **methods,
    }


@pytest.mark.parametrize(
    ("exclude", "sent"),
    [
        (None, {}),
        (True, {"excluded_payment_method_types": ["alma"]}),
        (False, {"excluded_payment_method_types": ""}),
    ],
)
def test_another_amount_is_asked_for_with_what_is_kept_out(exclude: bool | None, sent: dict[str, Any]) -> None:
    """R22: lifted when the obstacle is, and left alone where only Alma is allowed."""
    asked = translation.update_params(15_990, exclude_alma=exclude)

    assert asked == {"amount": 15_990, "expand": translation.EXPAND, **sent}


def test_the_other_questions_are_small() -> None:
    """R23, R51, R52, R60: each says what it is about and no more."""
    expand = {"expand": translation.EXPAND}

    assert translation.create_params(NEW)["capture_method"] == "automatic"
    assert translation.confirm_params("https://pay.example/pay/co_1/return") == {
        "payment_method_data": {"type": "alma"},
        "return_url": "https://pay.example/pay/co_1/return",
        **expand,
    }
    assert translation.capture_params(9_000) == {"amount_to_capture": 9_000, **expand}
    assert translation.cancel_params("duplicate") == {"cancellation_reason": "duplicate", **expand}
    assert translation.refund_params("pi_1", 3_000, None, "re_1") == {
        "payment_intent": "pi_1",
        "amount": 3_000,
        "metadata": {"refund": "re_1"},
    }
    assert translation.refund_params("pi_1", 3_000, "duplicate", "re_1")["reason"] == "duplicate"
