"""Moves of a checkout from one state to the next, against a bare `dataclasses.replace` of it."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.payment import AwaitingAction, AwaitingMethod, InProgress, Payment, PaymentError, PaymentStatus, Succeeded
from domain.settling import settle
from tests.benchmarks.figures import Figure
from tests.benchmarks.world import World
from tests.support.checkouts import A_MINUTE, NOON, a_payment_for, alma_of, an_open_checkout

TIMES = 2_000


async def measure(world: World) -> list[Figure]:
    """Measure a life with a refusal in it: to Alma, refused, to Alma again, being worked on, paid."""
    opened, news = an_open_checkout(), _news()

    def live() -> None:
        checkout = opened
        for at, told in news:
            checkout = settle(checkout, told, at=at, by="sweep")

    def copy() -> None:
        for number in range(len(news)):
            replace(opened, revision=number)

    lives, rounds = world.effort.of(TIMES), 1 + 3 * world.effort.rounds
    pairs = [(_rate(copy, lives), _rate(live, lives)) for _ in range(rounds)]
    theirs, ours = (tuple(len(news) * rate for rate in of_side[1:]) for of_side in zip(*pairs, strict=True))
    return [Figure("transitions of the domain", "bare `dataclasses.replace`", "/s", ours, theirs)]


def _news() -> list[tuple[datetime, Payment]]:
    opened, first, second = an_open_checkout(), alma_of("first"), alma_of("second")
    error = PaymentError("payment_intent_payment_attempt_failed", message="Alma declined.", method=first)
    told: tuple[PaymentStatus, ...] = (
        AwaitingAction(first, "https://alma.example/first"),
        AwaitingMethod(error),
        AwaitingAction(second, "https://alma.example/second"),
        InProgress(second),
        Succeeded(14_990, NOON + 5 * A_MINUTE, second, 3, "alma_second"),
    )
    return [(NOON + n * A_MINUTE, a_payment_for(opened, status)) for n, status in enumerate(told, start=1)]


def _rate(deed: Callable[[], None], times: int) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        deed()
    return times / (time.perf_counter() - begun)
