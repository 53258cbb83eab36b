"""Checkouts are kept, and given as they were."""

import pytest

from domain.errors import CheckoutNotFound
from domain.ports import Checkouts
from tests.contract.checkouts.samples import added, counted
from tests.support.checkouts import (
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_new_checkout,
    a_paid_checkout,
    a_processing_checkout,
    an_authorized_checkout,
    an_open_checkout,
)


async def test_a_checkout_is_given_as_it_was_kept(store: Checkouts) -> None:
    """Every state comes back whole."""
    kept = (
        a_new_checkout("velvet-armchair"),
        an_open_checkout("brass-lamp"),
        a_checkout_at_alma("oak-table"),
        a_processing_checkout("wicker-basket"),
        an_authorized_checkout("linen-sofa"),
        a_paid_checkout("jute-rug"),
        a_canceled_checkout("tin-kettle"),
        a_checkout_in_review("cork-stool"),
    )
    await added(store, *kept)

    assert [await store.get(checkout.id) for checkout in kept] == list(kept)


@pytest.mark.parametrize("unknown", ["co_nobody", "", "co_\ud800"])
async def test_an_unknown_checkout_is_not_found(store: Checkouts, unknown: str) -> None:
    """Looking at or moving what was never kept is refused, whatever it is called."""
    with pytest.raises(CheckoutNotFound):
        await store.get(unknown)
    with pytest.raises(CheckoutNotFound):
        await store.update(unknown, counted)


async def test_the_installation_keeps_its_name(store: Checkouts) -> None:
    """A store names itself once."""
    first = await store.installation()

    assert first
    assert await store.installation() == first
