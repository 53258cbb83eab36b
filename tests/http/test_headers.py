"""What every answer carries, refusals and unknown addresses included."""

import logging

import pytest

from domain.errors import StoreUnavailable
from entrypoints.container import Container
from tests.http.shop import ARMCHAIR, Shop

EVERYWHERE = [
    "/checkouts",
    "/checkouts/co_nothing",
    "/nothing",
    "/pay/co_nothing/return",
    "/schema",
    "/metrics",
    "/health/live",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_names_its_request_and_sets_no_cookie(shop: Shop, path: str) -> None:
    """Whoever asks us about an answer can say which; nobody is followed."""
    answer = shop.get(path)

    assert len(answer.headers["x-request-id"]) == 32
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_request_keeps_the_name_it_came_with(shop: Shop, path: str) -> None:
    """So that it is found again in the caller's log too."""
    answer = shop.get(path, headers={"X-Request-Id": "shop.42-a_B"})

    assert answer.headers["x-request-id"] == "shop.42-a_B"


@pytest.mark.parametrize("name", [b"", b"a b", b"x" * 65, b"caf\xe9", b"a\tb", b"<script>"])
def test_a_name_that_is_not_fit_to_be_repeated_is_replaced(shop: Shop, name: bytes) -> None:
    """It may be anything, and would be put into logs."""
    answer = shop.get("/checkouts", headers=[(b"X-Request-Id", name)])

    assert len(answer.headers["x-request-id"]) == 32


def test_a_body_that_is_too_large_is_answered_like_any_other(shop: Shop) -> None:
    """With the request's name."""
    answer = shop.client.post("/checkouts", content=b"x" * 70_000, headers={"X-Request-Id": "shop-1"})

    assert answer.headers["x-request-id"] == "shop-1"


def test_a_bug_is_told_in_the_log_alone(shop: Shop, container: Container, caplog: pytest.LogCaptureFixture) -> None:
    """500 without a detail; the log has the request's name and the whole story."""

    async def broken() -> None:
        raise ZeroDivisionError("secret detail")

    container.faults().slow_down("create", before=broken)
    with caplog.at_level(logging.ERROR):
        answer = shop.post("/checkouts", ARMCHAIR, headers={"X-Request-Id": "shop-1"})

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret detail" not in answer.text
    assert "shop-1" in caplog.text
    assert "secret detail" in caplog.text


def test_a_database_without_an_answer_is_503(shop: Shop, container: Container) -> None:
    """With the time after which to come back."""

    async def gone() -> None:
        raise StoreUnavailable

    container.faults().slow_down("create", before=gone)
    answer = shop.post("/checkouts", ARMCHAIR)

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert answer.headers["retry-after"] == "2"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/checkouts", "GET, OPTIONS, POST"),
        ("/checkouts/co_1", "GET, OPTIONS, PATCH"),
        ("/checkouts/co_1/settle", "OPTIONS, POST"),
        ("/health/live", "GET, OPTIONS"),
    ],
)
def test_every_method_of_an_address_is_told(shop: Shop, path: str, methods: str) -> None:
    """Whichever handler was registered first; to OPTIONS, and to a method that there is not."""
    asked, refused = shop.client.options(path), shop.client.delete(path)

    assert (asked.status_code, asked.headers["allow"]) == (204, methods)
    assert (refused.status_code, set(refused.headers["allow"].split(", "))) == (405, set(methods.split(", ")))
