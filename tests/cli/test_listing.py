"""What an operator reads of many checkouts: list, and what narrows it."""

from datetime import timedelta

import pytest

from tests.cli.conftest import Desk
from tests.support import checkouts
from tests.support.checkouts import NOON


def test_the_list_has_a_line_for_each_checkout(desk: Desk) -> None:
    """Newest first, the amounts at their right side."""
    desk.keep(checkouts.a_paid_checkout("velvet-armchair"))
    desk.keep(checkouts.an_open_checkout("oak-table", at=NOON + timedelta(hours=1)))

    assert desk.type("list").stdout.splitlines() == [
        "id                  order  status      amount  opened (UTC)",
        "co_oak-table        1001   open    149.90 EUR  11-24 13:00",
        "co_velvet-armchair  1001   paid    149.90 EUR  11-24 12:00",
    ]


def test_the_list_goes_on_where_the_page_before_ended(desk: Desk) -> None:
    """The cursor is on standard error, so that the table stays a table."""
    for hour, name in enumerate(["velvet-armchair", "oak-table", "brass-lamp"]):
        desk.keep(checkouts.an_open_checkout(name, at=NOON + timedelta(hours=hour)))
    first = desk.type("list", "--limit", "2")
    cursor = first.stderr.strip().rpartition(" ")[2]
    second = desk.type("list", "--limit", "2", "--cursor", cursor)

    assert "There are more: --cursor" in first.stderr
    assert "co_velvet-armchair" in second.stdout
    assert second.stderr == ""


def test_the_list_as_json_has_items_and_a_cursor(desk: Desk) -> None:
    """The same shape as over HTTP."""
    desk.keep(checkouts.an_open_checkout("oak-table"))
    desk.keep(checkouts.an_open_checkout("velvet-armchair"))
    page = desk.read("list", "--limit", "1")
    rest = desk.read("list", "--cursor", page["next_cursor"])

    assert [item["id"] for item in page["items"]] == ["co_velvet-armchair"]
    assert [item["id"] for item in rest["items"]] == ["co_oak-table"]
    assert rest["next_cursor"] is None


def test_the_list_is_narrowed_by_status_order_and_deadline(desk: Desk) -> None:
    """Each option narrows what is shown."""
    desk.keep(checkouts.a_paid_checkout("velvet-armchair"))
    desk.keep(checkouts.a_checkout_at_alma("oak-table", opening=checkouts.an_opening(order="1002")))
    before = desk.read("list", "--overdue")["items"]
    desk.clock.advance(timedelta(hours=1))

    assert before == []
    assert [item["id"] for item in desk.read("list", "--overdue")["items"]] == ["co_oak-table"]
    assert [item["id"] for item in desk.read("list", "--status", "paid")["items"]] == ["co_velvet-armchair"]
    assert [item["id"] for item in desk.read("list", "--order", "1002")["items"]] == ["co_oak-table"]


def test_an_empty_list_says_so_beside_the_table(desk: Desk) -> None:
    """Nothing is printed that a program could take for a checkout."""
    result = desk.type("list")

    assert (result.stdout, result.stderr) == ("", "There are none.\n")


def test_a_long_order_reference_is_shortened_in_the_list(desk: Desk) -> None:
    """The table stays readable; `show` has it whole."""
    desk.keep(
        checkouts.an_open_checkout(opening=checkouts.an_opening(order="armchairs-for-the-lobby-of-the-grand-hotel"))
    )

    assert "armchairs-for-the-l…  open" in desk.type("list").stdout


def test_the_list_fits_80_columns_at_its_widest(desk: Desk) -> None:
    """An id is whole, the longest status and the largest amount too; the order's name has what room is left."""
    opening = checkouts.an_opening(order="armchairs-for-the-lobby-of-the-grand-hotel", amount=99_999_999)
    desk.keep(checkouts.a_checkout_at_alma("0123456789abcdefghijkl", opening=opening))
    widest = desk.type("list").stdout.splitlines()[1]

    assert widest == "co_0123456789abcdefghijkl  armc…  awaiting_customer  999999.99 EUR  11-24 12:00"
    assert len(widest) <= 80


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--country", "it"], ["table"]),
        (["--currency", "gbp"], ["basket"]),
        (["--method", "alma"], ["table", "lamp"]),
        (["--amount-from", "80.01"], ["lamp"]),
        (["--amount-to", "80"], ["table"]),
        (["--amount-to", "80", "--currency", "GBP"], ["basket"]),
        (["--amount-from", "80.00", "--amount-to", "149.89", "--currency", "EUR"], ["table"]),
        (["--amount-from", "8000", "--currency", "JPY"], []),
        (["--opened-from", "2026-11-25"], ["basket", "table"]),
        (["--opened-to", "2026-11-25"], ["table", "lamp"]),
        (["--opened-from", "2026-11-25", "--opened-to", "2026-11-25"], ["table"]),
        (["--opened-to", "9999-12-31"], ["basket", "table", "lamp"]),
        (["--country", "FR", "--method", "alma", "--status", "paid"], ["lamp"]),
    ],
)
def test_the_list_is_narrowed_by_what_the_order_is(desk: Desk, options: list[str], found: list[str]) -> None:
    """Days are UTC days, both included; amounts are of one currency, EUR where none is said."""
    italian = checkouts.an_opening(order="1002", amount=8_000, country="IT")
    british = checkouts.an_opening(order="1003", amount=8_000, currency="GBP")
    desk.keep(checkouts.a_paid_checkout("lamp"))
    desk.keep(checkouts.a_checkout_at_alma("table", opening=italian, at=NOON + timedelta(days=1)))
    desk.keep(checkouts.an_open_checkout("basket", opening=british, at=NOON + timedelta(days=2)))

    assert [item["id"] for item in desk.read("list", *options)["items"]] == [f"co_{name}" for name in found]


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (["--country", "FRA"], "country"),
        (["--currency", "EURO"], "currency"),
        (["--method", "Alma Pay"], "method"),
        (["--opened-from", "24.11.2026"], "opened_from"),
        (["--opened-from", "20261124"], "opened_from"),
        (["--opened-to", "2026-11-31"], "opened_to"),
        (["--opened-from", "2026-11-25", "--opened-to", "2026-11-24"], "opened_to"),
        (["--amount-from", "-1"], "amount_from"),
        (["--amount-from", "50.001"], "amount_from"),
        (["--amount-from", "50.00", "--currency", "JPY"], "amount_from"),
        (["--amount-to", "0"], "amount_to"),
        (["--amount-to", "1000000"], "amount_to"),
        (["--amount-from", "50", "--amount-to", "49.99"], "amount_to"),
    ],
)
def test_what_narrows_a_list_to_nothing_that_could_be_is_refused(desk: Desk, options: list[str], field: str) -> None:
    """The field is named, and why; an export is told the same."""
    listed, exported = desk.type("list", *options), desk.type("export", *options)

    assert (listed.exit_code, exported.exit_code) == (2, 2)
    assert listed.stderr.startswith(f"invalid_request: {field}: ")
    assert exported.stderr == listed.stderr
    assert (listed.stdout, exported.stdout) == ("", "")


@pytest.mark.parametrize(
    "options", [["--status", "sleeping"], ["--cursor", "x"], ["--limit", "0"], ["--limit", "101"], ["--order", ""]]
)
def test_a_list_that_cannot_be_asked_for_is_wrong_usage(desk: Desk, options: list[str]) -> None:
    """An unknown status, a made-up cursor, too many at once."""
    result = desk.type("list", *options)

    assert result.exit_code == 2
    assert result.stdout == ""
