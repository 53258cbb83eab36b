"""How many checkouts there are, by status, and since when the first is due."""

from domain.ports import Checkouts
from tests.contract.checkouts.samples import LATER, added, due
from tests.support.checkouts import A_MINUTE, AN_HOUR, NOON, a_canceled_checkout, a_paid_checkout, an_open_checkout


async def test_an_empty_store_has_none(store: Checkouts) -> None:
    """And nothing that is due."""
    counted = await store.statistics()

    assert (dict(counted.by_status), counted.due_from) == ({}, None)


async def test_checkouts_are_counted_by_status(store: Checkouts) -> None:
    """As they stand now, each once; a status that none has is left out."""
    await added(
        store,
        due(an_open_checkout("velvet-armchair"), LATER),
        due(an_open_checkout("oak-table"), NOON + A_MINUTE),
        due(a_paid_checkout("brass-lamp"), None),
        due(a_canceled_checkout("linen-sofa"), None),
    )
    await store.update("co_oak-table", lambda stored: due(a_paid_checkout("oak-table"), stored.look_again_at))
    counted = await store.statistics()

    assert dict(counted.by_status) == {"open": 1, "paid": 2, "canceled": 1}
    assert counted.due_from == NOON + A_MINUTE


async def test_what_is_claimed_is_due_when_its_lease_is_over(store: Checkouts) -> None:
    """So that one that nobody looks after shows."""
    await added(store, due(an_open_checkout(), NOON))
    await store.claim(at=LATER, until=LATER + AN_HOUR, limit=1)

    assert (await store.statistics()).due_from == LATER + AN_HOUR
