"""A process is killed in the midst of a deed; another's sweep finishes it, and the shop may ask again."""

from tests.faults import killed
from tests.faults.killed import A_MINUTE, BOTH, KEY, crashed, swept
from tests.faults.shops import payments
from tests.races.conftest import Shop, events


@BOTH
async def test_a_confirmation_begins_one_attempt(shop: Shop, url: str, when: str) -> None:
    """R23: the customer is with Alma, or is sent there when the shop asks again."""
    left = await crashed(killed.confirming, shop, when)
    after = await swept(shop, left)
    sent = await shop.container.send_to_alma()(left.id, by="shop")
    (payment,) = payments(url)

    assert (left.status, left.asked is not None) == ("open", True)
    assert after.status == {"before": "open", "after": "awaiting_customer"}[when]
    assert (sent.status, sent.attempts) == ("awaiting_customer", 1)
    assert sent.attempt
    assert payment.method
    assert sent.attempt.method_id == payment.method.id


@BOTH
async def test_an_amount_is_changed_on_both_sides(shop: Shop, url: str, when: str) -> None:
    """R22: the sweep brings it to the provider and takes it over."""
    left = await crashed(killed.changing, shop, when)
    after = await swept(shop, left)
    (payment,) = payments(url)

    assert (left.order.total.amount, left.change is not None) == (14_990, True)
    assert (after.order.total.amount, payment.amount, after.change) == (20_000, 20_000, None)
    assert events(after).count("amount_changed") == 1


@BOTH
async def test_who_pays_in_between_has_paid_what_the_provider_says(shop: Shop, url: str, when: str) -> None:
    """R22: either amount is accepted, and the one that was paid is kept."""
    left = await crashed(killed.changing, shop, when)
    secret = await shop.container.gateway().client_secret(left.payment_id)
    await shop.container.browser().confirm_with_card(left.payment_id, secret)
    after = await swept(shop, left)
    (payment,) = payments(url)
    paid = {"before": 14_990, "after": 20_000}[when]

    assert (after.status, after.captured, after.order.total.amount) == ("paid", paid, paid)
    assert payment.received == paid


@BOTH
async def test_a_capture_takes_the_money_once(shop: Shop, url: str, when: str) -> None:
    """R51: it is taken over, or made when the shop asks again."""
    left = await crashed(killed.capturing, shop, when)
    after = await swept(shop, left)
    captured = await shop.container.capture_checkout()(left.id, by="shop", amount=10_000)
    (payment,) = payments(url)

    assert left.status == "authorized"
    assert after.status == {"before": "authorized", "after": "paid"}[when]
    assert (captured.status, captured.captured, payment.received) == ("paid", 10_000, 10_000)
    assert events(captured).count("paid") == 1


@BOTH
async def test_a_cancellation_is_taken_over(shop: Shop, url: str, when: str) -> None:
    """R52: or made when the shop asks again."""
    left = await crashed(killed.canceling, shop, when)
    after = await swept(shop, left)
    canceled = await shop.container.cancel_checkout()(left.id, by="shop")
    (payment,) = payments(url)

    assert left.status == "open"
    assert after.status == {"before": "open", "after": "canceled"}[when]
    assert (canceled.status, payment.status) == ("canceled", "canceled")
    assert events(canceled).count("canceled") == 1


@BOTH
async def test_a_refund_is_made_once(shop: Shop, url: str, when: str) -> None:
    """R60: by the sweep, under its own key; the shop's key gives the same refund."""
    left = await crashed(killed.refunding, shop, when)
    made = await swept(shop, left)
    again = await shop.container.refund_checkout()(left.id, by="shop", amount=3_000, key=KEY)
    arrived = await swept(shop, left, after=20 * A_MINUTE)
    (payment,) = payments(url)

    assert [refund.unanswered for refund in left.refunds] == [True]
    assert [refund.unanswered for refund in made.refunds] == [False]
    assert again.replayed
    assert [(it.amount, it.refund) for it in payment.refunds] == [(3_000, left.refunds[0].id)]
    assert (arrived.refunded, events(arrived).count("refund_succeeded")) == (3_000, 1)


@BOTH
async def test_a_refund_survives_the_sweeper_as_well(shop: Shop, url: str, when: str) -> None:
    """R60: what a killed sweeper had claimed is due again after a while, not at once."""
    left = await crashed(killed.sweeping, shop, when)
    soon = await swept(shop, left)
    after = await swept(shop, left, after=3 * A_MINUTE)
    (payment,) = payments(url)

    assert [refund.unanswered for refund in left.refunds] == [True]
    assert [refund.unanswered for refund in soon.refunds] == [True]
    assert [refund.unanswered for refund in after.refunds] == [False]
    assert [it.refund for it in payment.refunds] == [left.refunds[0].id]


@BOTH
async def test_evidence_is_submitted_once(shop: Shop, url: str, when: str) -> None:
    """R70: the sweep finds what arrived, and who submitted it; the shop submits again what may not have."""
    left = await crashed(killed.submitting, shop, when)
    after = await swept(shop, left)
    again = await shop.container.submit_evidence()(left.id, killed.DELIVERED, by="grace")
    (payment,) = payments(url)
    (told,) = payment.disputes

    assert [dispute.answered for dispute in left.disputes] == [False]
    assert [dispute.answered for dispute in after.disputes] == [when == "after"]
    assert again.replayed == (when == "after")
    assert again.dispute.submission
    assert told.evidence
    assert again.dispute.submission.id == told.evidence.submission
    assert [entry.by for entry in again.checkout.timeline if entry.event == "evidence_submitted"] == ["ada"]
