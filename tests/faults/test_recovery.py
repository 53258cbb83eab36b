"""A process is killed at the very point where it hurts most; another's sweep opens, hears and ends what it left."""

from datetime import timedelta

from domain.checkout import Methods
from domain.opening import Opening
from tests.faults import killed
from tests.faults.killed import BOTH, KEY, LAMP, crashed, swept
from tests.faults.shops import payments
from tests.races.conftest import Shop, events


@BOTH
async def test_an_opening_gets_its_one_payment(shop: Shop, url: str, when: str) -> None:
    """R20, R21: it had none, or nobody had written down which; the shop's key gives the same checkout."""
    left = await crashed(killed.opening, shop, when)
    made_before = len(payments(url))
    after = await swept(shop, left)
    again = await shop.container.open_checkout()(Opening(order=LAMP), by="shop", key=KEY)

    assert (left.payment, made_before) == (None, {"before": 0, "after": 1}[when])
    assert [payment.id for payment in payments(url)] == [after.payment_id]
    assert (again.checkout.id, again.replayed) == (left.id, True)
    assert events(after) == ["opened", "payment_created"]


@BOTH
async def test_an_opening_for_alma_alone_is_withdrawn_where_alma_is_not_offered(
    shop: Shop, url: str, when: str
) -> None:
    """R16: on both sides, at the latest when it lapses."""
    left = await crashed(killed.withdrawing, shop, when)
    shop.provider.withdraw_alma()
    after = await swept(shop, left, after=timedelta(hours=25))
    (payment,) = payments(url)

    assert left.status == "open"
    assert (after.status, payment.status) == ("canceled", "canceled")


@BOTH
async def test_the_key_of_a_withdrawn_opening_is_free_in_a_moment(shop: Shop, when: str) -> None:
    """R16: the same request opens another checkout, which is then offered Alma."""
    left = await crashed(killed.withdrawing, shop, when)
    shop.provider.withdraw_alma()
    after = await swept(shop, left)
    shop.provider.return_()
    again = await shop.container.open_checkout()(Opening(order=LAMP, methods=Methods.ALMA), by="shop", key=KEY)

    assert after.refused_at_opening
    assert again.checkout.id != left.id


@BOTH
async def test_a_hint_that_was_heard_is_settled(shop: Shop, when: str) -> None:
    """R80: the fact and the reminder were stored together, so that it is due at once."""
    left = await crashed(killed.hearing, shop, when)
    after = await swept(shop, left, after=timedelta())

    assert (left.status, left.hinted) == ("awaiting_customer", True)
    assert (after.status, after.hinted) == ("paid", False)
    assert events(after).count("paid") == 1


@BOTH
async def test_who_never_came_is_called_off(shop: Shop, url: str, when: str) -> None:
    """R45: at the provider, then here."""
    left = await crashed(killed.lapsing, shop, when)
    after = await swept(shop, left, after=timedelta(hours=25, minutes=2))
    (payment,) = payments(url)

    assert left.status == "open"
    assert (after.status, payment.status) == ("canceled", "canceled")
    assert events(after).count("canceled") == 1
