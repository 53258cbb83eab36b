"""A person says that a task is done, and the first word on it stays (R60, R85)."""

from dataclasses import replace

import pytest

from domain.errors import InvalidRequest, NotAllowedNow, NotFound
from domain.orphans import Done, Orphan
from domain.outgoing import Delivery, announced
from domain.refunds import Refund
from domain.timeline import Entry
from tests.races.conftest import Shop, events
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    NOON,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_paid_checkout,
    an_opening,
)
from tests.unit.shop_in_memory import Meanwhile, a_shop

FAILED = Refund(id="re_1", amount=3_000, status="failed", created_at=NOON, by="ada", provider_id="pr_1")
TASK = "co_velvet-armchair.refund_failed.1"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def failed(shop: Shop, *, count: int = 1) -> None:
    """Have refunds that failed."""
    refunds = tuple(replace(FAILED, id=f"re_{number}", amount=4_000 - number) for number in range(1, count + 1))
    told = Entry(NOON, "refund_failed", "webhook", {"refund": "re_1", "task": TASK})
    checkout = replace(a_paid_checkout().changed(NOON, told), refunds=refunds)
    await shop.container.checkouts().add(checkout, None, at=NOON)


async def test_the_first_word_on_a_task_stays(shop: Shop) -> None:
    """With its note; and the task is not listed any more."""
    await failed(shop)
    finish = shop.container.finish_task()
    before = await shop.container.list_tasks()()
    first, again = await finish(TASK, by="ada", note="paid in cash"), await finish(TASK, by="bob")
    [entry] = [entry for entry in (await shop.stored(a_paid_checkout())).timeline if entry.event == "task_done"]

    assert [task.id for task in before] == [TASK]
    assert first == again == Done("ada", NOON, "paid in cash")
    assert (entry.by, entry.detail) == ("ada", {"task": TASK, "note": "paid in cash"})
    assert await shop.container.list_tasks()() == ()


async def test_a_note_may_be_left_out(shop: Shop) -> None:
    """Each task is done by itself."""
    await failed(shop, count=2)
    second = TASK.replace(".1", ".2")
    finish = shop.container.finish_task()
    done = await finish(second, by="ada")
    other = await finish(TASK, by="bob", note="later")

    assert (done, other) == (Done("ada", NOON), Done("bob", NOON, "later"))


async def test_a_note_that_cannot_be_shown_is_refused(shop: Shop) -> None:
    """And nothing is said of the task."""
    await failed(shop)
    with pytest.raises(InvalidRequest) as refused:
        await shop.container.finish_task()(TASK, by="ada", note="\n")

    assert refused.value.data["errors"][0]["field"] == "note"
    assert len(await shop.container.list_tasks()()) == 1


@pytest.mark.parametrize("task", ["co_nobody.review", TASK, "pi_nobody.orphan", "odd\n"])
async def test_what_is_no_task_is_not_found(shop: Shop, task: str) -> None:
    """It is named as it was said, without what could hide in it."""
    await shop.container.checkouts().add(a_paid_checkout(), None, at=NOON)
    with pytest.raises(NotFound) as refused:
        await shop.container.finish_task()(task, by="ada")

    assert refused.value.sentence == f"There is no task {task!a}.".replace("'", "")


async def test_what_ends_by_a_deed_is_not_said_to_be_done(shop: Shop) -> None:
    """R7: money waits for a decision."""
    await shop.container.checkouts().add(a_checkout_in_review(), None, at=NOON)
    shop.clock.advance(A_DAY)
    with pytest.raises(NotAllowedNow, match="Saying that this is done"):
        await shop.container.finish_task()("co_velvet-armchair.review", by="ada")

    assert len(await shop.container.list_tasks()()) == 1


async def test_of_two_who_say_so_at_once_the_first_is_kept(shop: Shop) -> None:
    """R90: the second is told what was said."""
    for name, at in {"chair-1": NOON, "chair-2": NOON + A_MINUTE}.items():
        await shop.container.checkouts().add(a_paid_checkout(name, at=at), None, at=NOON)
    task = "co_chair-2.paid_twice"

    async def meanwhile() -> None:
        await shop.container.finish_task()(task, by="bob", note="two chairs")

    Meanwhile(shop, "of_order", meanwhile, after=True)
    done = await shop.container.finish_task()(task, by="ada")
    stored = await shop.container.checkouts().get("co_chair-2")

    assert done == Done("bob", NOON, "two chairs")
    assert events(stored).count("task_done") == 1


async def test_every_event_that_nobody_took_is_listed(shop: Shop) -> None:
    """R88: however many there are."""
    (paid,) = announced(a_checkout_at_alma(), a_paid_checkout())
    undelivered = replace(paid, state=Delivery.UNDELIVERED, try_at=None)
    shop.container.outbox_in_memory().write(replace(undelivered, id=f"ev_{number:03}") for number in range(201))
    listed = await shop.container.list_tasks()()

    assert len({task.id for task in listed}) == len(listed) == 201


async def test_an_orphan_that_was_seen_to_is_done(shop: Shop) -> None:
    """R85: the first word stays there too."""
    orphan = Orphan(
        payment_id="pi_stray", amount=14_990, currency="EUR", holds="received", checkout=None, found_at=NOON
    )
    await shop.container.orphans().keep(orphan)
    finish = shop.container.finish_task()
    listed = await shop.container.list_tasks()()
    done, again = await finish("pi_stray.orphan", by="ada"), await finish("pi_stray.orphan", by="bob")

    assert [task.id for task in listed] == ["pi_stray.orphan"]
    assert done == again == Done("ada", NOON)
    assert await shop.container.list_tasks()() == ()


async def test_what_gets_worse_first_comes_first(shop: Shop) -> None:
    """Among equals by name."""
    for name, at in {"chair": NOON + A_MINUTE, "table": NOON, "sofa": NOON}.items():
        refund = replace(FAILED, created_at=at)
        checkout = replace(a_paid_checkout(name, opening=an_opening(order=name)), refunds=(refund,))
        await shop.container.checkouts().add(checkout.changed(NOON), None, at=NOON)
    shop.clock.advance(A_DAY)
    listed = await shop.container.list_tasks()()

    assert [task.id for task in listed] == [
        "co_sofa.refund_failed.1",
        "co_table.refund_failed.1",
        "co_chair.refund_failed.1",
    ]
