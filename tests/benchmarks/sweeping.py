"""Several workers on one PostgreSQL database, each a process that claims and settles, one checkout after the other."""

import asyncio
import multiprocessing
import time
from dataclasses import replace
from datetime import datetime
from multiprocessing.synchronize import Barrier
from typing import cast

from adapters.postgres.checkouts import PostgresCheckouts
from adapters.postgres.database import Database
from domain.payment import Payment
from domain.ports import Clock, PaymentGateway
from domain.use_cases.create_payment import CreatePayment
from domain.use_cases.settle import SettleCheckout
from tests.benchmarks.figures import Figure, Promise
from tests.benchmarks.measuring import run
from tests.support.checkouts import AN_HOUR, NOON, a_payment_for, an_open_checkout
from tests.support.postgres import Server

ROUNDS, DUE, LIMIT = 3, 400, 10
PROVIDER_TAKES = 0.02
"""Seconds for which the provider lets us wait."""


class Unhurried:
    """A provider that has no news, and takes its time to say so; and a clock that stands still."""

    name = "sandbox"

    async def look_up(self, payment_id: str) -> Payment:
        """Tell that nothing happened."""
        await asyncio.sleep(PROVIDER_TAKES)
        return a_payment_for(an_open_checkout(payment_id.removeprefix("pi_")))

    def now(self) -> datetime:
        """Tell the time."""
        return NOON


async def _sweep(url: str, begin: Barrier) -> None:
    database = Database(url, create=False)
    store, unhurried = PostgresCheckouts(database), Unhurried()
    gateway, clock = cast("PaymentGateway", unhurried), cast("Clock", unhurried)
    settle = SettleCheckout(store, gateway, clock, CreatePayment(store, gateway, clock))
    await store.installation()
    begin.wait()
    while due := await store.claim(at=NOON, until=NOON + AN_HOUR, limit=LIMIT):
        for checkout_id in due:
            await settle(checkout_id, by="sweep")
    await database.close()


def worker(url: str, begin: Barrier) -> None:
    """Sweep until nothing is due, when all have come."""
    run(_sweep(url, begin))


async def _filled(url: str) -> None:
    database = Database(url, create=True)
    store = PostgresCheckouts(database)
    await asyncio.gather(
        *(store.add(replace(an_open_checkout(f"chair-{n}"), look_again_at=NOON), None, at=NOON) for n in range(DUE))
    )
    await database.close()


def _rate(server: Server, workers: int) -> float:
    """Give how many checkouts so many workers settle in a second."""
    url = server.fresh()
    run(_filled(url))
    processes = multiprocessing.get_context("spawn")
    begin = processes.Barrier(workers + 1)
    all_of_them = [processes.Process(target=worker, args=(url, begin)) for _ in range(workers)]
    for it in all_of_them:
        it.start()
    begin.wait()
    begun = time.perf_counter()
    for it in all_of_them:
        it.join()
    return DUE / (time.perf_counter() - begun)


def measure(server: Server) -> list[Figure]:
    """Measure one, two and four workers, each with as much to do."""
    rounds = [[_rate(server, workers) for workers in (1, 2, 4)] for _ in range(ROUNDS)]
    one, two, four = zip(*rounds, strict=True)
    return [
        Figure("PostgreSQL, sweep of two workers", "one worker", "/s", two, one, Promise(least=1.7)),
        Figure("PostgreSQL, sweep of four workers", "one worker", "/s", four, one, Promise(least=3.0)),
    ]
