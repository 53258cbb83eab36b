"""An export holds a page at a time, however many checkouts there are, and says of each what it says of one (R92)."""

import csv
import json
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import replace
from io import StringIO

import pytest

from domain.checkout import Checkout
from domain.disputes import Dispute
from domain.failure import Failure
from domain.ports import Search
from domain.states import Open
from domain.use_cases.export_checkouts import PAGE, ExportCheckouts
from entrypoints.exports import EXPORTS
from entrypoints.settings import Settings
from entrypoints.view import CheckoutView
from tests.support import checkouts
from tests.support.checkouts import NOON, an_open_checkout, an_opening
from tests.support.manual_clock import ManualClock
from tests.support.many_checkouts import ManyCheckouts

SETTINGS = Settings({"ALMA_CHECKOUT_DATABASE_URL": "memory://"})
VIEW = CheckoutView(SETTINGS.terms, SETTINGS.addresses, ManualClock())


async def chunks(store: ManyCheckouts, form: str) -> AsyncIterator[bytes]:
    """Write page by page, as both ways in do."""
    async for page in ExportCheckouts(store)(Search()):
        yield EXPORTS[form].page(VIEW, page)


async def most_room(size: int, form: str) -> int:
    """Give how many bytes an export of so many holds at most."""
    rows = 0
    tracemalloc.start()
    try:
        async for chunk in chunks(ManyCheckouts(size=size), form):
            rows += chunk.count(b"\n")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        assert rows == size


def told(checkout: Checkout) -> dict[str, str]:
    """Give the cells of a checkout's row, by their columns."""
    text = (EXPORTS["csv"].head + EXPORTS["csv"].page(VIEW, [checkout])).decode()
    [row] = csv.DictReader(StringIO(text))
    return row


@pytest.mark.parametrize(("form", "size"), [("csv", 2_000), ("jsonl", 200)])
async def test_ten_times_as_many_checkouts_take_no_more_room(form: str, size: int) -> None:
    """What is held of 20,000 is what is held of 2,000."""
    few, many = await most_room(size, form), await most_room(10 * size, form)

    assert many < 1.5 * few


async def test_a_page_is_asked_for_only_once_the_one_before_was_taken() -> None:
    """A reader that is slow holds nothing up but itself."""
    store = ManyCheckouts(size=3 * PAGE)
    written = chunks(store, "csv")
    await anext(written)
    asked = len(store.asked)
    await anext(written)

    assert (asked, len(store.asked)) == (1, 2)


async def test_nothing_is_an_empty_page() -> None:
    """There is a first page in any case, so that what goes wrong with it is told before anything is written."""
    assert [page async for page in ExportCheckouts(ManyCheckouts(size=0))(Search())] == [()]


def test_a_row_tells_what_there_is_of_a_paid_checkout() -> None:
    """Minor units and decimal text, times in UTC, and what Alma says of its plan."""
    assert told(checkouts.a_paid_checkout()) == {
        "id": "co_velvet-armchair",
        "order": "1001",
        "status": "paid",
        "amount": "14990",
        "decimal_amount": "149.90",
        "currency": "EUR",
        "country": "FR",
        "methods": "automatic",
        "capture": "automatic",
        "created_at": "2026-11-24T12:00:00Z",
        "updated_at": "2026-11-24T12:02:00Z",
        "attempt_method": "alma",
        "failure_reason": "",
        "failure_code": "",
        "captured": "14990",
        "refunded": "0",
        "refundable": "14990",
        "installment_count": "3",
        "transaction_id": "alma_velvet-armchair",
        "payment_gateway": "sandbox",
        "payment_id": "pi_velvet-armchair",
        "cancellation_reason": "",
        "dispute_status": "",
        "review_reason": "",
    }


@pytest.mark.parametrize(
    ("checkout", "cells"),
    [
        (checkouts.a_new_checkout(), {"payment_id": "", "attempt_method": ""}),
        (
            checkouts.a_declined_checkout(),
            {"failure_reason": "declined", "failure_code": "payment_intent_payment_attempt_failed"},
        ),
        (checkouts.a_canceled_checkout(), {"cancellation_reason": "requested_by_customer"}),
        (checkouts.a_checkout_in_review(), {"review_reason": "amount_differs", "captured": "0"}),
        (
            replace(checkouts.a_paid_checkout(), disputes=(Dispute("du_1", "open", 14_990, NOON, NOON),)),
            {"dispute_status": "open", "refundable": "0"},
        ),
        (
            an_open_checkout(opening=an_opening(currency="JPY")),
            {"amount": "14990", "decimal_amount": "14990", "currency": "JPY"},
        ),
    ],
)
def test_a_row_tells_what_became_of_a_checkout(checkout: Checkout, cells: dict[str, str]) -> None:
    """Failures, cancellations, reviews and disputes by their codes; what is absent is an empty cell."""
    assert told(checkout).items() >= cells.items()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("https://elsewhere.example")', '\'=HYPERLINK("https://elsewhere.example")'),
        ("+33", "'+33"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("1=1", "1=1"),
        ("'=1", "'=1"),
        ('a "chair", green; 椅子', 'a "chair", green; 椅子'),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """What a spreadsheet would calculate has an apostrophe in front, and everything else is as it was."""
    failure = Failure("declined", text, None, None, "try_again", NOON)

    assert told(replace(an_open_checkout(), state=Open(failure)))["failure_code"] == cell


def test_a_line_is_the_checkout_as_it_is_shown() -> None:
    """One JSON object in a line, with the plan that was chosen."""
    paid = checkouts.a_paid_checkout()
    [line] = EXPORTS["jsonl"].page(VIEW, [paid]).decode().splitlines()

    assert json.loads(line) == VIEW(paid)
    assert json.loads(line)["payment"] == {
        "gateway": "sandbox",
        "id": "pi_velvet-armchair",
        "installment_count": 3,
        "transaction_id": "alma_velvet-armchair",
    }


@pytest.mark.parametrize("form", EXPORTS)
def test_the_address_that_a_customer_was_sent_to_is_not_exported(form: str) -> None:
    """It is the customer's, and so is all that comes after it (R92)."""
    sent = checkouts.a_checkout_at_alma()
    address = VIEW(sent)["attempt"]["redirect_url"]
    written = EXPORTS[form].head + EXPORTS[form].page(VIEW, [sent])

    assert address
    assert address.encode() not in written
    assert b"alma.example" not in written
