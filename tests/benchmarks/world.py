"""What every case is measured in: a folder, a Stripe that costs next to nothing, and how much effort is made."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.apart import interpreter
from tests.benchmarks.programs import ROOT, Program, listening, ours, python

KEY = "velvet-key"
SECRET = "whsec_velvet"
LEAST = 8
_BARE = ("tests.benchmarks.peers.bare:app", "--loop=uvloop", "--http=httptools", "--no-access-log")
"""How our server is run, too."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds are made, which share of all requests is asked, and how many checkouts fill a server's memory.

    For `pause` seconds a server is left alone before its memory is looked at.
    """

    rounds: int = 7
    share: float = 1.0
    opened: int = 100_000
    pause: float = 2.0

    def of(self, count: int) -> int:
        """Give how many of so many requests are made."""
        return max(LEAST, int(count * self.share))


SHORT = Effort(rounds=1, share=0.0, opened=40, pause=0.0)
"""Enough to see that everything works; its figures mean nothing."""


@dataclass(frozen=True, slots=True)
class World:
    """A place to measure in."""

    folder: Path
    stripe: Program
    bare: Program
    effort: Effort

    def stripe_settings(self, name: str) -> dict[str, str]:
        """Give the settings of a server over Stripe with a durable store of its own."""
        return {
            "ALMA_CHECKOUT_GATEWAY": "stripe",
            "STRIPE_SECRET_KEY": "sk_test_loopback",
            "STRIPE_PUBLISHABLE_KEY": "pk_test_loopback",
            "STRIPE_WEBHOOK_SECRET": SECRET,
            "STRIPE_API_BASE": self.stripe.address,
            **self._settings(name),
        }

    def on_stripe(self, name: str) -> AbstractContextManager[Program]:
        """Run our server over Stripe."""
        return ours(self.folder, **self.stripe_settings(name))

    def on_sandbox(self, name: str) -> AbstractContextManager[Program]:
        """Run our server over the sandbox, whose payments lie in the same durable store."""
        return ours(self.folder, ALMA_CHECKOUT_GATEWAY="sandbox", **self._settings(name))

    def sample(self) -> AbstractContextManager[Program]:
        """Run the sample with sixteen threads, as it would be run where it earns money."""
        words = ("tests.benchmarks.peers.sample:app", "--threads=16", "--bind=127.0.0.1:{port}", "--log-level=error")
        settings = {"STRIPE_API_BASE": self.stripe.address, "PYTHONPATH": str(ROOT)}
        return listening(self.folder, str(interpreter()), "-m", "gunicorn", *words, **settings)

    def _settings(self, name: str) -> dict[str, str]:
        url = f"sqlite:///{self.folder}/{name}.db"
        return {"ALMA_CHECKOUT_API_KEYS": f"shop:{KEY}", "ALMA_CHECKOUT_DATABASE_URL": url}


@contextmanager
def world(folder: Path, effort: Effort) -> Iterator[World]:
    """Give a world in a folder; the bare endpoints give the answers that are written down there."""
    with python(folder, "tests.benchmarks.peers.loopback_stripe") as stripe:
        settings = {"BARE_ANSWERS": str(folder), "STRIPE_API_BASE": stripe.address}
        with python(folder, "uvicorn", *_BARE, **settings) as bare:
            yield World(folder, stripe, bare, effort)
