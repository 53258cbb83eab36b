"""What is asked by machines that look after this one."""

from dependency_injector import providers
from litestar.testing import TestClient

from adapters.in_memory.checkouts import InMemoryCheckouts
from domain.errors import StoreUnavailable
from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.http.shop import Shop, a_container
from tests.support.manual_clock import ManualClock


def test_the_process_answers(shop: Shop) -> None:
    """Whatever else is wrong."""
    assert shop.get("/health/live").json() == {"status": "live"}


def test_the_database_answers(shop: Shop, container: Container) -> None:
    """The provider is not asked."""
    container.faults().unreachable()
    answer = shop.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


class Gone(InMemoryCheckouts):
    """A store whose database gives no answer."""

    async def installation(self) -> str:
        raise StoreUnavailable


def test_without_its_database_it_is_not_ready(clock: ManualClock) -> None:
    """503, while the process is live."""
    container = a_container(clock)
    container.checkouts.override(providers.Object(Gone()))
    with TestClient(create_app(container, sweeping=False)) as client:
        ready, live = client.get("/health/ready"), client.get("/health/live")

    assert (ready.status_code, ready.json()["code"]) == (503, "store_unavailable")
    assert live.status_code == 200


def test_answers_are_counted_by_the_class_of_their_status(shop: Shop) -> None:
    """One application counts for itself."""
    shop.get("/checkouts")
    shop.get("/nothing")
    answer = shop.get("/metrics")

    assert answer.headers["content-type"] == "text/plain; version=1.0.0; charset=utf-8"
    assert 'alma_checkout_answers_total{status="2xx"} 1.0' in answer.text
    assert 'alma_checkout_answers_total{status="4xx"} 1.0' in answer.text
    assert 'alma_checkout_info{gateway="sandbox",mode="sandbox"' in answer.text
