"""The programs of a load: our server over the emulator, each in processes of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.programs import Program, ours, python
from tests.benchmarks.world import KEY
from tests.support.stripe_emulator.emulator import SECRET_KEY
from tests.support.stripe_emulator.webhooks import SECRET


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays."""

    server: Program
    emulator: Program


@contextmanager
def stage(folder: Path, processes: int) -> Iterator[Stage]:
    """Start the emulator, and our server with so many processes on a durable store."""
    with python(folder, "tests.support.stripe_emulator", "--uncollected") as emulator:
        settings = {
            "ALMA_CHECKOUT_GATEWAY": "stripe",
            "ALMA_CHECKOUT_API_KEYS": f"shop:{KEY}",
            "ALMA_CHECKOUT_DATABASE_URL": f"sqlite:///{folder}/load-{processes}.db",
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": "pk_test_emulated",
            "STRIPE_WEBHOOK_SECRET": SECRET,
            "STRIPE_API_BASE": emulator.address,
        }
        with ours(folder, "--workers", str(processes), **settings) as server:
            yield Stage(server, emulator)
