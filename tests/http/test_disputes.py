"""Disputes over HTTP: looked at, and answered with a multipart form (R70)."""

import asyncio
from typing import Any

import msgspec
import pytest
from httpx import Response

from domain.evidence import KINDS
from entrypoints.container import Container
from entrypoints.http import checkout_shape, shapes
from entrypoints.http.evidence import LARGEST_BODY
from tests.http.shop import Shop, View

Files = dict[str, Any] | list[tuple[str, Any]]
"""Parts of a form by their names, as the client takes them."""

PDF = b"%PDF-1.7 149.90 EUR"
RECEIPT = {"receipt": ("receipt.pdf", PDF)}
BOUNDARY = {"Content-Type": "multipart/form-data; boundary=b"}


@pytest.fixture
def disputed(shop: Shop, container: Container) -> View:
    """A paid checkout that is disputed."""
    checkout = shop.paid()
    dispute(container, checkout)
    return shop.settled(checkout)


def dispute(container: Container, checkout: View) -> str:
    """Have the customer's side ask for the money back."""
    return asyncio.run(container.dashboard().dispute(checkout["payment"]["id"], 5_000))


def submitted(shop: Shop, checkout: View, files: Files | None = None, **fields: str) -> Response:
    """Send evidence as a form."""
    said: dict[str, Any] = {name: (None, text) for name, text in fields.items()}
    sent = {**dict(RECEIPT if files is None else files), **said}
    return shop.client.post(f"/checkouts/{checkout['id']}/dispute/evidence", files=sent)


def assert_refused(shop: Shop, checkout: View, answer: Response, field: str) -> None:
    """Hold that a form was refused for one field, and nothing submitted."""
    problem = answer.json()

    assert (answer.status_code, problem["code"]) == (400, "invalid_request")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert shop.seen(checkout)["dispute"]["evidence"] is None


def test_a_dispute_is_shown_with_its_checkout_and_by_itself(shop: Shop, disputed: View) -> None:
    """What is at stake, why, and until when to answer."""
    told = shop.get(f"/checkouts/{disputed['id']}/dispute").json()
    [dispute] = told["items"]

    assert disputed["dispute"] == dispute
    assert (disputed["hold_shipment"], told["hold_shipment"]) == (True, True)
    assert dispute == {
        "id": dispute["id"],
        "status": "open",
        "amount": 5_000,
        "reason": "product_not_received",
        "evidence_due_at": "2026-12-08T12:00:00Z",
        "opened_at": "2026-11-24T12:00:00Z",
        "closed_at": None,
        "evidence": None,
    }


def test_a_checkout_without_a_dispute_shows_none(shop: Shop) -> None:
    """That is an answer; a checkout that is not there has none."""
    assert shop.get(f"/checkouts/{shop.opened()['id']}/dispute").json() == {"items": [], "hold_shipment": False}
    assert shop.get("/checkouts/co_nothing/dispute").json()["code"] == "checkout_not_found"


def test_evidence_is_submitted_by_whoever_sent_it(shop: Shop, disputed: View) -> None:
    """201 with the dispute; the same again is 200 and says so."""
    first = submitted(shop, disputed, text="It was delivered.")
    again = submitted(shop, disputed, text="It was delivered.")
    evidence = {
        "status": "submitted",
        "files": ["receipt"],
        "text": True,
        "at": "2026-11-24T12:00:00Z",
        "by": "shop",
    }

    assert (first.status_code, again.status_code) == (201, 200)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json() == again.json() == shop.seen(disputed)["dispute"]
    assert first.json()["evidence"] == evidence


@pytest.mark.parametrize("files", [{kind: (f"{kind}.pdf", PDF) for kind in KINDS}, {}], ids=["every kind", "none"])
def test_any_kind_of_file_is_taken_or_none(shop: Shop, disputed: View, files: dict[str, Any]) -> None:
    """A text alone is evidence too."""
    answer = submitted(shop, disputed, files, text="Livré le 24 à 10 h.")

    assert answer.json()["evidence"]["files"] == sorted(files)


def test_one_of_two_disputes_is_named(shop: Shop, container: Container, disputed: View) -> None:
    """By its id, in the same form."""
    other = dispute(container, disputed)
    shop.settled(disputed)
    unnamed = submitted(shop, disputed)
    unknown = submitted(shop, disputed, dispute="dp_nobody")
    named = submitted(shop, disputed, dispute=other)
    told = shop.get(f"/checkouts/{disputed['id']}/dispute").json()

    assert (unnamed.json()["code"], unnamed.json()["errors"][0]["field"]) == ("invalid_request", "dispute")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert named.json()["id"] == other
    assert [item["evidence"] is not None for item in told["items"]] == [False, True]


@pytest.mark.parametrize(
    ("files", "field"),
    [
        ({"dispute": (None, "dp_1")}, "evidence"),
        ({"receipt": ("receipt.pdf", b"")}, "receipt"),
        ({"receipt": ("receipt.docx", b"PK")}, "receipt"),
        ({"receipt": ("receipt.pdf", PDF.ljust(4_500_001, b"x"))}, "receipt"),
        ({"receipt": ("x" * 201, PDF)}, "receipt.name"),
        ({"receipt": (None, "a receipt")}, "receipt"),
        ({"invoice": ("invoice.pdf", PDF)}, "invoice"),
        ({**RECEIPT, "colour": (None, "red")}, "colour"),
        ({**RECEIPT, "text": (None, "")}, "text"),
        ({**RECEIPT, "text": (None, "x" * 20_001)}, "text"),
        ({**RECEIPT, "text": (None, "a\x00b")}, "text"),
        ({**RECEIPT, "text": ("text.pdf", PDF)}, "text"),
        ({**RECEIPT, "dispute": ("dispute.pdf", PDF)}, "dispute"),
        ([("receipt", ("one.pdf", PDF)), ("receipt", ("two.pdf", PDF))], "receipt"),
        ([("text", (None, "once")), ("text", (None, "twice"))], "text"),
        ([("text", (None, "x")), ("dispute", (None, "dp_1")), ("dispute", (None, "dp_2"))], "dispute"),
    ],
)
def test_a_form_that_says_something_wrong(shop: Shop, disputed: View, files: Files, field: str) -> None:
    """The field is named, and nothing is submitted."""
    answer = shop.client.post(f"/checkouts/{disputed['id']}/dispute/evidence", files=files)

    assert_refused(shop, disputed, answer, field)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        b"--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf',
        b"--b\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="text"\r\nContent-Type: a/b; charset=odd\r\n\r\nx\r\n--b--\r\n',
        b"%PDF-1.7",
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\r\n' * 2_000,
    ],
)
def test_a_form_that_cannot_be_read(shop: Shop, disputed: View, body: bytes) -> None:
    """It is told from one that can be read and is wrong; never is it our trouble."""
    path = f"/checkouts/{disputed['id']}/dispute/evidence"
    answer = shop.client.post(path, content=body, headers=BOUNDARY)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
    assert shop.seen(disputed)["dispute"]["evidence"] is None


@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "multipart/mixed; boundary=b", "odd"]
)
def test_what_is_no_form_is_of_another_kind(shop: Shop, disputed: View, kind: str) -> None:
    """415."""
    path = f"/checkouts/{disputed['id']}/dispute/evidence"
    answer = shop.client.post(path, content=b"{}", headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_form_without_a_boundary_cannot_be_read(shop: Shop, disputed: View) -> None:
    """400, as for any form that is not whole."""
    path = f"/checkouts/{disputed['id']}/dispute/evidence"
    answer = shop.client.post(path, content=b"--b--", headers={"Content-Type": "multipart/form-data"})

    assert_refused(shop, disputed, answer, "body")


def test_a_form_has_a_limit_of_its_own(shop: Shop, disputed: View) -> None:
    """More than other bodies may have is taken, and more than five megabytes is not."""
    path = f"/checkouts/{disputed['id']}/dispute/evidence"
    large = submitted(shop, disputed, {"receipt": ("receipt.pdf", PDF.ljust(4_500_000, b"x"))})
    too_large = shop.client.post(path, content=b"x" * (LARGEST_BODY + 1), headers=BOUNDARY)

    assert large.status_code == 201
    assert (too_large.status_code, too_large.json()["code"]) == (413, "payload_too_large")


def test_a_name_of_another_system_is_only_the_name(shop: Shop, disputed: View) -> None:
    """Folders stay where they are."""
    name = "\\".join(["C:", *["folder"] * 40, "receipt.pdf"])

    assert submitted(shop, disputed, {"receipt": (name, PDF)}).status_code == 201


@pytest.mark.parametrize(("text", "status"), [("It was delivered.", 409), (None, 200)])
def test_a_second_answer_is_refused_unless_it_is_the_same(
    shop: Shop, disputed: View, text: str | None, status: int
) -> None:
    """With what the first says."""
    submitted(shop, disputed)
    answer = submitted(shop, disputed, text=text) if text else submitted(shop, disputed)

    assert answer.status_code == status
    if text:
        assert answer.json() | {"detail": ""} == {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "detail": "",
            "code": "not_allowed_now",
            "current_status": "paid",
            "advice": None,
            "reason": "evidence_submitted",
        }


def test_without_a_dispute_nothing_is_submitted(shop: Shop) -> None:
    """409, and for a checkout that is not there 404."""
    checkout = shop.paid()
    refused, missing = submitted(shop, checkout), submitted(shop, {"id": "co_nothing"})

    assert (refused.status_code, refused.json()["reason"]) == (409, "no_open_dispute")
    assert (missing.status_code, missing.json()["code"]) == (404, "checkout_not_found")


def test_what_the_provider_refuses_is_unprocessable(shop: Shop, container: Container, disputed: View) -> None:
    """And what it does not answer may come again."""
    container.faults().refuse("submit_evidence", "file_too_long")
    refused = submitted(shop, disputed)
    container.faults().lose_answer("submit_evidence")
    lost = submitted(shop, disputed)
    pending = shop.seen(disputed)["dispute"]["evidence"]
    again = submitted(shop, disputed)

    assert (refused.status_code, refused.json()["provider_code"]) == (422, "file_too_long")
    assert (lost.status_code, lost.json()["code"], "Retry-After" in lost.headers) == (503, "provider_unavailable", True)
    assert pending["status"] == "pending"
    assert (again.status_code, again.json()["evidence"]["status"]) == (200, "submitted")


def test_the_schema_describes_the_form(shop: Shop) -> None:
    """Every kind of file, the text, the dispute, and how large all of it may be."""
    call = shop.get("/schema").json()["paths"]["/checkouts/{checkout_id}/dispute/evidence"]["post"]
    [(kind, form)] = call["requestBody"]["content"].items()
    properties = form["schema"]["properties"]

    assert kind == "multipart/form-data"
    assert set(properties) == {*KINDS, "text", "dispute"}
    assert properties["receipt"]["format"] == "binary"
    assert form["schema"]["additionalProperties"] is False
    assert "at most 5.0 MB" in call["requestBody"]["description"]
    assert call["responses"]["413"]["description"] == "The form is larger than 5.0 MB."
    assert {int(status) for status in call["responses"]} == {
        *(200, 201, 400, 401, 404, 408, 409, 413, 415, 422, 429, 502, 503)
    }


def test_disputes_have_the_shape_that_is_described(shop: Shop, disputed: View) -> None:
    """One, and all."""
    one = submitted(shop, disputed).json()
    every = shop.get(f"/checkouts/{disputed['id']}/dispute").json()

    assert msgspec.convert(one, type=checkout_shape.DisputeShape).status == "open"
    assert msgspec.convert(every, type=shapes.DisputesShape).hold_shipment


def test_nobody_acts_for_the_provider_over_http(shop: Shop, disputed: View) -> None:
    """Only the customer's page acts on the sandbox; the dashboard is the provider's own."""
    payment = disputed["payment"]["id"]

    for path in (f"/sandbox/dispute/{payment}", f"/sandbox/alma/{payment}/dispute", "/sandbox/dashboard"):
        assert shop.post(path, {}).status_code == 404
