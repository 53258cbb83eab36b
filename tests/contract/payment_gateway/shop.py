"""A shop that sells a chair, and what it asks of the provider."""

from dataclasses import replace

import pytest

from domain.errors import ProviderRefused
from domain.payment import Payment, ProviderRefund
from domain.ports import NewPayment
from tests.contract.gateways import Provider

CHAIR = NewPayment(
    amount=14_990,
    currency="EUR",
    metadata={"checkout": "co_chair", "order": "1001", "installation": "in_rue_de_la_paix"},
    alma_only=False,
    exclude_alma=False,
    manual_capture=False,
)
RESERVED_CHAIR = replace(CHAIR, manual_capture=True)
THANKS = "https://shop.example/thanks?order=1001"


async def created(provider: Provider, wanted: NewPayment = CHAIR, key: str = "co_chair/create") -> Payment:
    return await provider.gateway.create(wanted, key=key)


async def sent_to_alma(provider: Provider, wanted: NewPayment = CHAIR, key: str = "co_chair/alma/1") -> Payment:
    payment = await created(provider, wanted)
    return await provider.gateway.confirm(payment.id, return_to=THANKS, key=key)


async def approved(provider: Provider, wanted: NewPayment = CHAIR) -> Payment:
    payment = await sent_to_alma(provider, wanted)
    await provider.decide(payment, "approve")
    return await provider.gateway.look_up(payment.id)


async def refunded(provider: Provider, payment: Payment, amount: int, refund: str) -> ProviderRefund:
    return await provider.gateway.refund(
        payment.id, amount=amount, reason="requested_by_customer", refund=refund, key=f"{refund}/refund"
    )


async def in_each_closed_status(provider: Provider) -> dict[str, Payment]:
    """Give a payment in every status in which it can neither be confirmed nor changed."""
    wanted = {
        "processing": replace(CHAIR, metadata={"checkout": "co_slow"}),
        "succeeded": replace(CHAIR, metadata={"checkout": "co_paid"}),
        "canceled": replace(CHAIR, metadata={"checkout": "co_off"}),
    }
    payments = {status: await created(provider, new, key=status) for status, new in wanted.items()}
    await provider.work(payments["processing"])
    await provider.pay_by_card(payments["succeeded"])
    await provider.gateway.cancel(payments["canceled"].id, "abandoned", key="off")
    return payments


def code_of(refusal: pytest.ExceptionInfo[ProviderRefused]) -> str | None:
    return refusal.value.provider_code
