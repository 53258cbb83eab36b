"""A refund is asked for once, and is told as it stands whatever the provider answers (R20, R60)."""

from datetime import timedelta

import pytest

from domain.errors import ProviderFailed, ProviderRefused, ProviderUnavailable
from tests.races.conftest import Shop
from tests.unit.shop_in_memory import Failing, a_shop

NO = ProviderRefused("odd", "No.")


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.mark.parametrize("error", [ProviderUnavailable(), ProviderFailed("It cannot be read.")])
async def test_without_a_good_answer_a_refund_is_under_way(shop: Shop, error: Exception) -> None:
    """R60: nobody knows, and the sweep finds out."""
    checkout = await shop.paid()
    Failing(shop, {"refund": error})
    refunded = await shop.container.refund_checkout()(checkout.id, by="ada")

    assert (refunded.refund.status, refunded.refund.unanswered, refunded.replayed) == ("pending", True, False)
    assert refunded.checkout == await shop.stored(checkout)


@pytest.mark.parametrize(("code", "failure"), [("charge_disputed", "charge_disputed"), (None, "provider_refused")])
async def test_a_refused_refund_tells_why(shop: Shop, code: str | None, failure: str) -> None:
    """R60: with the provider's code where it has one."""
    checkout = await shop.paid()
    shop.container.faults().refuse("refund", code)
    with pytest.raises(ProviderRefused):
        await shop.container.refund_checkout()(checkout.id, by="ada")
    [refund] = (await shop.stored(checkout)).refunds

    assert (refund.status, refund.failure) == ("failed", failure)


@pytest.mark.parametrize("error", [ProviderUnavailable(), ProviderFailed("It cannot be read.")])
async def test_a_refusal_is_told_though_nothing_more_can_be_heard(shop: Shop, error: Exception) -> None:
    """R60: what else was refunded is found out later."""
    checkout = await shop.paid()
    Failing(shop, {"refund": NO, "look_up": error})
    with pytest.raises(ProviderRefused):
        await shop.container.refund_checkout()(checkout.id, by="ada")

    assert [refund.status for refund in (await shop.stored(checkout)).refunds] == ["failed"]


@pytest.mark.parametrize(
    ("lost", "status", "failure"), [(True, "succeeded", None), (False, "failed", "never_reached_the_provider")]
)
async def test_after_23_hours_the_same_key_only_looks_for_the_refund(
    shop: Shop, lost: bool, status: str, failure: str | None
) -> None:
    """R20, R21: it is found, or closed since the provider never heard of it."""
    checkout = await shop.paid()
    refund = shop.container.refund_checkout()
    if lost:
        shop.provider.lose_answer("refund")
    else:
        shop.provider.miss("refund")
    await refund(checkout.id, by="ada", key="vase")
    shop.clock.advance(timedelta(hours=23))
    again = await refund(checkout.id, by="ada", key="vase")

    assert (again.refund.status, again.refund.failure, again.replayed) == (status, failure, True)
