"""What an application counts: its answers, by the class of their status."""

from importlib.metadata import version

from litestar.types import Message, Scope
from prometheus_client import CollectorRegistry, Counter, Gauge

from entrypoints.settings import Settings


class Metrics:
    """The counts of one application, in a registry of their own."""

    def __init__(self, settings: Settings) -> None:
        self.registry = CollectorRegistry()
        info = Gauge(
            "alma_checkout_info",
            "What runs here; always 1.",
            ["version", "gateway", "mode"],
            registry=self.registry,
        )
        info.labels(version("alma-checkout"), settings.gateway, settings.mode).set(1)
        answered = Counter(
            "alma_checkout_answers",
            "Answers to HTTP requests, by the class of their status.",
            ["status"],
            registry=self.registry,
        )
        self._answered = {hundreds: answered.labels(f"{hundreds}xx") for hundreds in range(1, 6)}

    async def count(self, message: Message, _: Scope) -> None:
        """Count an answer as it goes out."""
        if message["type"] == "http.response.start":
            self._answered[message["status"] // 100].inc()
