"""Who may call, and under which name what they do is remembered."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from litestar.connection import ASGIConnection
from litestar.testing import TestClient

from entrypoints.http.keys import caller
from tests.http.shop import ARMCHAIR, Shop, an_app
from tests.support.manual_clock import ManualClock

HASHED = sha256(b"noon-at-the-harbour").hexdigest()


@pytest.fixture
def shop(clock: ManualClock) -> Iterator[Shop]:
    with TestClient(an_app(clock, api_keys=f"web:velvet-key,till:sha256${HASHED}")) as client:
        yield Shop(client)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/checkouts"),
        ("GET", "/checkouts"),
        ("GET", "/checkouts/co_1"),
        ("PATCH", "/checkouts/co_1"),
        ("GET", "/checkouts/co_1/client-secret"),
        ("POST", "/checkouts/co_1/alma"),
        ("POST", "/checkouts/co_1/settle"),
        ("POST", "/checkouts/co_1/capture"),
        ("POST", "/checkouts/co_1/cancel"),
        ("POST", "/checkouts/co_1/refunds"),
        ("POST", "/checkouts/co_1/review"),
        ("GET", "/checkouts/co_1/timeline"),
        ("GET", "/checkouts/co_1/explain"),
        ("GET", "/eligibility"),
        ("GET", "/doctor"),
    ],
)
def test_every_call_of_the_api_needs_a_key(shop: Shop, method: str, path: str) -> None:
    """401 before anything of it is read, with how to do better."""
    answer = shop.client.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["www-authenticate"].startswith("Bearer ")


@pytest.mark.parametrize(
    "said",
    ["velvet-key", "Basic velvet-key", "Bearer", "Bearer ", "Bearer velvet-kex", f"Bearer {HASHED}", "Bearer clé"],
)
def test_only_a_key_that_is_set_opens(shop: Shop, said: str) -> None:
    """The hash of a key is no key."""
    answer = shop.get("/checkouts", headers={"Authorization": said.encode()})

    assert answer.status_code == 401


@pytest.mark.parametrize("said", [("velvet-key", "velvet-kex"), ("velvet-kex", "velvet-key"), ("velvet-key",) * 2])
def test_two_keys_at_once_are_none(clock: ManualClock, said: tuple[str, str]) -> None:
    """A proxy may look at another one than we do."""
    app = an_app(clock, api_keys="web:velvet-key")

    def name(*keys: str) -> str | None:
        headers = [(b"authorization", f"Bearer {key}".encode()) for key in keys]
        scope: Any = {"type": "http", "litestar_app": app, "headers": headers}
        return caller(ASGIConnection(scope))

    assert name(*said) is None
    assert name("velvet-key") == "web"


@pytest.mark.parametrize("path", ["/pay/co_1/status", "/pay/co_1/return", "/sandbox/alma/pi_1"])
def test_customers_need_no_key(shop: Shop, path: str) -> None:
    """They only do not find what is not there."""
    answer = shop.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics", "/schema", "/schema/openapi.json"])
def test_what_tells_nothing_of_anybody_needs_no_key(shop: Shop, path: str) -> None:
    """Health, counts, and how to call."""
    answer = shop.get(path)

    assert answer.status_code == 200


@pytest.mark.parametrize(("said", "name"), [("Bearer velvet-key", "web"), ("bearer noon-at-the-harbour", "till")])
def test_the_name_of_the_key_stands_in_the_timeline(shop: Shop, said: str, name: str) -> None:
    """Whatever way the key was written down."""
    headers = {"Authorization": said}
    opened = shop.post("/checkouts", ARMCHAIR, headers=headers).json()
    timeline = shop.get(f"/checkouts/{opened['id']}/timeline", headers=headers).json()["items"]

    assert [entry["by"] for entry in timeline] == [name, name]


def test_one_idempotency_key_of_two_callers_is_two_actions(shop: Shop) -> None:
    """A key belongs to who sent it."""
    ids = {
        shop.post("/checkouts", ARMCHAIR, headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "1"}).json()[
            "id"
        ]
        for key in ("velvet-key", "noon-at-the-harbour")
    }

    assert len(ids) == 2
