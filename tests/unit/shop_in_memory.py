"""A shop whose checkouts and payments lie in memory, what is said to its provider, and what may come in between."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from dependency_injector import providers

from domain.errors import ProviderFailed, ProviderRefused, ProviderUnavailable
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.races.conftest import Shop
from tests.races.providers import Sandbox
from tests.support.manual_clock import ManualClock

NO_GOOD_ANSWERS = [ProviderUnavailable(), ProviderFailed("It cannot be read."), ProviderRefused("odd", "No.")]
"""How a question to the provider may end without an answer."""


def a_shop() -> Shop:
    """Open a shop on the sandbox."""
    clock = ManualClock()
    settings = Settings({"ALMA_CHECKOUT_DATABASE_URL": "memory://"})
    container = Container(settings=settings, clock=providers.Object(clock))
    return Shop(container, clock, Sandbox(container))


class Around:
    """Something that stands before a gateway or a store, and does what that does."""

    def __init__(self, behind: Any) -> None:  # noqa: ANN401 -- a gateway, or a store
        self._behind = behind

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever that has
        return getattr(self._behind, name)


class Overheard(Around):
    """A gateway, the names of the calls to it, and of those that change something what is handed over."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop.container.gateway())
        self.names: list[str] = []
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        shop.container.gateway.override(providers.Object(self))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the gateway has
        there = super().__getattr__(name)

        def call(*words: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever the call gives
            self.names.append(name)
            if "key" in named:
                self.calls.append((name, words, named))
            return there(*words, **named)

        return call if callable(there) else there

    @property
    def keys(self) -> list[str]:
        """The provider keys, in the order of the calls."""
        return [named["key"] for _, _, named in self.calls]


class Failing(Around):
    """A gateway that answers some calls with an error, the first of each excepted where that is `spared`."""

    def __init__(self, shop: Shop, errors: Mapping[str, Exception], *, spared: int = 0) -> None:
        super().__init__(shop.container.gateway())
        self._errors, self._spared = errors, dict.fromkeys(errors, spared)
        shop.container.gateway.override(providers.Object(self))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the gateway has
        if self._spared.get(name, 1):
            self._spared[name] = self._spared.get(name, 2) - 1
            return super().__getattr__(name)

        async def call(*_: Any, **__: Any) -> None:
            raise self._errors[name]

        return call


class Meanwhile(Around):
    """A store in which somebody else does something, once, after a call or before it."""

    def __init__(
        self, shop: Shop, call: str, deed: Callable[[], Awaitable[object]], *, times: int = 1, after: bool = False
    ) -> None:
        super().__init__(shop.container.checkouts())
        self._call, self._deed, self._times, self._after = call, deed, times, after
        shop.container.checkouts.override(providers.Object(self))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the store has
        there = super().__getattr__(name)
        if name != self._call:
            return there

        async def call(*words: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever the call gives
            self._times -= 1
            if self._times == 0 and not self._after:
                await self._deed()
            found = await there(*words, **named)
            if self._times == 0 and self._after:
                await self._deed()
            return found

        return call
