"""What is old enough is forgotten when an operator says so."""

from dataclasses import replace
from datetime import timedelta

from tests.contract.checkouts.samples import KEY, LATER, a_hint
from tests.contract.stores import Store
from tests.support.checkouts import NOON, an_open_checkout


async def test_pruning_forgets_the_hints_and_keys_from_before_a_moment(store: Store) -> None:
    """What is younger stays, the moment itself included, and a second run finds nothing."""
    for n, at in enumerate([NOON, LATER - timedelta(microseconds=1), LATER]):
        await store.hear(a_hint(f"evt_{n}"), at=at)
        await store.add(an_open_checkout(f"chair-{n}"), replace(KEY, text=f"CHAIR-{n}"), at=at)

    assert await store.prune(older_than=LATER) == {"hints": 2, "keys": 2}
    assert await store.prune(older_than=LATER) == {"hints": 0, "keys": 0}
    assert not await store.hear(a_hint("evt_2"), at=LATER)
    assert (await store.add(an_open_checkout("oak-table"), replace(KEY, text="CHAIR-2"), at=LATER)).id == "co_chair-2"
    assert (await store.add(an_open_checkout("oak-table"), replace(KEY, text="CHAIR-0"), at=LATER)).id == "co_oak-table"


async def test_pruning_leaves_every_checkout(store: Store) -> None:
    """Only how it came about is forgotten."""
    await store.add(an_open_checkout(), KEY, at=NOON)
    await store.prune(older_than=LATER)

    assert await store.get("co_velvet-armchair") == an_open_checkout()
