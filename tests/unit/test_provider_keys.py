"""Every call that changes something at the provider has a key of its own, by which it can be made again (R20)."""

import pytest

from domain.checkout import Capture, Methods
from domain.errors import AlmaNotOffered
from domain.evidence import Evidence
from domain.orphans import orphan_of
from domain.ports import NewPayment
from tests.races.conftest import Shop
from tests.support.checkouts import an_opening
from tests.unit.shop_in_memory import Overheard, a_shop


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def heard(shop: Shop) -> Overheard:
    return Overheard(shop)


async def test_what_is_opened_is_bound_to_its_checkout(shop: Shop, heard: Overheard) -> None:
    """R5, R85: by the checkout's id, the order, and the name of the store."""
    checkout = await shop.open()
    installation = await shop.container.checkouts().installation()
    wanted = NewPayment(
        amount=14_990,
        currency="EUR",
        metadata={"checkout": checkout.id, "order": "COMPLICATED-LAMP", "installation": installation},
        alma_only=False,
        exclude_alma=False,
        manual_capture=False,
    )

    assert heard.calls == [("create", (wanted,), {"key": f"{checkout.id}/create"})]


async def test_what_is_done_to_an_attempt_is_numbered(shop: Shop, heard: Overheard) -> None:
    """R20: the attempts so far, and the keys that are used up."""
    checkout = await shop.authorized()
    await shop.container.capture_checkout()(checkout.id, by="ada", amount=9_000)

    assert heard.keys[1:] == [f"{checkout.id}/confirm/0.0", f"{checkout.id}/capture/9000/1.0"]
    assert heard.names == ["create", "look_up", "confirm", "look_up", "look_up", "capture"]


async def test_a_cancellation_names_its_reason(shop: Shop, heard: Overheard) -> None:
    """R52: another reason is another call; where none is given the customer asked for it."""
    one, other = await shop.open(), await shop.open()
    await shop.container.cancel_checkout()(one.id, by="ada", reason="duplicate")
    await shop.container.cancel_checkout()(other.id, by="ada")

    assert heard.calls[2:] == [
        ("cancel", (one.payment_id, "duplicate"), {"key": f"{one.id}/cancel/duplicate/0.0"}),
        (
            "cancel",
            (other.payment_id, "requested_by_customer"),
            {"key": f"{other.id}/cancel/requested_by_customer/0.0"},
        ),
    ]


async def test_money_that_is_given_back_in_review_is_canceled_or_refunded(shop: Shop, heard: Overheard) -> None:
    """R7: as the customer would ask for it."""
    reserved, taken = await shop.at_alma(Capture.MANUAL), await shop.at_alma()
    for checkout in (reserved, taken):
        await shop.provider.estrange(checkout.payment_id)
        await shop.approved(checkout)
        await shop.container.review_checkout()(checkout.id, "refund", by="ada")
    [refund] = (await shop.stored(taken)).refunds

    assert heard.calls[4:] == [
        (
            "cancel",
            (reserved.payment_id, "requested_by_customer"),
            {"key": f"{reserved.id}/cancel/requested_by_customer/1.0"},
        ),
        (
            "refund",
            (taken.payment_id,),
            {"amount": 14_990, "reason": None, "refund": refund.id, "key": f"{taken.id}/refund/{refund.id}"},
        ),
    ]
    assert (refund.id.startswith("re_"), refund.by) == (True, "ada")


async def test_a_change_and_a_refund_have_names_of_their_own(shop: Shop, heard: Overheard) -> None:
    """R22, R60: whatever else happens in between."""
    checkout = await shop.open()
    await shop.container.change_amount()(checkout.id, 9_000, by="ada")
    await shop.container.send_to_alma()(checkout.id, by="ada")
    paid = await shop.approved(checkout)
    refunded = await shop.container.refund_checkout()(paid.id, by="ada", reason="duplicate")

    assert heard.keys[1:] == [
        f"{checkout.id}/change/1",
        f"{checkout.id}/confirm/0.0",
        f"{checkout.id}/refund/{refunded.refund.id}",
    ]
    assert (refunded.refund.id.startswith("re_"), refunded.refund.by) == (True, "ada")
    assert refunded.refund.reason == heard.calls[-1][2]["reason"] == "duplicate"


async def test_a_withdrawal_is_made_once(shop: Shop, heard: Overheard) -> None:
    """R16: Alma alone was wanted, and is not offered."""
    shop.provider.withdraw_alma()
    with pytest.raises(AlmaNotOffered) as refused:
        await shop.container.open_checkout()(an_opening(methods=Methods.ALMA), by="shop")

    assert heard.keys[1:] == [f"{refused.value.data['checkout']}/withdraw"]


async def test_evidence_has_the_name_that_it_was_given_first(shop: Shop, heard: Overheard) -> None:
    """R70: so that it is the same evidence when it is submitted again."""
    checkout = await shop.paid()
    await shop.provider.dispute(checkout.payment_id)
    submitted = await shop.container.submit_evidence()(checkout.id, Evidence(text="It was delivered."), by="ada")
    submission = submitted.dispute.submission
    assert submission

    assert heard.keys[2:] == [f"{checkout.id}/evidence/{submission.id}"]
    assert (submission.id or "").startswith("ev_")


@pytest.mark.parametrize(("paid", "call"), [(True, "1/refund/1/14990"), (False, "1/cancel")])
async def test_what_nobody_owns_is_given_back_under_its_own_name(shop: Shop, paid: bool, call: str) -> None:
    """R85: a payment of a shop whose store is gone."""
    lost = a_shop()
    checkout = await lost.paid() if paid else await lost.open()
    shop.container.gateway.override(lost.container.gateway)
    heard = Overheard(shop)
    payment = await heard.look_up(checkout.payment_id)
    orphan = orphan_of(payment, at=shop.clock.now())
    assert orphan
    await shop.container.orphans().keep(orphan)
    await shop.container.return_orphan()(payment.id, by="ada")

    assert heard.keys[-1:] == [f"{payment.id}/orphan/{call}"]
