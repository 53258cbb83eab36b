"""What `reconcile` finds where nothing else would, and what it does when it gets no good answer (R81, R85)."""

from datetime import timedelta

import pytest
from dependency_injector import providers

from adapters.stripe.webhooks import RELEVANT
from domain.endings import called_off
from domain.errors import ProviderUnavailable
from domain.ports import Hint, NewPayment, Search
from domain.use_cases.reconcile import Reconciled
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.acceptance.emulated_stripe import SETTINGS, EmulatedProvider
from tests.support.checkouts import A_DAY, NOON, an_opening
from tests.support.command_line import invoke
from tests.support.manual_clock import ManualClock

BY = "ada"


class Shop:
    """A shop with Stripe's emulator as provider, which hears of nothing by itself."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.stripe = EmulatedProvider(self.clock)
        settings = {"ALMA_CHECKOUT_DATABASE_URL": "memory://", "ALMA_CHECKOUT_GATEWAY": "stripe"} | SETTINGS
        self.container = Container(settings=Settings(settings), clock=providers.Object(self.clock))
        self.container.stripe.override(providers.Object(self.stripe.gateway()))

    async def paid(self) -> str:
        """Have a checkout opened and paid, of which no word came; give its id."""
        opened = await self.container.open_checkout()(an_opening(), by=BY)
        self.stripe.card(opened.checkout.payment_id, "approve")
        return opened.checkout.id

    async def stray(self, named: str = "co_lost", *, paid: bool = True) -> str:
        """Have a payment of ours that no checkout owns; give its id."""
        metadata = {"checkout": named, "installation": await self.container.checkouts().installation()}
        wanted = NewPayment(
            amount=14_990, currency="EUR", metadata=metadata, alma_only=False, exclude_alma=False, manual_capture=False
        )
        payment = await self.container.gateway().create(wanted, key=f"{named}/create")
        if paid:
            self.stripe.card(payment.id, "approve")
        return payment.id

    async def reconciled(self, *, days: int = 7) -> Reconciled:
        """Look for what was missed in the last days."""
        return await self.container.reconcile()(since=self.clock.now() - timedelta(days=days), by=BY)


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def test_an_old_payment_is_found_by_the_event_that_nobody_understood(shop: Shop) -> None:
    """The event's facts were kept; the payment itself was made long before."""
    payment = await shop.stray()
    shop.clock.advance(20 * A_DAY)
    before = await shop.reconciled(days=1)
    hint = Hint("evt_1", RELEVANT[0], payment, payment, "co_lost", "test", shop.clock.now())
    await shop.container.checkouts().hear(hint, at=shop.clock.now())
    after = await shop.reconciled(days=1)

    assert before.orphans == ()
    assert [orphan.payment_id for orphan in after.orphans] == [payment]


async def test_the_providers_events_are_kept_as_if_they_had_arrived(shop: Shop) -> None:
    """One that arrives after all is a duplicate."""
    checkout_id = await shop.paid()
    await shop.reconciled()
    events = [hint async for hint in shop.container.gateway().events(since=NOON)]

    assert (await shop.container.checkouts().get(checkout_id)).status == "paid"
    assert events
    assert not any([await shop.container.checkouts().hear(hint, at=shop.clock.now()) for hint in events])


async def test_what_happened_to_an_old_payment_is_found_by_its_event(shop: Shop) -> None:
    """R62: such as a refund that came back long after it was made."""
    checkout_id = await shop.paid()
    paid = await shop.container.settle()(checkout_id, by=BY)
    refund = shop.stripe.in_person("refund", paid.payment_id)
    await shop.container.settle()(checkout_id, by=BY)
    shop.clock.advance(20 * A_DAY)
    shop.stripe.in_person("fail_refund", paid.payment_id, refund)

    assert (await shop.reconciled(days=1)).changed == (checkout_id,)


async def test_one_without_a_good_answer_does_not_stop_the_others(shop: Shop) -> None:
    """It is named, and the exit code says that not all is well."""
    opened = await shop.container.open_checkout()(an_opening(), by=BY)
    other = await shop.paid()
    shop.stripe.emulator.account.objects.pop(opened.checkout.payment_id)
    outcome = await shop.reconciled()

    assert outcome.failed == (opened.checkout.id,)
    assert outcome.changed == (other,)


async def test_a_payment_that_cannot_be_read_does_not_stop_the_others(shop: Shop) -> None:
    """Whosever it is; it is named."""
    stray, other = await shop.stray(), await shop.paid()
    shop.stripe.emulator.faults.garble("payment_intents.retrieve")
    outcome = await shop.reconciled()

    assert outcome.failed == (stray,)
    assert outcome.changed == (other,)


async def test_a_payment_whose_checkout_was_given_up_is_an_orphan(shop: Shop) -> None:
    """R20: the checkout lapsed without it, and gets no payment any more."""
    shop.stripe.lose_answer("opening")
    with pytest.raises(ProviderUnavailable):
        await shop.container.open_checkout()(an_opening(), by=BY)
    [checkout] = (await shop.container.checkouts().search(Search())).items
    [payment] = shop.stripe.payments()
    at = shop.clock.now()
    await shop.container.checkouts().update(checkout.id, lambda it: called_off(it, "abandoned", at=at, by="sweep"))
    shop.stripe.card(payment.id, "approve")
    outcome = await shop.reconciled()

    assert [orphan.payment_id for orphan in outcome.orphans] == [payment.id]


def test_the_exit_code_says_that_not_all_is_well(shop: Shop) -> None:
    """As for a provider that gives no answer."""
    words = ("open", "--order", "1", "--amount", "50", "--currency", "EUR", "--country", "FR", "--json")
    invoke(*words, container=shop.container)
    [payment] = shop.stripe.payments()
    shop.stripe.emulator.account.objects.pop(payment.id)
    answer = invoke("reconcile", container=shop.container)

    assert answer.exit_code == 3
    assert "No good answer from the provider about:\n  co_" in answer.stdout


async def test_a_provider_that_tells_nothing_is_an_error(shop: Shop) -> None:
    """What was taken in before stays; the same again goes on."""
    await shop.paid()
    shop.stripe.disconnect()
    with pytest.raises(ProviderUnavailable):
        await shop.reconciled()
    shop.stripe.recover()

    assert len((await shop.reconciled()).changed) == 1


async def test_every_live_checkout_is_looked_at_however_many_there_are(shop: Shop) -> None:
    """Page by page, also those that nothing happened to lately; what is over is left alone."""
    await shop.container.settle()(await shop.paid(), by=BY)
    for number in range(203):
        await shop.container.open_checkout()(an_opening(order=str(number)), by=BY)
    shop.clock.advance(10 * A_DAY)
    outcome = await shop.reconciled(days=1)

    assert outcome.checked == 203


async def test_a_payment_that_the_provider_does_not_know_is_passed_over(shop: Shop) -> None:
    """An event told of it, and it is gone; the others are looked at all the same."""
    hint = Hint("evt_1", RELEVANT[0], "pi_gone", "pi_gone", None, "test", shop.clock.now())
    await shop.container.checkouts().hear(hint, at=shop.clock.now())
    paid = await shop.paid()
    outcome = await shop.reconciled()

    assert (outcome.orphans, outcome.others, outcome.changed) == ((), 0, (paid,))


async def test_a_payment_beside_the_checkouts_own_belongs_to_nobody(shop: Shop) -> None:
    """It names a checkout that has another payment."""
    checkout_id = await shop.paid()
    metadata = {"checkout": checkout_id, "installation": await shop.container.checkouts().installation()}
    wanted = NewPayment(
        amount=14_990, currency="EUR", metadata=metadata, alma_only=False, exclude_alma=False, manual_capture=False
    )
    second = await shop.container.gateway().create(wanted, key="second")
    outcome = await shop.reconciled()

    assert [orphan.payment_id for orphan in outcome.orphans] == [second.id]


async def test_an_orphan_that_the_provider_holds_nothing_of_any_more_is_done(shop: Shop) -> None:
    """Somebody called it off, or gave it back, between the look and the deed; nothing is asked for twice."""
    back, off = await shop.stray(), await shop.stray("co_lost_too", paid=False)
    await shop.reconciled()
    shop.stripe.in_person("refund", back)
    shop.stripe.in_person("cancel", off)
    done = [await shop.container.return_orphan()(payment, by=BY) for payment in (back, off)]

    assert [orphan.done is not None for orphan in done] == [True, True]
    assert len(shop.stripe.see(back).refunds) == 1
