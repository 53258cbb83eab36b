"""What an application counts, for Prometheus: its answers, what it asks the provider, and what became of it."""

import os
from functools import cache
from importlib.metadata import version

from litestar.types import Message, Scope
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from domain.ports import Checkouts, Clock, Outbox
from entrypoints.http.stock import Stock
from entrypoints.settings import Settings
from entrypoints.surroundings import SHARED

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0)
_KNOWN = frozenset({"customer", "webhook", "sweep"})


class Metrics:
    """The counts of one application, in a registry of their own."""

    def __init__(self, settings: Settings) -> None:
        self._registry = CollectorRegistry()
        about = {"version": version("alma-checkout"), "gateway": settings.gateway, "mode": settings.mode}
        self._stock = Stock(about)
        answered = self._counter("answers", "Answers to HTTP requests, by the class of their status.", "status")
        self._answered = {hundreds: answered.labels(f"{hundreds}xx") for hundreds in range(1, 6)}
        self._settled = self._counter(
            "settled",
            "Answers of the provider, by who asked and the status afterwards.",
            "by",
            "status",
        )
        webhooks = self._counter("webhooks", "Events that arrived, by what became of them.", "answer")
        self._webhook = cache(webhooks.labels)
        self._errors = self._counter("provider_errors", "Calls that the provider did not do.", "call", "kind")
        self._seconds = Histogram(
            "alma_checkout_provider_seconds",
            "How long the provider took to answer a call, or to fail.",
            ["call"],
            buckets=_BUCKETS,
            registry=self._registry,
        )

    async def count(self, message: Message, _: Scope) -> None:
        """Count an answer as it goes out."""
        if message["type"] == "http.response.start":
            self._answered[message["status"] // 100].inc()

    def settled(self, by: str, status: str) -> None:
        """Count an answer of the provider; API keys are counted together, as `shop`."""
        self._settled.labels(by if by in _KNOWN else "shop", status).inc()

    def heard(self, answer: str) -> None:
        """Count an event."""
        self._webhook(answer).inc()

    def called(self, call: str, seconds: float, trouble: str | None) -> None:
        """Count a call to the provider, and what kind of trouble it met."""
        self._seconds.labels(call).observe(seconds)
        if trouble:
            self._errors.labels(call, trouble).inc()

    async def told(self, checkouts: Checkouts, outbox: Outbox, clock: Clock) -> bytes:
        """Tell everything, with how many checkouts there are; where processes serve together, of all of them."""
        await self._stock.take(checkouts, outbox, clock)
        whole = CollectorRegistry()
        whole.register(self._stock)
        if SHARED in os.environ:
            MultiProcessCollector(whole)  # type: ignore[no-untyped-call]  # so it is in the library
            return generate_latest(whole)
        return generate_latest(whole) + generate_latest(self._registry)

    def _counter(self, name: str, sentence: str, *labels: str) -> Counter:
        return Counter(f"alma_checkout_{name}", sentence, labels, registry=self._registry)
