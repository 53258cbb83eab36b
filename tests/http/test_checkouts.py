"""Opening, showing, listing and changing checkouts over HTTP."""

from datetime import timedelta

import pytest

from entrypoints.container import Container
from tests.http.shop import ARMCHAIR, THANKS, Shop
from tests.support.manual_clock import ManualClock


def test_an_opened_checkout_says_where_it_is(shop: Shop) -> None:
    """201, with its address."""
    answer = shop.post("/checkouts", ARMCHAIR | {"return_url": THANKS, "locale": "fr-BE"})

    assert answer.status_code == 201
    assert answer.headers["location"] == f"/checkouts/{answer.json()['id']}"
    assert answer.json()["status"] == "open"
    assert answer.json()["locale"] == "fr"


def test_the_same_key_opens_one_checkout(shop: Shop) -> None:
    """A replay answers 200 and says that it is one."""
    first = shop.post("/checkouts", ARMCHAIR, headers={"Idempotency-Key": "velvet-1"})
    again = shop.post("/checkouts", ARMCHAIR | {"currency": "eur"}, headers={"Idempotency-Key": "velvet-1"})

    assert "idempotent-replayed" not in first.headers
    assert again.status_code == 200
    assert again.headers["idempotent-replayed"] == "true"
    assert again.json()["id"] == first.json()["id"]


def test_without_a_key_each_call_opens_another(shop: Shop) -> None:
    """And the second names the first as another of its order."""
    first, second = shop.opened(), shop.opened()

    assert second["others"] == [{"id": first["id"], "status": "open"}]


def test_a_key_for_another_request_is_a_conflict(shop: Shop) -> None:
    """409, since the caller means something else."""
    shop.post("/checkouts", ARMCHAIR, headers={"Idempotency-Key": "velvet-1"})
    answer = shop.post("/checkouts", ARMCHAIR | {"amount": 15_990}, headers={"Idempotency-Key": "velvet-1"})

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_conflict")


def test_alma_alone_is_refused_with_every_obstacle(shop: Shop) -> None:
    """422, the figures of each rule, and a sentence in each language."""
    answer = shop.post("/checkouts", ARMCHAIR | {"methods": "alma", "amount": 4_999, "country": "ch"})

    assert (answer.status_code, answer.json()["code"]) == (422, "alma_not_offered")
    assert answer.json()["obstacles"][0] == {
        "code": "amount_below_minimum",
        "minimum": 5_000,
        "missing": 1,
        "message": {
            "en": "Alma is available from €50.00; €0.01 more would do.",
            "fr": "Alma est disponible à partir de 50,00\xa0€\xa0; il manque 0,01\xa0€.",
        },
    }
    assert answer.json()["obstacles"][1]["code"] == "country_not_served"


def test_a_return_address_that_is_not_safe_is_refused(shop: Shop) -> None:
    """400 with a code of its own."""
    answer = shop.post("/checkouts", ARMCHAIR | {"return_url": "http://shop.example/thanks"})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_return_url")
    assert answer.json()["errors"][0]["field"] == "return_url"


def test_no_answer_from_the_provider_is_503_and_the_key_goes_on(shop: Shop, container: Container) -> None:
    """The checkout stays, and the same key finishes it."""
    container.faults().unreachable(calls=1)
    refused = shop.post("/checkouts", ARMCHAIR, headers={"Idempotency-Key": "velvet-1"})
    again = shop.post("/checkouts", ARMCHAIR, headers={"Idempotency-Key": "velvet-1"})

    assert (refused.status_code, refused.json()["code"]) == (503, "provider_unavailable")
    assert int(refused.headers["retry-after"]) > 0
    assert (again.status_code, again.json()["payment"]["gateway"]) == (200, "sandbox")


def test_the_provider_refuses_an_opening(shop: Shop, container: Container) -> None:
    """422 with the provider's own code beside ours."""
    container.faults().refuse("create", "payment_intent_invalid_currency")
    answer = shop.post("/checkouts", ARMCHAIR)

    assert (answer.status_code, answer.json()["code"]) == (422, "provider_refused")
    assert answer.json()["provider_code"] == "payment_intent_invalid_currency"
    assert answer.json()["advice"] == "use_eur"


def test_a_checkout_is_shown_as_it_was_answered(shop: Shop) -> None:
    """Showing is not settling."""
    opened = shop.opened()

    assert shop.seen(opened) == opened


def test_a_checkout_that_is_not_there(shop: Shop) -> None:
    """404, by every verb alike."""
    answer = shop.get("/checkouts/co_nothing")

    assert (answer.status_code, answer.json()["code"]) == (404, "checkout_not_found")


def test_pages_of_the_list_lead_from_one_to_the_next(shop: Shop, clock: ManualClock) -> None:
    """Newest first, with a cursor until there is no more."""
    ids = []
    for _ in range(3):
        ids.append(shop.opened()["id"])
        clock.advance(timedelta(seconds=1))
    first = shop.get("/checkouts?limit=2").json()
    rest = shop.get("/checkouts", params={"limit": 2, "cursor": first["next_cursor"]}).json()

    assert [item["id"] for item in first["items"]] == [ids[2], ids[1]]
    assert [item["id"] for item in rest["items"]] == [ids[0]]
    assert rest["next_cursor"] is None


def test_the_list_knows_status_and_order(shop: Shop) -> None:
    """One status, one order, or both."""
    armchair, sofa = shop.opened(), shop.at_alma(order="GREEN SOFA & CO")
    by_status = shop.get("/checkouts?status=open").json()["items"]
    by_order = shop.get("/checkouts?order=GREEN+SOFA+%26+CO").json()["items"]

    assert [item["id"] for item in by_status] == [armchair["id"]]
    assert [item["id"] for item in by_order] == [sofa["id"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=it", ["SOFA"]),
        ("currency=gbp", ["LAMP"]),
        ("method=alma", ["ARMCHAIR"]),
        ("amount_from=8001", ["ARMCHAIR"]),
        ("amount_from=8000&amount_to=8000&currency=EUR", ["SOFA"]),
        ("opened_from=2026-11-25", ["LAMP", "SOFA"]),
        ("opened_to=2026-11-25", ["SOFA", "ARMCHAIR"]),
        ("opened_from=2026-11-25&opened_to=2026-11-25", ["SOFA"]),
        ("country=FR&status=open", ["LAMP"]),
        ("country=FR&limit=1", ["LAMP"]),
        ("method=klarna", []),
    ],
)
def test_the_list_is_narrowed(shop: Shop, clock: ManualClock, query: str, found: list[str]) -> None:
    """Amounts in minor units, UTC days of which both are included, and all of it together."""
    shop.at_alma(order="ARMCHAIR")
    clock.advance(timedelta(days=1))
    shop.opened(order="SOFA", amount=8_000, country="IT")
    clock.advance(timedelta(days=1))
    shop.opened(order="LAMP", amount=8_000, currency="GBP")
    items = shop.get(f"/checkouts?{query}").json()["items"]

    assert [item["order"] for item in items] == found


@pytest.mark.parametrize(("minutes", "found"), [(59, 0), (60, 1)])
def test_the_list_knows_who_is_overdue(shop: Shop, clock: ManualClock, minutes: int, found: int) -> None:
    """From the sixtieth minute on."""
    shop.at_alma()
    clock.advance(timedelta(minutes=minutes))
    answer = shop.get("/checkouts?overdue=true")

    assert len(answer.json()["items"]) == found


def test_overdue_may_be_said_to_be_false(shop: Shop) -> None:
    """Which is as if it were not said."""
    shop.opened()

    assert len(shop.get("/checkouts?overdue=false").json()["items"]) == 1


def test_an_amount_is_changed_with_its_lines(shop: Shop) -> None:
    """Both at once, since lines sum to the amount."""
    line = {"name": "Armchair", "quantity": 1, "unit_amount": 14_990}
    checkout = shop.opened(lines=[line])
    answer = shop.patch(f"/checkouts/{checkout['id']}", {"amount": 29_980, "lines": [line | {"quantity": 2}]})

    assert (answer.status_code, answer.json()["amount"]) == (200, 29_980)
    assert answer.json()["lines"][0]["quantity"] == 2


def test_an_amount_is_not_changed_at_alma(shop: Shop) -> None:
    """409, with the status that forbids it."""
    checkout = shop.at_alma()
    answer = shop.patch(f"/checkouts/{checkout['id']}", {"amount": 15_990})

    assert (answer.status_code, answer.json()["code"]) == (409, "not_allowed_now")
    assert answer.json()["current_status"] == "awaiting_customer"


def test_an_amount_that_alma_does_not_take_is_refused_where_only_alma_is_wanted(shop: Shop) -> None:
    """422, and nothing changed."""
    checkout = shop.opened(methods="alma")
    answer = shop.patch(f"/checkouts/{checkout['id']}", {"amount": 500_001})

    assert (answer.status_code, answer.json()["obstacles"][0]["excess"]) == (422, 1)
    assert shop.seen(checkout)["amount"] == 14_990
