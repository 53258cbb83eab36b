"""How many checkouts there are, for Prometheus: asked of the store when somebody wants to know, at most every 10 s."""

import time
from collections.abc import Callable, Iterator, Mapping

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from domain.errors import StoreUnavailable
from domain.outgoing import Delivery
from domain.ports import Checkouts, Clock, Outbox, Statistics
from domain.states import STATUSES

_FRESH_SECONDS = 10.0


class Stock(Collector):
    """The gauges that are the same whichever process tells them. Without an answer of the store there are none."""

    def __init__(self, about: Mapping[str, str], tick: Callable[[], float] = time.monotonic) -> None:
        self._about = dict(about)
        self._tick = tick
        self._taken_at: float | None = None
        self._found: Statistics | None = None
        self._due_for = 0.0
        self._undelivered = 0

    async def take(self, checkouts: Checkouts, outbox: Outbox, clock: Clock) -> None:
        """Ask the store, unless it was asked just now."""
        now = self._tick()
        if self._found is None or self._taken_at is None or now - self._taken_at >= _FRESH_SECONDS:
            self._taken_at = now
            try:
                self._found = await checkouts.statistics()
                self._undelivered = await outbox.count(Delivery.UNDELIVERED)
            except StoreUnavailable:
                self._found = None
        due_from = self._found.due_from if self._found else None
        self._due_for = max(0.0, (clock.now() - due_from).total_seconds()) if due_from else 0.0

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the gauges."""
        info = GaugeMetricFamily("alma_checkout_info", "What runs here; always 1.", labels=list(self._about))
        info.add_metric(list(self._about.values()), 1)
        yield info
        if self._found is None:
            return
        stock = GaugeMetricFamily("alma_checkout_checkouts", "Checkouts in the store, by status.", labels=["status"])
        for status in STATUSES:
            stock.add_metric([status], self._found.by_status.get(status, 0))
        yield stock
        yield GaugeMetricFamily(
            "alma_checkout_oldest_due_seconds",
            "For how long the oldest checkout that is due has been waiting for the sweep.",
            value=self._due_for,
        )
        yield GaugeMetricFamily(
            "alma_checkout_undelivered_events",
            "Events that the shop's own system never took, and nobody has seen to.",
            value=self._undelivered,
        )
