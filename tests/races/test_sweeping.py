"""One checkout that nobody can look after does not stop the sweep (R85)."""

from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers

from domain.checkout import Checkout
from domain.errors import StoreUnavailable
from domain.ports import Checkouts
from tests.races.conftest import Shop


class Spoiled:
    """The store, with one checkout that cannot be read."""

    def __init__(self, store: Checkouts, spoiled: str, error: Exception) -> None:
        self._store, self._spoiled, self._error = store, spoiled, error

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the store has
        return getattr(self._store, name)

    async def get(self, checkout_id: str) -> Checkout:
        if checkout_id == self._spoiled:
            raise self._error
        checkout: Checkout = await self._store.get(checkout_id)
        return checkout


async def three_overdue(shop: Shop) -> list[Checkout]:
    """Have three customers leave Alma's hour unused."""
    return [await shop.at_alma() for _ in range(3)]


async def test_the_others_are_looked_after_and_the_trouble_is_told(shop: Shop) -> None:
    """R41: two attempts end, and the third checkout is due again after its lease."""
    checkouts = await three_overdue(shop)
    first = min(checkouts, key=lambda one: (one.look_again_at, one.id))
    store = Spoiled(shop.container.checkouts(), first.id, ValueError("spoiled"))
    shop.container.checkouts.override(providers.Object(store))
    shop.clock.advance(timedelta(minutes=62))
    with pytest.raises(ExceptionGroup) as trouble:
        await shop.container.sweep()()
    shop.container.checkouts.reset_last_overriding()
    after = [(await shop.stored(one)).status for one in checkouts if one.id != first.id]

    assert after == ["open", "open"]
    assert [(str(bug), str(bug.__cause__)) for bug in trouble.value.exceptions] == [
        (f"{first.id} could not be looked after.", "spoiled")
    ]
    shop.clock.advance(timedelta(minutes=2))
    assert [one.id for one in await shop.container.sweep()()] == [first.id]


async def test_a_store_that_is_away_stops_the_sweep(shop: Shop) -> None:
    """R41: there is nothing to be done without it."""
    (checkout, *_) = await three_overdue(shop)
    store = Spoiled(shop.container.checkouts(), checkout.id, StoreUnavailable())
    shop.container.checkouts.override(providers.Object(store))
    shop.clock.advance(timedelta(minutes=62))

    with pytest.raises(StoreUnavailable):
        await shop.container.sweep()()
