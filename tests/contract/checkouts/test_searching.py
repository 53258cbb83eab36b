"""Checkouts are listed, searched, and found by their order."""

from datetime import timedelta

import pytest

from domain.ports import Checkouts, Search
from tests.contract.checkouts.samples import LATER, added, counted
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_paid_checkout,
    an_open_checkout,
    an_opening,
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
