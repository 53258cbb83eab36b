"""Events in PostgreSQL that another worker is just claiming (R87)."""

import asyncio

import psycopg

from tests.contract.outbox.samples import LATER, UNTIL, pay
from tests.contract.outboxes import in_postgresql
from tests.support.postgres import Server, postgres

__all__ = ["postgres"]


async def test_what_another_is_just_claiming_is_passed_over(postgres: Server) -> None:
    """R87: it is not waited for, and not claimed a second time when the other is done."""
    url = postgres.fresh()
    async with in_postgresql(url) as post:
        await pay(post, "brass-lamp", "velvet-armchair")
        with psycopg.connect(url) as another:
            another.execute("UPDATE outgoing SET try_at = %s WHERE id LIKE %s", (UNTIL, "ev_brass-lamp%"))
            claim = post.outbox.claim(at=LATER, until=UNTIL, limit=9)
            claimed = await asyncio.wait_for(claim, timeout=2)
        afterwards = await post.outbox.claim(at=LATER, until=UNTIL, limit=9)

    assert [event.id for event in claimed] == ["ev_velvet-armchair_4_3d3d"]
    assert afterwards == ()
