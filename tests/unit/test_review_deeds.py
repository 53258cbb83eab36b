"""An operator decides what contradicting facts mean, by the provider's latest word (R7)."""

from dataclasses import replace

import pytest

from domain.checkout import Capture, Checkout
from domain.errors import InvalidRequest, NotAllowedNow
from domain.payment import Payment
from tests.races.conftest import Shop, events
from tests.unit.shop_in_memory import Around, a_shop


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def in_review(shop: Shop, capture: Capture = Capture.AUTOMATIC) -> Checkout:
    """Have a payment arrive that is another checkout's by its metadata."""
    checkout = await shop.at_alma(capture)
    await shop.provider.estrange(checkout.payment_id)
    return await shop.approved(checkout)


async def test_a_decision_that_is_none_decides_nothing(shop: Shop) -> None:
    """R7: least of all that everything goes back."""
    checkout = await in_review(shop)
    with pytest.raises(InvalidRequest) as refused:
        await shop.container.review_checkout()(checkout.id, "perhaps", by="ada")

    assert refused.value.data["errors"][0]["field"] == "decision"
    assert await shop.stored(checkout) == checkout


async def test_money_in_another_currency_is_not_accepted(shop: Shop) -> None:
    """R7: the order's price is none in that."""
    checkout = await in_review(shop)
    gateway = shop.container.gateway()

    class Foreign(Around):
        """A gateway that tells of dollars."""

        async def look_up(self, payment_id: str) -> Payment:
            return replace(await gateway.look_up(payment_id), currency="USD")

    review = replace(shop.container.review_checkout(), gateway=Foreign(gateway))
    with pytest.raises(NotAllowedNow, match="Accepting another currency") as refused:
        await review(checkout.id, "accept", by="ada")

    assert refused.value.data == {"current_status": "in_review", "advice": "refund_instead"}


async def test_what_was_heard_meanwhile_is_asked_for_before_it_is_accepted(shop: Shop) -> None:
    """R4: a part went back since the provider was asked."""
    checkout = await in_review(shop)

    async def meanwhile() -> None:
        await shop.provider.refund(checkout.payment_id, 4_990)
        at = shop.clock.now()
        await shop.container.checkouts().update(checkout.id, lambda stored: replace(stored, heard=1).due(at))

    shop.provider.slow_down("look_up", after=meanwhile)
    accepted = await shop.container.review_checkout()(checkout.id, "accept", by="ada")

    assert [refund.amount for refund in accepted.refunds] == [4_990]


@pytest.mark.parametrize("back", [4_990, 14_989, 14_990])
async def test_only_what_has_not_gone_back_is_given_back(shop: Shop, back: int) -> None:
    """R7, R64: what somebody gave back at the provider's dashboard is adopted."""
    checkout = await in_review(shop)
    await shop.provider.refund(checkout.payment_id, back)
    decided = await shop.container.review_checkout()(checkout.id, "refund", by="ada")

    assert decided.status == "canceled"
    assert [refund.amount for refund in decided.refunds] == [amount for amount in (back, 14_990 - back) if amount]
    assert [refund.adopted for refund in decided.refunds][:1] == [True]
    assert events(decided).count("refund_adopted") == 1
