"""How an attempt shows once it is over."""

from datetime import timedelta

import pytest

from domain.payment import AwaitingAction, AwaitingMethod, Capturable, Succeeded
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import RESERVED_CHAIR, THANKS, approved, sent_to_alma


async def test_an_approved_payment_is_paid_in_full(provider: Provider) -> None:
    """With the plan that the customer chose at Alma."""
    payment = await approved(provider)

    assert isinstance(payment.status, Succeeded)
    assert payment.status.received == 14_990
    assert payment.status.method is not None
    assert payment.status.method.kind == "alma"
    assert payment.status.installment_count in {2, 3, 4}
    assert payment.status.transaction_id


async def test_an_approved_reservation_waits_for_capture(provider: Provider) -> None:
    """The whole amount is reserved."""
    payment = await approved(provider, RESERVED_CHAIR)

    assert isinstance(payment.status, Capturable)
    assert payment.status.amount == 14_990


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        ("refuse", "payment_intent_payment_attempt_failed"),
        ("expire", "payment_intent_payment_attempt_expired"),
    ],
)
async def test_an_ended_attempt_says_why_and_which(provider: Provider, decision: str, code: str) -> None:
    """The error names the method, so that old news can be told from new."""
    sent = await sent_to_alma(provider)
    await provider.decide(sent, decision)
    payment = await provider.gateway.look_up(sent.id)

    assert isinstance(sent.status, AwaitingAction)
    assert isinstance(payment.status, AwaitingMethod)
    assert payment.status.error is not None
    assert payment.status.error.code == code
    assert payment.status.error.message
    assert payment.status.error.method is not None
    assert payment.status.error.method.id == sent.status.method.id


async def test_the_next_attempt_forgets_the_last_error(provider: Provider) -> None:
    """What was not written down when it was seen is gone."""
    sent = await sent_to_alma(provider)
    await provider.decide(sent, "refuse")
    await provider.gateway.confirm(sent.id, return_to=THANKS, key="co_chair/alma/2")
    provider.wait(timedelta(hours=1))
    payment = await provider.gateway.look_up(sent.id)

    assert payment.status == AwaitingMethod(None)


async def test_an_attempt_lasts_one_hour(provider: Provider) -> None:
    """At 59:59 it runs; at 60:00 the payment waits for another."""
    sent = await sent_to_alma(provider)
    provider.wait(timedelta(minutes=59, seconds=59))
    before = await provider.gateway.look_up(sent.id)
    provider.wait(timedelta(seconds=1))
    after = await provider.gateway.look_up(sent.id)

    assert before.status == sent.status
    assert isinstance(after.status, AwaitingMethod)
