"""The first page of the sandbox."""

import pytest
from litestar.testing import TestClient

from entrypoints.http.welcome import SAMPLES
from tests.http.shop import Shop, an_app
from tests.support.manual_clock import ManualClock


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_a_press_opens_a_sample_and_goes_to_its_page(shop: Shop, sample: object) -> None:
    """Each of an order of its own."""
    name, total = sample.name, sample.total.amount  # type: ignore[attr-defined]
    first, second = (shop.post("/", data={"sample": name}).headers["location"] for _ in range(2))
    page = shop.get(first)
    opened = shop.get("/checkouts").json()["items"]

    assert first != second
    assert page.status_code == 200
    assert [checkout["amount"] for checkout in opened] == [total, total]
    assert len({checkout["order"] for checkout in opened}) == 2


def test_samples_speak_the_browser_s_language(shop: Shop) -> None:
    """The page, the order and its checkout."""
    language = {"Accept-Language": "fr"}
    page = shop.get("/", headers=language).text
    shop.post("/", data={"sample": "armchair"}, headers=language)
    [opened] = shop.get("/checkouts").json()["items"]

    assert "Un fauteuil et deux coussins" in page
    assert (opened["locale"], opened["lines"][0]["name"]) == ("fr", "Fauteuil en velours")


@pytest.mark.parametrize("form", [{}, {"sample": "house"}, {"sample": ["cup", "lamp"]}])
def test_a_sample_that_there_is_not_is_refused(shop: Shop, form: dict[str, object]) -> None:
    """400, and nothing is opened."""
    answer = shop.post("/", data=form)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "sample")
    assert shop.get("/checkouts").json()["items"] == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_sandbox_that_others_reach_has_no_samples(clock: ManualClock, method: str) -> None:
    """Anybody could fill it."""
    with TestClient(an_app(clock, gateway="sandbox", api_keys="velvet", public_url="https://try.example")) as client:
        answer = client.request(method, "/")

    assert answer.status_code == 404
