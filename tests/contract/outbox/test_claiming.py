"""What is due to be delivered goes to one worker at a time (R87)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from domain.outgoing import Answer, resent
from tests.contract.outbox.samples import LATER, UNTIL, end, pay, the_event, waiting_again
from tests.contract.outboxes import Post
from tests.support.checkouts import A_MINUTE, NOON


async def test_a_claim_gives_what_is_due_the_longest_waiting_first(post: Post) -> None:
    """R87: leased; the moment itself counts as due; what is due later is left."""
    await pay(post, "brass-lamp", "oak-table", "linen-sofa", "jute-rug")
    times = {"brass-lamp": LATER, "oak-table": LATER + timedelta(microseconds=1), "linen-sofa": NOON}
    for name, at in times.items():
        await post.outbox.update(f"ev_{name}_4_3d3d", lambda event, at=at: waiting_again(event, at))  # type: ignore[misc]  # the default binds the time
    first = await post.outbox.claim(at=LATER, until=UNTIL, limit=2)
    second = await post.outbox.claim(at=LATER, until=UNTIL, limit=2)

    assert first == tuple(
        replace(the_event(name), try_at=UNTIL, leased_until=UNTIL) for name in ("linen-sofa", "jute-rug")
    )
    assert [event.id for event in second] == ["ev_brass-lamp_4_3d3d"]
    assert await post.outbox.claim(at=LATER, until=UNTIL, limit=2) == ()


async def test_a_claimed_event_is_due_again_when_its_lease_is_over(post: Post) -> None:
    """R87: a worker that died loses nothing."""
    await pay(post, "velvet-armchair")
    (leased,) = await post.outbox.claim(at=LATER, until=UNTIL, limit=9)

    assert await post.outbox.get(leased.id) == leased
    assert await post.outbox.claim(at=UNTIL - timedelta(microseconds=1), until=UNTIL, limit=9) == ()
    assert len(await post.outbox.claim(at=UNTIL, until=UNTIL + A_MINUTE, limit=9)) == 1


async def test_what_is_over_is_not_due(post: Post) -> None:
    """R87: neither what was delivered nor what was given up, until it is sent again."""
    await pay(post, "velvet-armchair", "brass-lamp")
    await end(post, "ev_velvet-armchair_4_3d3d", Answer(204))
    await end(post, "ev_brass-lamp_4_3d3d", Answer(410))
    claimed = await post.outbox.claim(at=LATER, until=UNTIL, limit=9)
    await post.outbox.update("ev_brass-lamp_4_3d3d", lambda event: resent(event, at=LATER))
    again = await post.outbox.claim(at=LATER, until=UNTIL, limit=9)

    assert claimed == ()
    assert [event.id for event in again] == ["ev_brass-lamp_4_3d3d"]


async def test_claims_at_once_never_overlap(post: Post) -> None:
    """R87: each event goes to one worker."""
    names = [f"chair-{n:02}" for n in range(30)]
    await pay(post, *names)
    claims = [post.outbox.claim(at=LATER, until=UNTIL, limit=7) for _ in range(6)]
    given = [event.id for claim in await asyncio.gather(*claims) for event in claim]

    assert sorted(given) == [f"ev_{name}_4_3d3d" for name in names]


async def test_claims_of_two_processes_never_overlap(two: tuple[Post, Post]) -> None:
    """R87: one database, two workers."""
    names = [f"chair-{n:02}" for n in range(30)]
    await pay(two[0], *names)
    claims = [two[n % 2].outbox.claim(at=LATER, until=UNTIL, limit=7) for n in range(6)]
    given = [event.id for claim in await asyncio.gather(*claims) for event in claim]

    assert sorted(given) == [f"ev_{name}_4_3d3d" for name in names]
