"""The promises of `submit_evidence`."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import ProviderRefused, ProviderUnavailable
from domain.evidence import LARGEST, Evidence, EvidenceFile
from domain.payment import Payment, ProviderDispute, ProviderEvidence
from tests.contract.gateways import Provider
from tests.contract.payment_gateway.shop import approved

RECEIPT = EvidenceFile("receipt", "facture n° 1.pdf", b"%PDF-1.7 \r\n\x00\xff 149.90 EUR")
PROOF = EvidenceFile("shipping_documentation", "door.png", b"\x89PNG\r\n\x1a\n left at the door")
EVIDENCE = Evidence((PROOF, RECEIPT), "It was delivered.")
SUBMITTED = ProviderEvidence(("receipt", "shipping_documentation"), has_text=True, submission="ev_chair")


async def disputed(provider: Provider) -> tuple[Payment, ProviderDispute]:
    """Have a chair disputed; give its payment and the dispute."""
    payment = await approved(provider)
    await provider.dispute(payment)
    [dispute] = (await provider.gateway.look_up(payment.id)).disputes
    return payment, dispute


async def submitted(
    provider: Provider,
    payment: Payment,
    dispute: ProviderDispute,
    evidence: Evidence = EVIDENCE,
    name: str = "ev_chair",
) -> ProviderDispute:
    return await provider.gateway.submit_evidence(
        payment.id, dispute.id, evidence, submission=name, key=f"co_chair/evidence/{name}"
    )


async def test_evidence_is_with_the_provider_under_our_own_name(provider: Provider) -> None:
    """The answer and every later look tell of it; the dispute is still to be decided."""
    payment, dispute = await disputed(provider)
    told = await submitted(provider, payment, dispute)
    seen = await provider.gateway.look_up(payment.id)

    assert (dispute.status, dispute.evidence, dispute.reason) == ("needs_response", None, "product_not_received")
    assert told == replace(dispute, status="under_review", evidence=SUBMITTED)
    assert seen.disputes == (told,)


@pytest.mark.parametrize(
    ("evidence", "files", "has_text"),
    [
        (Evidence((RECEIPT,)), ("receipt",), False),
        (Evidence(text="It was delivered."), (), True),
        (Evidence((replace(RECEIPT, content=b"%PDF-".ljust(LARGEST, b"x")),)), ("receipt",), False),
    ],
    ids=["a file", "a text", "as much as there may be"],
)
async def test_evidence_is_files_a_text_or_both(
    provider: Provider, evidence: Evidence, files: tuple[str, ...], has_text: bool
) -> None:
    """And what it consists of is told."""
    told = await submitted(provider, *await disputed(provider), evidence)

    assert told.evidence == ProviderEvidence(files, has_text, "ev_chair")


async def test_the_same_evidence_again_is_answered_as_it_stands(provider: Provider) -> None:
    """Under the same name it is one submission."""
    payment, dispute = await disputed(provider)
    first = await submitted(provider, payment, dispute)
    again = await submitted(provider, payment, dispute)
    provider.wait(timedelta(days=2))
    later = await submitted(provider, payment, dispute)

    assert first == again == later


async def test_a_lost_answer_comes_again(provider: Provider) -> None:
    """The evidence was submitted; repeating it submits nothing."""
    payment, dispute = await disputed(provider)
    provider.lose_answer("submit_evidence")
    with pytest.raises(ProviderUnavailable):
        await submitted(provider, payment, dispute)
    seen = await provider.gateway.look_up(payment.id)
    again = await submitted(provider, payment, dispute)

    assert seen.disputes == (again,)
    assert again.evidence == SUBMITTED


async def test_without_an_answer_nothing_is_submitted(provider: Provider) -> None:
    """And the same call does it later."""
    payment, dispute = await disputed(provider)
    provider.disconnect()
    with pytest.raises(ProviderUnavailable):
        await submitted(provider, payment, dispute)
    provider.reconnect()
    before = (await provider.gateway.look_up(payment.id)).disputes
    await submitted(provider, payment, dispute)

    assert before == (dispute,)


async def test_other_evidence_is_refused_afterwards(provider: Provider) -> None:
    """A dispute is answered once, also at the same time."""
    payment, dispute = await disputed(provider)
    outcomes = await asyncio.gather(
        submitted(provider, payment, dispute, name="ev_chair"),
        submitted(provider, payment, dispute, Evidence((RECEIPT,)), "ev_table"),
        return_exceptions=True,
    )
    with pytest.raises(ProviderRefused):
        await submitted(provider, payment, dispute, name="ev_lamp")

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ProviderDispute", "ProviderRefused"]


@pytest.mark.parametrize("end", ["won", "lost"])
async def test_a_dispute_that_is_decided_takes_no_evidence(provider: Provider, end: str) -> None:
    """Whatever the end."""
    payment, dispute = await disputed(provider)
    await provider.decide_dispute(dispute, payment, end)
    with pytest.raises(ProviderRefused):
        await submitted(provider, payment, dispute)

    assert (await provider.gateway.look_up(payment.id)).disputes == (replace(dispute, status=end),)


async def test_evidence_may_come_until_its_date(provider: Provider) -> None:
    """And not after it."""
    payment, dispute = await disputed(provider)
    await provider.dispute(payment)
    disputes = (await provider.gateway.look_up(payment.id)).disputes
    [other] = [told for told in disputes if told.id != dispute.id]
    provider.wait(timedelta(days=14))
    in_time = await submitted(provider, payment, dispute)
    provider.wait(timedelta(seconds=1))
    with pytest.raises(ProviderRefused):
        await submitted(provider, payment, other, name="ev_late")

    assert in_time.evidence == SUBMITTED


async def test_a_dispute_that_nobody_knows_takes_none(provider: Provider) -> None:
    """With the provider's code for it."""
    payment, dispute = await disputed(provider)
    with pytest.raises(ProviderRefused) as refusal:
        await submitted(provider, payment, replace(dispute, id="dp_nobody"))

    assert refusal.value.provider_code == "resource_missing"


async def test_evidence_of_somebody_else_is_told_without_a_name(provider: Provider) -> None:
    """It was submitted in the dashboard, and is taken as ours is: once."""
    payment, dispute = await disputed(provider)
    await provider.answer_by_hand(dispute, payment)
    [seen] = (await provider.gateway.look_up(payment.id)).disputes
    with pytest.raises(ProviderRefused):
        await submitted(provider, payment, dispute)

    assert (seen.status, seen.evidence) == ("under_review", ProviderEvidence(("receipt",)))
