"""What needs a person, and what was missed, over HTTP."""

import pytest

from tests.http.shop import Shop


def test_nothing_to_do_is_an_empty_list(shop: Shop) -> None:
    """A paid checkout needs nobody."""
    shop.paid()

    assert shop.get("/due").json() == {"items": [], "overdue": 0}


def test_an_order_that_was_paid_twice_is_done_by_saying_so(shop: Shop) -> None:
    """The name of the key stands beside it; said again, the first word stays."""
    both = {shop.paid()["id"], shop.paid()["id"]}
    [item] = shop.get("/due").json()["items"]
    path = f"/due/{item['task']}/done"
    first, again = shop.post(path, {"note": "two chairs"}), shop.post(path, {"note": "no"})

    assert item["kind"] == "paid_twice"
    assert item["subject"] in both
    assert first.json() == {"task": item["task"], "by": "shop", "at": "2026-11-24T12:00:00Z", "note": "two chairs"}
    assert again.json() == first.json()
    assert shop.get("/due").json()["items"] == []


def test_a_note_may_be_left_out(shop: Shop) -> None:
    """A body as well."""
    shop.paid()
    shop.paid()
    [item] = shop.get("/due").json()["items"]

    assert shop.post(f"/due/{item['task']}/done").json()["note"] is None


@pytest.mark.parametrize("task", ["co_nobody.review", "x", "co_nobody", "%00", "pi_nobody.orphan"])
def test_an_unknown_task_is_not_found(shop: Shop, task: str) -> None:
    """Whatever its form."""
    answer = shop.post(f"/due/{task}/done")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_looking_for_what_was_missed_takes_it_in(shop: Shop) -> None:
    """Once; the second time nothing changes."""
    checkout = shop.at_alma()
    shop.decided(checkout, "approve")
    first, second = shop.post("/reconcile", {"since": "12h"}).json(), shop.post("/reconcile").json()

    assert first == {"checked": 1, "changed": [checkout["id"]], "orphans": [], "others": 0, "failed": []}
    assert second["changed"] == []
    assert shop.seen(checkout)["status"] == "paid"


def test_a_span_that_is_none_names_the_field(shop: Shop) -> None:
    """400."""
    answer = shop.post("/reconcile", {"since": "a week"})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "since")


@pytest.mark.parametrize("payment", ["pi_nobody", "%00"])
def test_an_unknown_orphan_is_not_found(shop: Shop, payment: str) -> None:
    """It can neither be seen nor given back."""
    assert shop.get(f"/orphans/{payment}").status_code == 404
    assert shop.post(f"/orphans/{payment}/refund").status_code == 404
