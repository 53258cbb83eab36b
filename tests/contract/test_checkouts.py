"""The promises of `Checkouts`, kept by every store."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from signal import SIGKILL

import pytest

from domain.checkout import Checkout
from domain.errors import CheckoutNotFound, IdempotencyConflict, NotAllowedNow
from domain.opening import called_off
from domain.payment import AwaitingAction
from domain.ports import Checkouts, Hint, Key, Search
from domain.settling import settle
from tests.contract.stores import DURABLE, STORES
from tests.support.checkouts import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    NOON,
    a_canceled_checkout,
    a_checkout_at_alma,
    a_checkout_in_review,
    a_new_checkout,
    a_paid_checkout,
    a_payment_for,
    a_processing_checkout,
    a_refused_checkout,
    alma_of,
    an_authorized_checkout,
    an_open_checkout,
    an_opening,
)

ROOT = Path(__file__).parents[2]
KEY = Key("shop", "COMPLICATED-LAMP", "149.90 for order 1001")
LATER = NOON + 10 * A_MINUTE


def a_hint(event: str = "evt_brass-bell", *, payment: str | None = None, checkout: str | None = None) -> Hint:
    """Tell that something may have changed."""
    return Hint(event, "payment_intent.succeeded", "pi", payment, checkout, "test", NOON)


def counted(checkout: Checkout) -> Checkout:
    """Make a change that is seen when it is lost."""
    return checkout.changed(LATER, calls=checkout.calls + 1)


def due(checkout: Checkout, at: datetime | None) -> Checkout:
    """Have a checkout looked at again at some time."""
    return replace(checkout, look_again_at=at)


async def added(store: Checkouts, *checkouts: Checkout) -> None:
    """Keep checkouts, without a key."""
    for checkout in checkouts:
        await store.add(checkout, None, at=NOON)


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Checkouts]:
    """Each store, empty."""
    async with STORES[request.param](tmp_path) as checkouts:
        yield checkouts


@pytest.fixture(params=DURABLE)
async def two(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Checkouts, Checkouts]]:
    """The same durable store twice, as two processes open it."""
    open_store = DURABLE[request.param]
    async with open_store(tmp_path) as one, open_store(tmp_path) as other:
        yield one, other


async def test_a_checkout_is_given_as_it_was_kept(store: Checkouts) -> None:
    """Every state comes back whole."""
    kept = (
        a_new_checkout("velvet-armchair"),
        an_open_checkout("brass-lamp"),
        a_checkout_at_alma("oak-table"),
        a_processing_checkout("wicker-basket"),
        an_authorized_checkout("linen-sofa"),
        a_paid_checkout("jute-rug"),
        a_canceled_checkout("tin-kettle"),
        a_checkout_in_review("cork-stool"),
    )
    await added(store, *kept)

    assert [await store.get(checkout.id) for checkout in kept] == list(kept)


@pytest.mark.parametrize("unknown", ["co_nobody", "", "co_\ud800"])
async def test_an_unknown_checkout_is_not_found(store: Checkouts, unknown: str) -> None:
    """Looking at or moving what was never kept is refused, whatever it is called."""
    with pytest.raises(CheckoutNotFound):
        await store.get(unknown)
    with pytest.raises(CheckoutNotFound):
        await store.update(unknown, counted)


async def test_the_installation_keeps_its_name(store: Checkouts) -> None:
    """A store names itself once."""
    first = await store.installation()

    assert first
    assert await store.installation() == first


async def test_one_key_keeps_one_checkout(store: Checkouts) -> None:
    """The second opening with a key gets the earlier checkout, as it stands now."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    moved = await store.update("co_velvet-armchair", counted)
    again = await store.add(an_open_checkout("brass-lamp"), KEY, at=LATER)

    assert again == moved
    assert (await store.search(Search())).items == (moved,)


async def test_one_key_at_once_keeps_one_checkout(store: Checkouts) -> None:
    """Fifty openings at the same moment with one key are one checkout."""
    asked = [store.add(an_open_checkout(f"chair-{n}"), KEY, at=NOON) for n in range(50)]
    given = await asyncio.gather(*asked)

    assert len({checkout.id for checkout in given}) == 1
    assert (await store.search(Search(limit=100))).items == (given[0],)


async def test_a_key_used_for_another_request_is_refused(store: Checkouts) -> None:
    """A key stands for one request, and the refused opening keeps nothing."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)

    with pytest.raises(IdempotencyConflict):
        await store.add(an_open_checkout("brass-lamp"), replace(KEY, request="another"), at=NOON)
    with pytest.raises(CheckoutNotFound):
        await store.get("co_brass-lamp")


async def test_a_key_belongs_to_its_sender(store: Checkouts) -> None:
    """Two senders may choose the same key."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    other = await store.add(an_open_checkout("brass-lamp"), replace(KEY, sender="till"), at=NOON)

    assert other.id == "co_brass-lamp"


async def test_without_a_key_each_opening_is_a_new_checkout(store: Checkouts) -> None:
    """No key, no earlier checkout."""
    await added(store, an_open_checkout("velvet-armchair"), an_open_checkout("brass-lamp"))

    assert len((await store.search(Search())).items) == 2


@pytest.mark.parametrize("request_text", [KEY.request, "another"])
async def test_a_key_is_free_after_the_provider_refused(store: Checkouts, request_text: str) -> None:
    """A refused opening can be tried again with the same key, corrected or not."""
    await store.add(a_new_checkout("velvet-armchair"), KEY, at=NOON)
    await store.update("co_velvet-armchair", lambda _: a_refused_checkout("velvet-armchair"))
    key = replace(KEY, request=request_text)
    again = await store.add(an_open_checkout("brass-lamp"), key, at=LATER)

    assert again.id == "co_brass-lamp"
    assert await store.add(an_open_checkout("oak-table"), key, at=LATER) == again


@pytest.mark.parametrize(
    ("after", "given"),
    [
        (30 * A_DAY - timedelta(microseconds=1), "co_velvet-armchair"),
        (30 * A_DAY, "co_brass-lamp"),
    ],
)
async def test_a_key_is_kept_for_thirty_days(store: Checkouts, after: timedelta, given: str) -> None:
    """A key is free again thirty days after its use, and not before."""
    await store.add(an_open_checkout("velvet-armchair"), KEY, at=NOON)
    again = await store.add(an_open_checkout("brass-lamp"), KEY, at=NOON + after)

    assert again.id == given


async def test_an_update_gives_and_keeps_what_the_move_makes(store: Checkouts) -> None:
    """The outcome of an update is what is stored."""
    await added(store, an_open_checkout())
    after = await store.update("co_velvet-armchair", counted)

    assert after.calls == 1
    assert await store.get("co_velvet-armchair") == after


async def test_updates_at_once_lose_nothing(store: Checkouts) -> None:
    """Fifty moves of one checkout take place one after the other."""
    await added(store, an_open_checkout())
    await asyncio.gather(*(store.update("co_velvet-armchair", counted) for _ in range(50)))

    assert (await store.get("co_velvet-armchair")).calls == 50


async def test_a_move_that_raises_changes_nothing(store: Checkouts) -> None:
    """What a move refuses comes out as it is, and the store still works."""
    await added(store, an_open_checkout())

    def refuse(checkout: Checkout) -> Checkout:
        raise NotAllowedNow("Refunding", checkout.status)

    with pytest.raises(NotAllowedNow):
        await store.update("co_velvet-armchair", refuse)

    assert await store.get("co_velvet-armchair") == an_open_checkout()
    assert (await store.update("co_velvet-armchair", counted)).calls == 1


async def test_a_move_that_changes_nothing_is_given_back(store: Checkouts) -> None:
    """The same checkout stays as it is, its revision too."""
    await added(store, an_open_checkout())
    after = await store.update("co_velvet-armchair", lambda checkout: checkout)

    assert after == an_open_checkout() == await store.get("co_velvet-armchair")


async def test_an_answer_to_an_earlier_question_is_not_taken_in(store: Checkouts) -> None:
    """An answer is only as fresh as its question: a change made meanwhile stands (R4)."""
    await added(store, an_open_checkout())
    asked = await store.get("co_velvet-armchair")
    sent = AwaitingAction(alma_of("velvet-armchair"), "https://alma.example")

    def take_in(stored: Checkout) -> Checkout:
        if stored.revision != asked.revision:
            return stored
        return settle(stored, a_payment_for(asked, sent), at=LATER, by="sweep")

    await store.update(asked.id, lambda it: called_off(it, "duplicate", at=LATER, by="shop"))
    after = await store.update(asked.id, take_in)

    assert after.status == "canceled"
    assert not after.happened("redirected")


async def test_a_hint_heard_while_we_ask_keeps_the_look_at_now(store: Checkouts) -> None:
    """An answer asked for before a hint does not put the next look off (R4)."""
    await added(store, an_open_checkout())
    asked = await store.get("co_velvet-armchair")
    sent = AwaitingAction(alma_of("velvet-armchair"), "https://alma.example")

    def take_in(stored: Checkout) -> Checkout:
        after = settle(stored, a_payment_for(asked, sent), at=LATER, by="sweep")
        return after if stored.heard == asked.heard else due(after, stored.look_again_at)

    await store.hear(a_hint(payment="pi_velvet-armchair"), at=LATER)
    after = await store.update(asked.id, take_in)

    assert (after.status, after.look_again_at) == ("awaiting_customer", LATER)
    assert await store.claim(at=LATER, until=LATER + AN_HOUR, limit=9) == (asked.id,)


@pytest.mark.parametrize(
    "hint",
    [
        a_hint(payment="pi_velvet-armchair"),
        a_hint(checkout="co_velvet-armchair"),
        a_hint(payment="pi_unknown", checkout="co_velvet-armchair"),
        a_hint(payment="pi_velvet-armchair", checkout="co_brass-lamp"),
    ],
    ids=["by payment", "by id", "payment not stored yet", "payment before id"],
)
async def test_a_hint_has_its_checkout_looked_at_now(store: Checkouts, hint: Hint) -> None:
    """The checkout is found by payment, else by id, and `heard` goes up by one; nothing else changes."""
    await added(store, an_open_checkout("velvet-armchair"), an_open_checkout("brass-lamp"))
    new = await store.hear(hint, at=LATER)

    assert new
    expected = replace(an_open_checkout("velvet-armchair"), look_again_at=LATER, heard=1)
    assert await store.get("co_velvet-armchair") == expected
    assert await store.get("co_brass-lamp") == an_open_checkout("brass-lamp")


async def test_a_payment_stored_later_is_found_by_a_hint(store: Checkouts) -> None:
    """A checkout is kept before its payment is made, and is found by it afterwards."""
    await added(store, a_new_checkout())
    await store.update("co_velvet-armchair", lambda _: an_open_checkout())
    await store.hear(a_hint(payment="pi_velvet-armchair"), at=LATER)

    assert (await store.get("co_velvet-armchair")).heard == 1


async def test_a_hint_heard_twice_is_new_once(store: Checkouts) -> None:
    """The second delivery of an event changes nothing."""
    await added(store, an_open_checkout())
    hint = a_hint(payment="pi_velvet-armchair")
    new = await asyncio.gather(*(store.hear(hint, at=LATER) for _ in range(5)))

    assert sorted(new) == [False, False, False, False, True]
    assert (await store.get("co_velvet-armchair")).heard == 1


async def test_a_hint_about_nobody_is_kept_all_the_same(store: Checkouts) -> None:
    """An event of a payment we do not know is new once, too."""
    hint = a_hint(payment="pi_nobody", checkout="co_nobody")

    assert await store.hear(hint, at=LATER)
    assert not await store.hear(hint, at=LATER)
    assert await store.hear(a_hint("evt_other"), at=LATER)


async def test_a_claim_gives_what_is_due_oldest_first(store: Checkouts) -> None:
    """The moment itself counts as due; what is due later, or never, is left."""
    await added(
        store,
        due(an_open_checkout("brass-lamp"), LATER),
        due(an_open_checkout("velvet-armchair"), NOON),
        due(an_open_checkout("oak-table"), LATER + timedelta(microseconds=1)),
        due(an_open_checkout("wicker-basket"), None),
        due(an_open_checkout("linen-sofa"), NOON + A_MINUTE),
    )
    first = await store.claim(at=LATER, until=LATER + AN_HOUR, limit=2)
    second = await store.claim(at=LATER, until=LATER + AN_HOUR, limit=2)

    assert first == ("co_velvet-armchair", "co_linen-sofa")
    assert second == ("co_brass-lamp",)


async def test_a_claimed_checkout_is_due_again_when_its_lease_is_over(store: Checkouts) -> None:
    """Claiming moves the time to look, and nothing else; a worker that died loses nothing."""
    await added(store, due(an_open_checkout(), NOON))
    until = LATER + AN_HOUR
    await store.claim(at=LATER, until=until, limit=9)

    assert await store.get("co_velvet-armchair") == due(an_open_checkout(), until)
    assert await store.claim(at=until - A_MINUTE, until=until, limit=9) == ()
    assert await store.claim(at=until, until=until + AN_HOUR, limit=9) == ("co_velvet-armchair",)


async def test_claims_at_once_never_overlap(store: Checkouts) -> None:
    """Each due checkout goes to one worker."""
    await added(store, *(due(an_open_checkout(f"chair-{n:02}"), NOON) for n in range(30)))
    claims = [store.claim(at=LATER, until=LATER + AN_HOUR, limit=7) for _ in range(6)]
    given = [checkout_id for claim in await asyncio.gather(*claims) for checkout_id in claim]

    assert sorted(given) == [f"co_chair-{n:02}" for n in range(30)]


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


async def test_what_was_answered_is_seen_by_others(two: tuple[Checkouts, Checkouts]) -> None:
    """Two processes have one store, one name, and the same keys."""
    one, other = two
    await one.add(an_open_checkout(), KEY, at=NOON)

    assert await other.get("co_velvet-armchair") == an_open_checkout()
    assert await other.installation() == await one.installation()
    assert await other.add(an_open_checkout("brass-lamp"), KEY, at=NOON) == an_open_checkout()


async def test_two_processes_at_once_keep_every_promise(two: tuple[Checkouts, Checkouts]) -> None:
    """One key is one checkout, no update is lost, no claim overlaps."""
    each = [two[n % 2] for n in range(20)]
    added_at_once = [it.add(an_open_checkout(f"chair-{n}"), KEY, at=NOON) for n, it in enumerate(each)]
    kept, *others = await asyncio.gather(*added_at_once)
    await asyncio.gather(*(it.update(kept.id, counted) for it in each))
    await two[0].update(kept.id, lambda checkout: due(checkout, NOON))
    claims = await asyncio.gather(*(it.claim(at=LATER, until=LATER + AN_HOUR, limit=9) for it in each))

    assert others == [kept] * 19
    assert (await two[1].get(kept.id)).calls == 20
    assert [claim for claim in claims if claim] == [(kept.id,)]


@pytest.mark.parametrize("kind", DURABLE)
async def test_what_was_answered_outlives_the_process(kind: str, tmp_path: Path) -> None:
    """A process that is killed right after the answer has kept its checkout."""
    script = (
        "import asyncio, os, pathlib, signal, sys\n"
        "from tests.contract.stores import DURABLE\n"
        "from tests.support.checkouts import NOON, an_open_checkout\n"
        "async def main():\n"
        "    async with DURABLE[sys.argv[1]](pathlib.Path(sys.argv[2])) as store:\n"
        "        await store.add(an_open_checkout(), None, at=NOON)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, kind, str(tmp_path), cwd=ROOT)
    code = await process.wait()
    async with DURABLE[kind](tmp_path) as store:
        kept = await store.get("co_velvet-armchair")

    assert code == -SIGKILL
    assert kept == an_open_checkout()
