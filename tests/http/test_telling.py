"""What is told about a checkout, and about an order before there is one."""

from tests.http.shop import Shop


def test_the_timeline_tells_what_happened_oldest_first(shop: Shop) -> None:
    """Each thing once, with who brought it."""
    checkout = shop.paid()
    items = shop.get(f"/checkouts/{checkout['id']}/timeline").json()["items"]

    assert [item["event"] for item in items] == ["opened", "payment_created", "redirected", "paid"]
    assert items[0] == {
        "at": "2026-11-24T12:00:00Z",
        "event": "opened",
        "by": "shop",
        "detail": {"order": "VELVET-ARMCHAIR", "amount": 14_990, "currency": "EUR"},
    }


def test_a_checkout_is_explained_in_words(shop: Shop) -> None:
    """With what an operator can do."""
    answer = shop.get(f"/checkouts/{shop.opened()['id']}/explain").json()

    assert answer["summary"] == "The customer has not chosen a way to pay yet."
    assert answer["operator_can"] == ["pay", "change", "cancel", "settle"]


def test_a_verdict_shows_every_plan(shop: Shop) -> None:
    """In 2, 3 and 4, to the cent."""
    verdict = shop.get("/eligibility?amount=14990&currency=eur&country=fr").json()

    assert (verdict["eligible"], verdict["obstacles"]) == (True, [])
    assert [sum(part["amount"] for part in plan["installments"]) for plan in verdict["plans"]] == [14_990] * 3


def test_a_verdict_names_every_obstacle(shop: Shop) -> None:
    """200, since a no is an answer too; countries are named in the customer's language."""
    verdict = shop.get("/eligibility?amount=500001&currency=EUR&country=CH").json()

    assert verdict["eligible"] is False
    assert verdict["plans"] == []
    assert [obstacle["code"] for obstacle in verdict["obstacles"]] == ["amount_above_maximum", "country_not_served"]
    assert "Pays-Bas, Belgique et Luxembourg" in verdict["obstacles"][1]["message"]["fr"]
