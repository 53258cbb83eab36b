"""Several processes share a durable store, and it outlives them."""

import asyncio
import sys
from pathlib import Path
from signal import SIGKILL

from domain.ports import Checkouts
from tests.contract.checkouts.samples import KEY, LATER, counted, due
from tests.contract.stores import DURABLE
from tests.support.checkouts import (
    AN_HOUR,
    NOON,
    an_open_checkout,
)

ROOT = Path(__file__).parents[3]


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
    assert (await two[1].get(kept.id)).changes == 20
    assert [claim for claim in claims if claim] == [(kept.id,)]


async def test_what_was_answered_outlives_the_process(durable: tuple[str, str]) -> None:
    """A process that is killed right after the answer has kept its checkout."""
    kind, where = durable
    script = (
        "import asyncio, os, signal, sys\n"
        "from tests.contract.stores import DURABLE\n"
        "from tests.support.checkouts import NOON, an_open_checkout\n"
        "async def main():\n"
        "    async with DURABLE[sys.argv[1]](sys.argv[2]) as store:\n"
        "        await store.add(an_open_checkout(), None, at=NOON)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, kind, where, cwd=ROOT)
    code = await process.wait()
    async with DURABLE[kind](where) as store:
        kept = await store.get("co_velvet-armchair")

    assert code == -SIGKILL
    assert kept == an_open_checkout()
