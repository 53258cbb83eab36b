"""A sandbox payment as a document."""

from datetime import timedelta

import pytest

from adapters.sandbox.document import decode, encode
from domain.errors import ProviderRefused
from domain.evidence import Evidence
from tests.unit.sandbox_world import THANKS, World


async def test_nothing_is_lost_on_the_way_through_a_document() -> None:
    """Attempts, errors, refunds, disputes, answers and refusals all come back as they were."""
    world = World()
    lamp = await world.lamp_at_alma()
    await world.alma.decide(lamp.id, "refuse")
    with pytest.raises(ProviderRefused):
        await world.shop.capture(lamp.id, 8_900, key="co_lamp/capture/1")
    await world.shop.confirm(lamp.id, return_to=THANKS, key="co_lamp/alma/2")
    await world.alma.decide(lamp.id, "approve")
    world.faults.refunds_fail = True
    await world.shop.refund(lamp.id, amount=100, reason=None, refund="rf_1", key="rf_1")
    world.clock.advance(timedelta(minutes=5))
    dispute = await world.dashboard.dispute(lamp.id)
    evidence = Evidence(text="It was delivered.")
    await world.shop.submit_evidence(lamp.id, dispute, evidence, submission="ev_1", key="ev_1")
    kept = await world.memory.get(lamp.id)

    assert kept is not None
    assert decode(encode(kept)) == kept


async def test_a_refused_creation_is_a_document_too() -> None:
    """There is no payment in it."""
    world = World()
    world.faults.refuse("create", None)
    with pytest.raises(ProviderRefused):
        await world.lamp()
    (kept,) = world.memory.payments.values()

    assert kept.intent is None
    assert decode(encode(kept)) == kept
