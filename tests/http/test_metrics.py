"""What is counted for Prometheus: checkouts, settling, the provider, and events."""

from datetime import timedelta

from dependency_injector import providers
from litestar.testing import TestClient

from adapters.in_memory.checkouts import InMemoryCheckouts
from adapters.in_memory.outbox import InMemoryOutbox
from domain.errors import StoreUnavailable
from domain.ports import Statistics
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.http.stock import Stock
from tests.http.shop import Shop, a_container
from tests.support.manual_clock import NOON, ManualClock


def told(shop: Shop, name: str, **labels: str) -> float | None:
    """Give the value of one line, None where there is none."""
    wanted = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    begins = f"alma_checkout_{name}{{{wanted}}} " if wanted else f"alma_checkout_{name} "
    lines = [line for line in shop.get("/metrics").text.splitlines() if line.startswith(begins)]
    return float(lines[0].removeprefix(begins)) if lines else None


def test_checkouts_are_counted_by_status(shop: Shop) -> None:
    """Every status has a line, also where no checkout has it."""
    shop.opened()
    shop.paid()

    assert [told(shop, "checkouts", status=status) for status in ("open", "paid", "in_review")] == [1, 1, 0]


def test_the_oldest_that_is_due_has_an_age(shop: Shop, clock: ManualClock) -> None:
    """Nothing is due at first; what nobody looks after grows older."""
    shop.opened()
    at_first = told(shop, "oldest_due_seconds")
    clock.advance(timedelta(hours=25))

    assert at_first == 0
    assert 3_500 < (told(shop, "oldest_due_seconds") or 0) <= 3_600


def test_answers_of_the_provider_are_counted_by_who_asked_and_what_came_of_it(shop: Shop) -> None:
    """Whatever the key is called, it is the shop; the customer's page asks for itself."""
    checkout = shop.paid()
    shop.get(f"/pay/{shop.opened()['id']}/status")
    shop.settled(checkout)

    assert told(shop, "settled_total", by="shop", status="paid") == 2
    assert told(shop, "settled_total", by="customer", status="open") == 1


def test_the_provider_is_timed_call_by_call(shop: Shop) -> None:
    """With how many calls there were, and how long they took."""
    shop.at_alma()
    shop.opened()

    assert told(shop, "provider_seconds_count", call="create") == 2
    assert told(shop, "provider_seconds_count", call="confirm") == 1
    assert told(shop, "provider_errors_total", call="create", kind="provider_unavailable") is None


def test_what_the_provider_does_not_do_is_counted_by_its_kind(shop: Shop, container: Container) -> None:
    """With its time, since no answer is what takes longest."""
    checkout = shop.opened()
    container.faults().unreachable()
    shop.post(f"/checkouts/{checkout['id']}/settle")

    assert told(shop, "provider_errors_total", call="look_up", kind="provider_unavailable") == 1
    assert told(shop, "provider_seconds_count", call="look_up") == 1


class Counting(InMemoryCheckouts):
    """A store that notes how often it is asked to count, and may give no answer."""

    asked = 0
    gone = False

    async def statistics(self) -> Statistics:
        type(self).asked += 1
        if self.gone:
            raise StoreUnavailable
        return Statistics({"open": 3}, NOON)


async def test_the_store_is_asked_once_in_ten_seconds() -> None:
    """However often somebody looks, since it takes a moment; what is due grows older all the same."""
    ticks = iter([0.0, 9.9, 10.0])
    store, outbox, clock = Counting(), InMemoryOutbox(), ManualClock()
    stock = Stock({"mode": "sandbox"}, lambda: next(ticks))
    await stock.take(store, outbox, clock)
    clock.advance(timedelta(seconds=9))
    await stock.take(store, outbox, clock)
    between, ages = Counting.asked, [family.samples[0].value for family in stock.collect()]
    await stock.take(store, outbox, clock)

    assert (between, Counting.asked) == (1, 2)
    assert ages[-2:] == [9, 0]


def test_without_the_store_everything_else_is_told(clock: ManualClock) -> None:
    """A gauge that nobody knows is left out, rather than told as it was."""
    container = a_container(clock)

    class Gone(Counting):
        gone = True

    container.checkouts.override(providers.Object(Gone()))
    with TestClient(create_app(container, sweeping=False)) as client:
        answer = client.get("/metrics")

    assert answer.status_code == 200
    assert "alma_checkout_info" in answer.text
    assert "alma_checkout_checkouts" not in answer.text
    assert "alma_checkout_oldest_due_seconds" not in answer.text


def test_no_metric_names_a_checkout(shop: Shop) -> None:
    """R92: labels are words that were chosen beforehand."""
    checkout = shop.paid()
    counts = shop.get("/metrics").text

    assert checkout["id"] not in counts
    assert checkout["payment"]["id"] not in counts
