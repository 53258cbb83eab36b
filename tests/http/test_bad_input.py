"""Whatever is sent: it is refused with a 4xx that names the field, and nothing is opened."""

import json
from typing import Any

import pytest
from httpx import Response

from tests.http.shop import ARMCHAIR, Shop

LINE = {"name": "Armchair", "quantity": 1, "unit_amount": 14_990}
JSON = {"Content-Type": "application/json"}


def lined(**wrong: Any) -> dict[str, Any]:
    """Give an order with a second line that is wrong."""
    return ARMCHAIR | {"lines": [LINE, LINE | wrong]}


def assert_refused(shop: Shop, answer: Response, field: str) -> None:
    """Hold that a request was refused for one field, and nothing done."""
    problem = answer.json()

    assert (answer.status_code, problem["code"]) == (400, "invalid_request")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert answer.headers["content-type"] == "application/problem+json"
    assert shop.get("/checkouts").json()["items"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({name: value for name, value in ARMCHAIR.items() if name != "order"}, "order"),
        ({name: value for name, value in ARMCHAIR.items() if name != "amount"}, "amount"),
        (ARMCHAIR | {"amount": 0}, "amount"),
        (ARMCHAIR | {"amount": -1}, "amount"),
        (ARMCHAIR | {"amount": 100_000_000}, "amount"),
        (ARMCHAIR | {"amount": 10**300}, "amount"),
        (ARMCHAIR | {"amount": "14990"}, "amount"),
        (ARMCHAIR | {"amount": 149.9}, "amount"),
        (ARMCHAIR | {"amount": 14990.0}, "amount"),
        (ARMCHAIR | {"amount": True}, "amount"),
        (ARMCHAIR | {"amount": None}, "amount"),
        (ARMCHAIR | {"amount": [14_990]}, "amount"),
        (ARMCHAIR | {"currency": "EURO"}, "currency"),
        (ARMCHAIR | {"currency": "XYZ"}, "currency"),
        (ARMCHAIR | {"currency": "ISK"}, "currency"),
        (ARMCHAIR | {"currency": "ﬁm"}, "currency"),
        (ARMCHAIR | {"currency": 978}, "currency"),
        (ARMCHAIR | {"country": "FRA"}, "country"),
        (ARMCHAIR | {"country": "ＦＲ"}, "country"),
        (ARMCHAIR | {"country": ""}, "country"),
        (ARMCHAIR | {"order": ""}, "order"),
        (ARMCHAIR | {"order": " "}, "order"),
        (ARMCHAIR | {"order": "x" * 201}, "order"),
        (ARMCHAIR | {"order": "a\x00b"}, "order"),
        (ARMCHAIR | {"order": "a\nb"}, "order"),
        (ARMCHAIR | {"order": "a\u202eb"}, "order"),
        (ARMCHAIR | {"order": 1001}, "order"),
        (ARMCHAIR | {"methods": "card"}, "methods"),
        (ARMCHAIR | {"capture": "later"}, "capture"),
        (ARMCHAIR | {"capture": None}, "capture"),
        (ARMCHAIR | {"locale": "x" * 36}, "locale"),
        (ARMCHAIR | {"locale": 1}, "locale"),
        (ARMCHAIR | {"return_url": {}}, "return_url"),
        (ARMCHAIR | {"discount": 1}, "discount"),
        (ARMCHAIR | {"Amount": 1}, "Amount"),
        (ARMCHAIR | {"lines": "none"}, "lines"),
        (ARMCHAIR | {"lines": {"0": LINE}}, "lines"),
        (ARMCHAIR | {"lines": [LINE] * 2}, "lines"),
        (ARMCHAIR | {"lines": [LINE] * 101}, "lines"),
        (ARMCHAIR | {"lines": [None]}, "lines[0]"),
        (lined(quantity="1"), "lines[1].quantity"),
        (lined(quantity=1.5), "lines[1].quantity"),
        (lined(quantity=True), "lines[1].quantity"),
        (lined(quantity=0), "lines[1].quantity"),
        (lined(quantity=10_000), "lines[1].quantity"),
        (lined(unit_amount=10**30), "lines[1].unit_amount"),
        (lined(name=""), "lines[1].name"),
        (lined(name="a\u2066b"), "lines[1].name"),
        (lined(colour="green"), "lines[1].colour"),
        (ARMCHAIR | {"lines": [{"name": "Armchair", "quantity": 1}]}, "lines[0].unit_amount"),
        ([], "body"),
        ("order", "body"),
        (None, "body"),
        (14_990, "body"),
    ],
)
def test_an_opening_that_says_something_wrong(shop: Shop, body: object, field: str) -> None:
    """The field is named as it stands in the body."""
    answer = shop.client.post("/checkouts", content=json.dumps(body), headers=JSON)

    assert_refused(shop, answer, field)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b"{", "body"),
        (json.dumps(ARMCHAIR).encode() + b" x", "body"),
        (b"order=1001&amount=14990", "body"),
        (b'{"order": NaN}', "body"),
        (b'{"order": "\xff"}', "body"),
        (b'{"order": "\xed\xa0\x80"}', "body"),
        (b'{"order": "\\ud800"}', "body"),
        (b'{"order": "\\udc00 x"}', "body"),
        (b'{"order": "\x00"}', "body"),
        (b"\x00", "body"),
        (b"\xff\xfe{\x00}\x00", "body"),
        (b"\xef\xbb\xbf{}", "body"),
        (b"[" * 60_000, "body"),
        (b'{"lines":' * 6_000, "lines"),
        (b'{"lines": [' + b"[" * 60_000, "lines[0]"),
        (b'{"amount": ' + b"9" * 60_000 + b"}", "amount"),
        (b'{"amount": 1e999}', "amount"),
    ],
)
def test_a_body_that_cannot_be_read(shop: Shop, body: bytes, field: str) -> None:
    """It is told from one that can be read and is wrong."""
    answer = shop.client.post("/checkouts", content=body, headers=JSON)

    assert_refused(shop, answer, field)


@pytest.mark.parametrize("key", [b"", b"x" * 256, b"caf\xe9", b"a\tb", "clé".encode()])
def test_an_idempotency_key_that_names_nothing(shop: Shop, key: bytes) -> None:
    """Empty, too long, or not printable ASCII."""
    answer = shop.client.post("/checkouts", json=ARMCHAIR, headers=[(b"Idempotency-Key", key)])

    assert_refused(shop, answer, "Idempotency-Key")


def test_an_idempotency_key_as_long_as_may_be(shop: Shop) -> None:
    """255 characters, spaces among them."""
    answer = shop.post("/checkouts", ARMCHAIR, headers={"Idempotency-Key": "a " + "x" * 253})

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=", "limit"),
        ("limit=+5", "limit"),
        ("limit=٥", "limit"),
        ("limit=1e1", "limit"),
        ("limit=5&limit=6", "limit"),
        ("status=expired", "status"),
        ("status=", "status"),
        ("status=open&status=paid", "status"),
        ("order=", "order"),
        ("order=%00", "order"),
        ("order=" + "x" * 201, "order"),
        ("overdue=1", "overdue"),
        ("overdue=True", "overdue"),
        ("cursor=", "cursor"),
        ("cursor=nonsense", "cursor"),
        ("cursor=" + "A" * 5_000, "cursor"),
        ("cursor=MjAyNi0xMS0yNCBjb18x", "cursor"),
        ("cursor=MDAwMS0wMS0wMVQwMDowMDowMCswOTowMCBjb18x", "cursor"),
        ("cursor=MjAyNi0xMS0yNFQxMjowMDowMCswMDowMCBjb18A", "cursor"),
        ("cursor=%C3%A9", "cursor"),
        ("country=FRA", "country"),
        ("country=", "country"),
        ("currency=EURO", "currency"),
        ("method=Alma", "method"),
        ("method=", "method"),
        ("amount_from=149.90", "amount_from"),
        ("amount_from=0", "amount_from"),
        ("amount_from=-1", "amount_from"),
        ("amount_to=99999999999999999999999", "amount_to"),
        ("amount_to=100000000", "amount_to"),
        ("amount_to=", "amount_to"),
        ("amount_from=2&amount_to=1", "amount_to"),
        ("opened_from=2026-11-24T12:00:00Z", "opened_from"),
        ("opened_from=2026-W48-2", "opened_from"),
        ("opened_from=20261124", "opened_from"),
        ("opened_from=0000-01-01", "opened_from"),
        ("opened_to=2026-02-30", "opened_to"),
        ("opened_to=%D9%A2026-11-24", "opened_to"),
        ("opened_from=2026-11-24&opened_to=2026-11-23", "opened_to"),
        ("country=FR&country=IT", "country"),
        ("page=2", "page"),
        ("Status=open", "Status"),
        ("status=%ff", "query"),
        ("status=%ED%A0%80", "query"),
        ("status=%zz", "query"),
        ("status=open%", "query"),
    ],
)
def test_a_list_that_is_asked_for_wrongly(shop: Shop, query: str, field: str) -> None:
    """Each parameter is held to what it may be, and others are not passed over."""
    answer = shop.client.get(f"/checkouts?{query}")

    assert_refused(shop, answer, field)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("format=xls", "format"),
        ("format=", "format"),
        ("limit=5", "limit"),
        ("cursor=x", "cursor"),
        ("status=expired", "status"),
        ("amount_from=149.90", "amount_from"),
        ("opened_to=2026-02-30", "opened_to"),
        ("overdue=1", "overdue"),
    ],
)
def test_an_export_that_is_asked_for_wrongly(shop: Shop, query: str, field: str) -> None:
    """It has no pages, and otherwise what narrows the list narrows it."""
    answer = shop.client.get(f"/checkouts/export?{query}")

    assert_refused(shop, answer, field)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("currency=EUR&country=FR", "amount"),
        ("amount=149.90&currency=EUR&country=FR", "amount"),
        ("amount=-1&currency=EUR&country=FR", "amount"),
        ("amount=99999999999999999999999&currency=EUR&country=FR", "amount"),
        ("amount=0&currency=EUR&country=FR", "amount"),
        ("amount=14990&country=FR", "currency"),
        ("amount=14990&currency=EURO&country=FR", "currency"),
        ("amount=14990&currency=EUR", "country"),
        ("amount=14990&currency=EUR&country=F", "country"),
        ("amount=14990&currency=EUR&country=FR&order=1", "order"),
    ],
)
def test_a_verdict_that_is_asked_for_wrongly(shop: Shop, query: str, field: str) -> None:
    """Amount, currency and country are needed, and nothing else is known."""
    answer = shop.client.get(f"/eligibility?{query}")

    assert_refused(shop, answer, field)


@pytest.mark.parametrize(
    ("call", "body", "field"),
    [
        ("alma", {"return_url": 1}, "return_url"),
        ("alma", {"url": "https://shop.example"}, "url"),
        ("capture", {"amount": 0}, "amount"),
        ("capture", {"amount": "all"}, "amount"),
        ("cancel", {"reason": None}, "reason"),
        ("cancel", {"why": "duplicate"}, "why"),
        ("refunds", {"amount": 1.5}, "amount"),
        ("refunds", {"amount": 10**40}, "amount"),
        ("refunds", {"reason": "bored"}, "reason"),
        ("review", {}, "decision"),
        ("review", {"decision": True}, "decision"),
    ],
)
def test_a_deed_that_is_asked_for_wrongly(shop: Shop, call: str, body: dict[str, Any], field: str) -> None:
    """Nothing is done to the checkout."""
    checkout = shop.opened()
    answer = shop.post(f"/checkouts/{checkout['id']}/{call}", body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
    assert answer.json()["errors"][0]["field"] == field
    assert shop.seen(checkout) == checkout


def test_a_body_of_more_than_64_kilobytes(shop: Shop) -> None:
    """413, whatever it says."""
    answer = shop.client.post("/checkouts", content=b" " * 65_537, headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")


def test_a_body_of_64_kilobytes_is_read(shop: Shop) -> None:
    """The limit itself is allowed."""
    answer = shop.client.post("/checkouts", content=json.dumps(ARMCHAIR).ljust(65_536), headers=JSON)

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "application/xml", "application/json; charset=latin-1", "json"],
)
def test_a_body_that_is_said_to_be_something_else(shop: Shop, kind: str) -> None:
    """415, however it reads."""
    answer = shop.client.post("/checkouts", content=json.dumps(ARMCHAIR), headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("kind", ["application/json", 'Application/JSON; charset="UTF-8"', None])
def test_a_body_that_is_said_to_be_json_or_nothing(shop: Shop, kind: str | None) -> None:
    """However it is written, and where nothing is said."""
    headers = {"Content-Type": kind} if kind else {}
    answer = shop.client.post("/checkouts", content=json.dumps(ARMCHAIR), headers=headers)

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/schema/nothing",
        "/checkouts/co_1/nothing",
        "/sandbox",
        "/static/a/page.html",
        "/pay",
        "/%00",
        "/checkouts/co_1/",
    ],
)
def test_an_address_that_there_is_not(shop: Shop, path: str) -> None:
    """404, as a problem like any other."""
    answer = shop.client.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] in {"not_found", "checkout_not_found"}


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/checkouts"), ("PUT", "/checkouts/co_1"), ("POST", "/eligibility")]
)
def test_a_method_that_an_address_does_not_know(shop: Shop, method: str, path: str) -> None:
    """405, with those that it knows."""
    answer = shop.client.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]
