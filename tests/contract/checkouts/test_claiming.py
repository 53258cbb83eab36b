"""What is due goes to one worker at a time."""

import asyncio
from datetime import timedelta

from domain.ports import Checkouts
from tests.contract.checkouts.samples import LATER, added, due
from tests.support.checkouts import (
    A_MINUTE,
    AN_HOUR,
    NOON,
    an_open_checkout,
)


async def test_a_claim_gives_what_is_due_oldest_first(store: Checkouts) -> None:
    """The moment itself counts as due; what is due later, or never, is left."""
    await added(
        store,
        due(an_open_checkout("brass-lamp"), LATER),
        due(an_open_checkout("velvet-armchair"), NOON),
        due(an_open_checkout("oak-table"), LATER + timedelta(microseconds=1)),
        due(an_open_checkout("wicker-basket"), None),
        due(an_open_checkout("linen-sofa"), NOON + A_MINUTE),
    )
    first = await store.claim(at=LATER, until=LATER + AN_HOUR, limit=2)
    second = await store.claim(at=LATER, until=LATER + AN_HOUR, limit=2)

    assert first == ("co_velvet-armchair", "co_linen-sofa")
    assert second == ("co_brass-lamp",)


async def test_a_claimed_checkout_is_due_again_when_its_lease_is_over(store: Checkouts) -> None:
    """Claiming moves the time to look, and nothing else; a worker that died loses nothing."""
    await added(store, due(an_open_checkout(), NOON))
    until = LATER + AN_HOUR
    await store.claim(at=LATER, until=until, limit=9)

    assert await store.get("co_velvet-armchair") == due(an_open_checkout(), until)
    assert await store.claim(at=until - A_MINUTE, until=until, limit=9) == ()
    assert await store.claim(at=until, until=until + AN_HOUR, limit=9) == ("co_velvet-armchair",)


async def test_claims_at_once_never_overlap(store: Checkouts) -> None:
    """Each due checkout goes to one worker."""
    await added(store, *(due(an_open_checkout(f"chair-{n:02}"), NOON) for n in range(30)))
    claims = [store.claim(at=LATER, until=LATER + AN_HOUR, limit=7) for _ in range(6)]
    given = [checkout_id for claim in await asyncio.gather(*claims) for checkout_id in claim]

    assert sorted(given) == [f"co_chair-{n:02}" for n in range(30)]
