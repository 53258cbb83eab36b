"""How often somebody may call, where a limit is set."""

import pytest
from litestar.testing import TestClient

from tests.http.shop import Shop, an_app
from tests.support.manual_clock import ManualClock


def test_without_a_limit_anybody_may_call_at_any_rate(shop: Shop) -> None:
    """None is set to begin with."""
    answers = [shop.get("/checkouts") for _ in range(20)]

    assert {answer.status_code for answer in answers} == {200}
    assert "ratelimit-limit" not in answers[0].headers


def test_over_the_limit_is_too_often(clock: ManualClock) -> None:
    """429, with the time after which to come back."""
    with TestClient(an_app(clock, rate_limit="2/hour")) as client:
        first, second, third = (client.get("/checkouts") for _ in range(3))

    assert (first.status_code, second.status_code) == (200, 200)
    assert (third.status_code, third.json()["code"]) == (429, "too_many_requests")
    assert 0 < int(third.headers["retry-after"]) <= 3_600
    assert "x-request-id" in third.headers


def test_each_key_has_a_limit_of_its_own(clock: ManualClock) -> None:
    """And so has the address of those who send none, or a wrong one."""
    with TestClient(an_app(clock, rate_limit="1/hour", api_keys="shop:velvet-key,till:harbour-key")) as client:
        told = [
            client.get("/checkouts", headers={"Authorization": f"Bearer {key}"}).status_code
            for key in ("velvet-key", "harbour-key", "wrong-key", "velvet-key", "harbour-key", "other-key")
        ]

    assert told == [200, 200, 401, 429, 429, 429]


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics", "/schema", "/schema/openapi.json"])
def test_machines_may_ask_at_any_rate(clock: ManualClock, path: str) -> None:
    """Health, counts and the schema are free."""
    with TestClient(an_app(clock, rate_limit="1/hour")) as client:
        answers = [client.get(path).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
