"""Evidence is submitted once, whoever submits it at the same time, and whatever answers get lost (R70)."""

import asyncio

from domain.checkout import Checkout
from domain.errors import NoEvidenceWanted, ProviderRefused
from domain.evidence import Evidence, EvidenceFile
from domain.use_cases.submit_evidence import Submitted
from tests.races.conftest import Shop, events

RECEIPT = Evidence((EvidenceFile("receipt", "receipt.pdf", b"%PDF-"),))
TEXT = Evidence(text="It was delivered.")


async def disputed(shop: Shop) -> Checkout:
    """Have a paid checkout disputed, and hear of it."""
    checkout = await shop.paid()
    await shop.provider.dispute(checkout.payment_id)
    return await shop.container.settle()(checkout.id, by="webhook")


async def submitted(shop: Shop, checkout: Checkout, evidence: Evidence, by: str) -> Submitted:
    return await shop.container.submit_evidence()(checkout.id, evidence, by=by)


async def test_two_who_submit_the_same_submit_it_once(shop: Shop) -> None:
    """Neither is refused, and the history has it once."""
    checkout = await disputed(shop)
    first, second = await asyncio.gather(
        submitted(shop, checkout, RECEIPT, "ada"), submitted(shop.another(), checkout, RECEIPT, "grace")
    )
    seen = await shop.container.settle()(checkout.id, by="sweep")

    assert first.dispute.answered
    assert first.dispute.submission == second.dispute.submission == seen.disputes[0].submission
    assert events(seen).count("evidence_submitted") == 1


async def test_of_two_who_submit_different_evidence_one_is_told_to_wait(shop: Shop) -> None:
    """What is with the provider is what is written down."""
    checkout = await disputed(shop)
    outcomes = await asyncio.gather(
        submitted(shop, checkout, RECEIPT, "ada"),
        submitted(shop.another(), checkout, TEXT, "grace"),
        return_exceptions=True,
    )
    [made] = [outcome for outcome in outcomes if isinstance(outcome, Submitted)]
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, NoEvidenceWanted)]
    seen = await shop.container.settle()(checkout.id, by="sweep")

    assert refused.data["reason"] in {"evidence_under_way", "evidence_submitted"}
    assert seen.disputes[0].submission == made.dispute.submission


async def test_a_dispute_that_is_decided_meanwhile_is_refused_and_told(shop: Shop) -> None:
    """The provider says no, and nothing stays written down."""
    checkout = await disputed(shop)

    async def decided() -> None:
        await shop.provider.lose_dispute(checkout.payment_id)

    shop.provider.slow_down("submit_evidence", before=decided)
    [outcome] = await asyncio.gather(submitted(shop, checkout, RECEIPT, "ada"), return_exceptions=True)
    seen = await shop.stored(checkout)

    assert isinstance(outcome, ProviderRefused)
    assert [(dispute.status, dispute.submission) for dispute in seen.disputes] == [("lost", None)]


async def test_a_refusal_of_what_arrived_before_is_no_refusal(shop: Shop) -> None:
    """The same evidence got there by another way between the two looks at the provider."""
    checkout = await disputed(shop)

    async def overtaken() -> None:
        await submitted(shop.another(), checkout, RECEIPT, "grace")

    shop.provider.slow_down("submit_evidence", before=overtaken)
    made = await submitted(shop, checkout, RECEIPT, "ada")

    assert made.dispute.answered
    assert events(await shop.stored(checkout)).count("evidence_submitted") == 1


async def test_a_provider_that_is_away_after_a_refusal_does_not_hide_it(shop: Shop) -> None:
    """It said no for good, so that other evidence may be submitted later."""
    checkout = await disputed(shop)

    async def decided() -> None:
        await shop.provider.lose_dispute(checkout.payment_id)

    async def left() -> None:
        shop.provider.leave()

    shop.provider.slow_down("submit_evidence", before=decided, after=left)
    [outcome] = await asyncio.gather(submitted(shop, checkout, RECEIPT, "ada"), return_exceptions=True)
    seen = await shop.stored(checkout)

    assert isinstance(outcome, ProviderRefused)
    assert [(dispute.status, dispute.submission) for dispute in seen.disputes] == [("open", None)]
