"""Evidence is submitted for the dispute that is meant, and told as it stands (R70)."""

from typing import Any

import pytest

from domain.checkout import Checkout
from domain.errors import ProviderRefused
from domain.evidence import Evidence
from tests.races.conftest import Shop
from tests.unit.shop_in_memory import NO_GOOD_ANSWERS, Failing, a_shop

TEXT = Evidence(text="It was delivered.")
NO = ProviderRefused("odd", "No.")


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def disputed(shop: Shop) -> tuple[Checkout, str, str]:
    """Have a payment disputed twice, for a part each; give both disputes as well."""
    checkout = await shop.paid()
    dashboard = shop.container.dashboard()
    one, other = [await dashboard.dispute(checkout.payment_id, 5_000) for _ in range(2)]
    return checkout, one, other


async def test_the_same_again_is_told_as_it_stands(shop: Shop) -> None:
    """R70: of the dispute that was named, and not of another."""
    checkout, _, other = await disputed(shop)
    submit = shop.container.submit_evidence()
    first = await submit(checkout.id, TEXT, by="ada", dispute_id=other)
    again = await submit(checkout.id, TEXT, by="ada", dispute_id=other)

    assert (first.dispute.id, first.dispute.answered, first.replayed) == (other, True, False)
    assert (again.dispute, again.replayed) == (first.dispute, True)


@pytest.mark.parametrize("error", NO_GOOD_ANSWERS)
async def test_a_refusal_is_told_though_nothing_more_can_be_heard(shop: Shop, error: Exception) -> None:
    """R70: other evidence may be submitted then."""
    checkout, one, _ = await disputed(shop)
    Failing(shop, {"look_up": error}, spared=1)
    Failing(shop, {"submit_evidence": NO})
    with pytest.raises(ProviderRefused, match="No"):
        await shop.container.submit_evidence()(checkout.id, TEXT, by="ada", dispute_id=one)

    assert {dispute.submission for dispute in (await shop.stored(checkout)).disputes} == {None}


async def test_evidence_for_another_dispute_is_not_taken_for_this(shop: Shop) -> None:
    """R70: the refusal is one."""
    checkout, one, other = await disputed(shop)
    dashboard: Any = shop.container.dashboard()
    await dashboard.submit_evidence(checkout.payment_id, one, "receipt")
    Failing(shop, {"submit_evidence": NO})
    with pytest.raises(ProviderRefused, match="No"):
        await shop.container.submit_evidence()(checkout.id, TEXT, by="ada", dispute_id=other)


async def test_a_refusal_of_what_is_there_is_no_refusal(shop: Shop) -> None:
    """R70: the provider has it, by our own name, from a call of which nobody heard."""
    checkout, _, other = await disputed(shop)

    async def arrived() -> None:
        dispute = (await shop.stored(checkout)).disputes[-1]
        assert dispute.submission
        assert dispute.submission.id
        await shop.container.gateway().submit_evidence(
            checkout.payment_id, other, TEXT, submission=dispute.submission.id, key="unheard"
        )
        raise NO

    shop.provider.slow_down("submit_evidence", before=arrived)
    submitted = await shop.container.submit_evidence()(checkout.id, TEXT, by="ada", dispute_id=other)

    assert (submitted.dispute.id, submitted.dispute.answered, submitted.replayed) == (other, True, False)
