"""Checkouts are listed, searched, and found by their order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.payment import InProgress, Method
from domain.ports import Checkouts, Position, Search
from tests.contract.checkouts.samples import LATER, added, counted
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_paid_checkout,
    a_processing_checkout,
    an_open_checkout,
    an_opening,
    settled,
)


async def test_the_list_is_newest_first(store: Checkouts) -> None:
    """Checkouts opened at the same moment are told apart by their ids."""
    await added(
        store,
        an_open_checkout("brass-lamp", at=NOON + A_MINUTE),
        an_open_checkout("oak-table", at=NOON),
        an_open_checkout("velvet-armchair", at=NOON),
    )
    page = await store.search(Search())

    assert [it.id for it in page.items] == ["co_brass-lamp", "co_velvet-armchair", "co_oak-table"]
    assert page.next is None


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(status="paid"), {"brass-lamp", "linen-sofa"}),
        (Search(status="processing"), set()),
        (Search(order="2002"), {"oak-table", "linen-sofa"}),
        (Search(status="paid", order="2002"), {"linen-sofa"}),
        (Search(order="\ud800"), set()),
        (Search(overdue_at=NOON + AN_HOUR - timedelta(microseconds=1)), set()),
        (Search(overdue_at=NOON + AN_HOUR), {"oak-table"}),
        (Search(overdue_at=NOON + A_DAY), {"oak-table", "wicker-basket"}),
        (Search(overdue_at=NOON + A_DAY, order="1001"), {"wicker-basket"}),
        (Search(overdue_at=NOON + A_DAY, status="paid"), set()),
    ],
)
async def test_a_search_finds_what_it_asks_for(store: Checkouts, search: Search, expected: set[str]) -> None:
    """One status, one order, awaiting the customer past the deadline, and all of them together."""
    second = an_opening(order="2002")
    await added(
        store,
        an_open_checkout("velvet-armchair"),
        a_paid_checkout("brass-lamp"),
        a_checkout_at_alma("oak-table", opening=second),
        a_checkout_at_alma("wicker-basket", at=NOON + AN_HOUR),
        a_paid_checkout("linen-sofa", opening=second),
    )
    page = await store.search(search)

    assert {it.id.removeprefix("co_") for it in page.items} == expected


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(country="FR"), {"armchair", "lamp", "basket"}),
        (Search(country="IT"), {"table"}),
        (Search(country="LU"), set()),
        (Search(currency="EUR"), {"armchair", "lamp", "table"}),
        (Search(currency="GBP"), {"basket"}),
        (Search(method="alma"), {"lamp", "table"}),
        (Search(method="card"), {"basket"}),
        (Search(method="\ud800"), set()),
        (Search(amount_from=14_990), {"armchair", "lamp"}),
        (Search(amount_from=14_991), set()),
        (Search(amount_to=8_000), {"table", "basket"}),
        (Search(amount_to=7_999), set()),
        (Search(amount_from=8_000, amount_to=8_000), {"table", "basket"}),
        (Search(opened_from=NOON), {"lamp", "table", "basket"}),
        (Search(opened_from=NOON + timedelta(microseconds=1)), {"table", "basket"}),
        (Search(opened_before=NOON + A_DAY), {"armchair", "lamp"}),
        (Search(opened_before=NOON + A_DAY + timedelta(microseconds=1)), {"armchair", "lamp", "table"}),
        (Search(opened_from=NOON, opened_before=NOON + A_DAY), {"lamp"}),
        (Search(country="FR", status="paid"), {"lamp"}),
        (Search(country="FR", order="2002"), {"basket"}),
        (Search(country="IT", overdue_at=NOON + 9 * A_DAY), {"table"}),
        (Search(country="FR", overdue_at=NOON + 9 * A_DAY), set()),
        (Search(country="FR", currency="GBP", method="card", amount_from=1, status="processing"), {"basket"}),
        (Search(country="FR", currency="GBP", method="card", amount_from=1, status="open"), set()),
    ],
)
async def test_a_list_is_narrowed_by_what_the_order_is(store: Checkouts, search: Search, expected: set[str]) -> None:
    """Country, currency, way to pay, amounts and times of opening: both ends of a range, and all of them together."""
    italian = an_opening(amount=8_000, country="IT")
    british = an_opening(order="2002", amount=8_000, currency="GBP")
    by_card = InProgress(Method("pm_basket", "card", NOON + 2 * A_DAY))
    await added(
        store,
        an_open_checkout("armchair", at=NOON - timedelta(microseconds=1)),
        a_paid_checkout("lamp"),
        a_checkout_at_alma("table", opening=italian, at=NOON + A_DAY),
        settled(an_open_checkout("basket", opening=british, at=NOON + 2 * A_DAY), by_card),
    )
    page = await store.search(search)

    assert {it.id.removeprefix("co_") for it in page.items} == expected


async def test_a_list_follows_the_amount_and_the_way_to_pay(store: Checkouts) -> None:
    """Both may change while a checkout lives."""
    await added(store, an_open_checkout())
    dearer = an_opening(amount=20_000)
    await store.update("co_velvet-armchair", lambda _: a_processing_checkout(opening=dearer))

    assert (await store.search(Search(amount_to=14_990))).items == ()
    assert len((await store.search(Search(amount_from=20_000, method="alma"))).items) == 1


async def test_a_search_sees_a_move(store: Checkouts) -> None:
    """What is searched by moves with the checkout."""
    await added(store, a_checkout_at_alma())
    await store.update("co_velvet-armchair", lambda _: a_paid_checkout())

    assert len((await store.search(Search(status="paid"))).items) == 1
    assert (await store.search(Search(overdue_at=NOON + A_DAY))).items == ()


@pytest.mark.parametrize("limit", [1, 2, 5, 7, 8])
async def test_pages_neither_repeat_nor_leave_out(store: Checkouts, limit: int) -> None:
    """Turning the pages shows each once, though others come and are changed meanwhile."""
    names = [f"chair-{n}" for n in range(7)]
    times = [NOON + n // 3 * A_MINUTE for n in range(7)]
    await added(store, *map(lambda name, at: an_open_checkout(name, at=at), names, times))
    page = await store.search(Search(limit=limit))
    seen = [it.id for it in page.items]
    while page.next and len(seen) < len(names):
        await store.update("co_chair-0", counted)
        await added(store, an_open_checkout(f"late-{len(seen)}", at=LATER))
        page = await store.search(Search(limit=limit, after=page.next))
        seen += [it.id for it in page.items]

    assert page.next is None
    assert seen == [f"co_{name}" for name in reversed(names)]


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(country="IT"), [8, 6, 4, 2, 0]),
        (Search(country="IT", status="open"), [8, 6, 4, 2, 0]),
        (Search(opened_from=NOON + A_MINUTE, opened_before=NOON + 2 * A_MINUTE), [5, 4, 3]),
        (Search(amount_from=10_002, amount_to=10_006, country="IT"), [6, 4, 2]),
        (Search(currency="EUR", opened_before=NOON + A_MINUTE, amount_to=10_001), [1, 0]),
    ],
)
async def test_pages_of_what_is_narrowed_neither_repeat_nor_leave_out(
    store: Checkouts, limit: int, search: Search, expected: list[int]
) -> None:
    """Wherever a page ends, also between checkouts that were opened at the same moment, the next one goes on."""
    for n in range(9):
        opening = an_opening(amount=10_000 + n, country="FR" if n % 2 else "IT")
        await added(store, an_open_checkout(f"chair-{n}", opening=opening, at=NOON + n // 3 * A_MINUTE))
    page = await store.search(replace(search, limit=limit))
    seen = [it.id for it in page.items]
    while page.next and len(seen) < 9:
        page = await store.search(replace(search, limit=limit, after=page.next))
        seen += [it.id for it in page.items]

    assert page.next is None
    assert seen == [f"co_chair-{n}" for n in expected]


async def test_a_place_in_the_list_before_the_days_that_are_asked_for_is_their_beginning(store: Checkouts) -> None:
    """A cursor may come from a list that was narrowed otherwise."""
    await added(store, an_open_checkout("lamp"), an_open_checkout("table", at=NOON + A_DAY))
    later, earlier = Position(NOON + 9 * A_DAY, "co_"), Position(NOON, "co_lamp")

    assert len((await store.search(Search(opened_before=NOON + A_DAY, after=later))).items) == 1
    assert (await store.search(Search(opened_before=NOON + A_DAY, after=earlier))).items == ()


async def test_an_order_gives_all_its_checkouts_oldest_first(store: Checkouts) -> None:
    """An order may have several; another order's are not among them."""
    await added(
        store,
        an_open_checkout("brass-lamp", at=LATER),
        a_canceled_checkout("velvet-armchair"),
        an_open_checkout("oak-table", opening=an_opening(order="2002")),
    )
    of_order = await store.of_order("1001")

    assert [it.id for it in of_order] == ["co_velvet-armchair", "co_brass-lamp"]
    assert await store.of_order("9999") == ()


async def test_an_order_gives_them_all_however_many(store: Checkouts) -> None:
    """Few are read in another way than many."""
    names = [f"chair-{number}" for number in range(7)]
    await added(store, *(an_open_checkout(name, at=NOON + number * A_MINUTE) for number, name in enumerate(names)))

    assert [it.id for it in await store.of_order("1001")] == [f"co_{name}" for name in names]
