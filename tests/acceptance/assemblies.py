"""The assemblies that every scenario runs in: a way in, a way out, and a store."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dependency_injector import providers

from domain.ports import NewPayment
from entrypoints.container import Container, closed
from entrypoints.settings import Settings
from tests.acceptance.alma import Alma, SandboxAlma
from tests.acceptance.emulated_stripe import SETTINGS, EmulatedAlma, EmulatedProvider
from tests.acceptance.provider import Provider, Remembered, SandboxProvider
from tests.acceptance.running import Run
from tests.acceptance.shop import Shop
from tests.acceptance.system import ShopSystem
from tests.acceptance.use_cases import BY, UseCases
from tests.support.manual_clock import NOON, ManualClock
from tests.support.receiver import SECRET

T = TypeVar("T")

KEY = "velvet-key"

OpenedWay = Callable[[Container], AbstractContextManager[tuple[Shop, Run]]]
"""How a way in is opened on a container: the shop in front of it, and how to run what is asynchronous beside it."""


@contextmanager
def use_cases(container: Container) -> Iterator[tuple[Shop, Run]]:
    """Call the use cases."""
    with asyncio.Runner() as runner:
        yield UseCases(container, runner.run), runner.run
        runner.run(closed(container))


@contextmanager
def http(container: Container) -> Iterator[tuple[Shop, Run]]:
    """Call over HTTP; the sweep is made when the scenario says so, and not beside it."""
    from litestar.testing import TestClient

    from entrypoints.http.app import create_app
    from tests.acceptance.http import Http

    with TestClient(create_app(container, sweeping=False)) as client:
        client.headers["Authorization"] = f"Bearer {KEY}"

        def run(deed: Coroutine[Any, Any, T]) -> T:
            async def done() -> T:
                return await deed

            return client.blocking_portal.call(done)

        yield Http(client, container.settings().public_url, lambda: run(container.sweep()())), run


@contextmanager
def cli(container: Container) -> Iterator[tuple[Shop, Run]]:
    """Type commands."""
    from tests.acceptance.cli import Cli

    with asyncio.Runner() as runner:
        yield Cli(container), runner.run
        runner.run(closed(container))


WAYS: dict[str, OpenedWay] = {"use-cases": use_cases, "http": http, "cli": cli}
"""Every way in, by name."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """A way in, a way out, and a store: what a scenario runs in."""

    way: str
    store: str = "memory"
    gateway: str = "sandbox"

    def __str__(self) -> str:
        """Name it: `use-cases-sandbox`; a store that lasts is named too."""
        return "-".join([self.way, self.gateway, *([] if self.store == "memory" else [self.store])])


GATEWAYS = ("sandbox", "stripe")
ASSEMBLIES = tuple(Assembly(way, gateway=gateway) for gateway in GATEWAYS for way in WAYS)
DURABLE = tuple(Assembly(way, store="sqlite") for way in WAYS)
"""For the few scenarios that are marked `durable`: what must also hold in a store that lasts."""


@dataclass(frozen=True, slots=True)
class World:
    """Everybody in a scenario, with one clock for all of them."""

    shop: Shop
    alma: Alma
    provider: Provider
    clock: ManualClock
    strand: Callable[[str | None], str]
    """Make a payment that no checkout owns, of this installation or of another one that is named; give its id."""
    system: ShopSystem
    tell: Callable[[], object]


class Scene:
    """An assembly that is set up once and played in many times: nothing of one scenario is left for the next."""

    def __init__(self, assembly: Assembly, folder: Path) -> None:
        database = {"memory": "memory://", "sqlite": f"sqlite:///{folder / 'checkouts.db'}"}[assembly.store]
        settings = {"DATABASE_URL": database, "API_KEYS": f"{BY}:{KEY}", "OPERATOR": BY, "GATEWAY": assembly.gateway}
        settings |= {"EVENTS_URL": "https://shop.example/events", "EVENTS_SECRET": SECRET}
        settings["PAGE_LIMIT"] = "none"  # all customers of all scenarios come from one address, at once
        of_stripe = SETTINGS if assembly.gateway == "stripe" else {}
        self._clock = ManualClock()
        self._container = Container(
            settings=Settings({f"ALMA_CHECKOUT_{name}": text for name, text in settings.items()} | of_stripe),
            clock=providers.Object(self._clock),
            may_create=providers.Object(True),
        )
        self._closing = ExitStack()
        self._shop, self._run = self._closing.enter_context(WAYS[assembly.way](self._container))

    def world(self) -> World:
        """Begin anew: the time of the beginning, no checkouts, no payments, nothing wrong."""
        container = self._container
        self._clock.set(NOON)
        container.sandbox_memory.reset_override()
        container.stripe.reset_override()
        container.receiver.reset_override()
        container.reset_singletons()
        system = ShopSystem()
        container.receiver.override(providers.Object(system))
        told = system, lambda: self._run(container.deliver_events()())
        if container.settings().gateway == "stripe":
            stripe = EmulatedProvider(self._clock)
            container.stripe.override(providers.Object(stripe.gateway()))
            return World(self._shop, EmulatedAlma(stripe.emulator), stripe, self._clock, self._strand, *told)
        container.sandbox_memory.override(providers.Object(Remembered(container.sandbox_memory())))
        alma, provider = SandboxAlma(container, self._run), SandboxProvider(container, self._run)
        return World(self._shop, alma, provider, self._clock, self._strand, *told)

    def _strand(self, installation: str | None) -> str:
        async def made() -> str:
            ours = installation or await self._container.checkouts().installation()
            metadata = {"checkout": "co_lost", "order": "1001", "installation": ours}
            payment = NewPayment(
                amount=14_990,
                currency="EUR",
                metadata=metadata,
                alma_only=False,
                exclude_alma=False,
                manual_capture=False,
            )
            return (await self._container.gateway().create(payment, key="co_lost/create")).id

        return self._run(made())

    def close(self) -> None:
        """Close the way in, and the store."""
        self._closing.close()
