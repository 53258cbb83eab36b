"""Keys at the sandbox, below what the contract says of them."""

from datetime import timedelta
from types import MappingProxyType

import pytest

from domain.errors import ProviderRefused
from domain.payment import Voided
from domain.ports import NewPayment, PaymentGateway
from tests.unit.sandbox_world import World

LAMP = NewPayment(
    amount=8_900,
    currency="eur",
    metadata=MappingProxyType({"checkout": "co_lamp"}),
    alma_only=True,
    exclude_alma=False,
    manual_capture=False,
)


@pytest.fixture
def world() -> World:
    """A sandbox with nothing in it."""
    return World()


async def test_the_gateway_keeps_the_port(world: World) -> None:
    """And says its name."""
    gateway: PaymentGateway = world.shop

    assert gateway.name == "sandbox"


async def test_a_key_of_one_verb_does_not_serve_another(world: World) -> None:
    """It is another deed even without parameters."""
    lamp = await world.lamp()
    with pytest.raises(ProviderRefused) as refusal:
        await world.shop.cancel(lamp.id, "abandoned", key="co_lamp/create")

    assert refusal.value.provider_code == "idempotency_error"


async def test_what_is_forgotten_is_kept_no_longer(world: World) -> None:
    """A payment does not grow with every key ever used on it."""
    lamp = await world.lamp_at_alma()
    world.clock.advance(timedelta(days=1))
    await world.shop.cancel(lamp.id, "abandoned", key="co_lamp/cancel")
    kept = await world.memory.get(lamp.id)

    assert kept is not None
    assert [answer.key for answer in kept.answers] == ["co_lamp/cancel"]


async def test_a_forgotten_key_finds_the_payments_it_makes_now(world: World) -> None:
    """Each day's payment answers for its own day, and the latest is the one that is found."""
    payments = []
    for _ in range(3):
        payments.append(await world.shop.create(LAMP, key="daily"))
        assert await world.shop.create(LAMP, key="daily") == payments[-1]
        world.clock.advance(timedelta(days=1))

    assert len({payment.id for payment in payments}) == 3
    assert await world.shop.find("co_lamp") == payments[-1]


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (8_900, "CHF", "payment_intent_invalid_currency"),
        (0, "EUR", "parameter_invalid_integer"),
        (100_000_000, "EUR", "amount_too_large"),
    ],
)
async def test_what_the_provider_does_not_take_is_refused(world: World, amount: int, currency: str, code: str) -> None:
    """Each with its own code."""
    wanted = NewPayment(
        amount=amount,
        currency=currency,
        metadata={},
        alma_only=True,
        exclude_alma=False,
        manual_capture=False,
    )
    with pytest.raises(ProviderRefused) as refusal:
        await world.shop.create(wanted, key="odd")

    assert refusal.value.provider_code == code


async def test_reasons_are_the_provider_s_own(world: World) -> None:
    """A word that it does not know is refused, for cancellations and refunds alike."""
    lamp = await world.paid_lamp()
    with pytest.raises(ProviderRefused):
        await world.shop.refund(lamp.id, amount=1, reason="whim", refund="rf_1", key="rf_1")
    other = await world.shop.create(LAMP, key="other")
    with pytest.raises(ProviderRefused):
        await world.shop.cancel(other.id, "whim", key="cancel/1")
    canceled = await world.shop.cancel(other.id, "duplicate", key="cancel/2")

    assert canceled.status == Voided("duplicate", world.clock.now())
